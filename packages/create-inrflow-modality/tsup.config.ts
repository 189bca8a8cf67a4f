import { build } from '../../tsup.preset';

// The template is found from where the module lies, which `shims` gives to the CommonJS build.
export default build({ index: 'src/index.ts', main: 'src/main.ts' }, { shims: true });
