import { build } from '../../tsup.preset';

// The worker is loaded by its URL beside the modules, hence an entry of its own; `shims` gives the CommonJS build that URL.
export default build({ index: 'src/index.ts', node: 'src/node.ts', command: 'src/command.ts', soundWorker: 'src/files/soundWorker.ts' }, { shims: true });
