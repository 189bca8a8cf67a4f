import { build } from '../../tsup.preset';

export default build({ index: 'src/index.ts', node: 'src/node.ts' }, { shims: true });
