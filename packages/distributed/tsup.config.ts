import { build } from '../../tsup.preset';

export default build({ index: 'src/index.ts' });
