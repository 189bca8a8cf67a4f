import { build } from '../../tsup.preset';

export default build({ index: 'src/index.ts', node: 'src/node.ts', command: 'src/command.ts' }, { shims: true });
