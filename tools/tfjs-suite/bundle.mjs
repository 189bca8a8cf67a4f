// TensorFlow.js ships its tests, as ES modules without file extensions, beside the library. One bundle puts them, the library and
// the backend together, so that all share one TensorFlow.js with its gradients registered.
import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';

const root = resolve(dirname(fileURLToPath(import.meta.url)), '../..');
const core = join(root, 'node_modules/@tensorflow/tfjs-core/dist');

/** The suite's test files, relative to TensorFlow.js's core. */
export function testFiles() {
  return ['.', 'ops', 'optimizers', 'io', 'platforms']
    .flatMap((folder) => readdirSync(join(core, folder)).filter((name) => name.endsWith('_test.js')).map((name) => join(folder, name)))
    .sort();
}

/** Bundles the given test files into one script, and returns its path. */
export async function bundle(files) {
  const outfile = join(root, 'node_modules/.cache/tfjs-suite/suite.cjs');
  const path = (file) => JSON.stringify(join(core, file));
  const setup = `
    import '@tensorflow/tfjs';
    import { recordingBackend } from ${JSON.stringify(join(root, 'packages/onnx/src/index.ts'))};
    import { setTestEnvs } from ${path('jasmine_util.js')};
    recordingBackend();
    setTestEnvs([{ name: 'onnx', backendName: 'onnx', flags: {}, isDataSync: false }]);`;
  await build({
    stdin: { contents: ["import 'suite-setup';", ...files.map((file) => `import ${path(file)};`)].join('\n'), resolveDir: root },
    bundle: true,
    platform: 'node',
    format: 'cjs',
    target: 'node20',
    mainFields: ['module', 'main'],
    // TensorFlow.js declares its files free of side effects, which would drop the tests.
    ignoreAnnotations: true,
    external: ['onnxruntime-node', 'onnxruntime-web', 'jasmine-core', 'node-fetch'],
    outfile,
    logLevel: 'error',
    plugins: [{
      name: 'suite',
      setup(builder) {
        builder.onResolve({ filter: /^suite-setup$/ }, () => ({ path: 'suite-setup', namespace: 'suite' }));
        builder.onLoad({ filter: /.*/, namespace: 'suite' }, () => ({ contents: setup, resolveDir: root }));
        // Each test file says its name before it describes its tests.
        builder.onLoad({ filter: /tfjs-core\/dist\/.*_test\.js$/ }, ({ path: file }) => ({
          contents: `globalThis.suiteFile = ${JSON.stringify(relative(core, file))};\n${readFileSync(file, 'utf8')}`,
        }));
      },
    }],
  });
  return outfile;
}
