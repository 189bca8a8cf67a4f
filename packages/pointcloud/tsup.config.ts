import { build } from '../../tsup.preset';

// The worker is loaded by its URL beside the modules, hence an entry of its own.
export default build({ index: 'src/index.ts', node: 'src/node.ts', command: 'src/command.ts', shapeWorker: 'src/files/shapeWorker.ts' }, { shims: true });
