import { build } from '../../tsup.preset';

export default build({ index: 'src/index.ts', main: 'src/main.ts' });
