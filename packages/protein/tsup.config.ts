import { build } from '../../tsup.preset';

// The worker is loaded by its URL beside the modules, hence an entry of its own.
export default build({ index: 'src/index.ts', node: 'src/node.ts', command: 'src/command.ts', structureWorker: 'src/files/structureWorker.ts' }, {
  shims: true,
  // Mol*'s parsers are bundled (LICENSE has their notice), so that its web server and drawing are not installed with them; sources name its
  // CommonJS build, which Jest reads, and the bundle takes the modules, of which it keeps what is used.
  noExternal: [/^molstar/],
  esbuildOptions(options) {
    options.alias = { ...options.alias, 'molstar/lib/commonjs': 'molstar/lib' };
  },
});
