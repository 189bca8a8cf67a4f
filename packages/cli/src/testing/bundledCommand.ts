import { spawn, type ChildProcess, type SpawnOptions } from 'node:child_process';
import { rm } from 'node:fs/promises';
import path from 'node:path';
import { build } from 'esbuild';

const packages = path.join(__dirname, '../../..');
// Inside the repository, so that libraries are found.
const folder = path.join(packages, '../node_modules/.cache', `inrflow-command-${process.pid}`);

/** The command bundled from its sources, to be run as a process of its own: what is about signals, pipes and ends needs a whole one. */
export interface BundledCommand {
  start(args: readonly string[], options?: SpawnOptions): ChildProcess;
  remove(): Promise<void>;
}

/** Bundles the command. */
export async function bundleCommand(): Promise<BundledCommand> {
  const source = (name: string) => path.join(packages, name);
  const file = path.join(folder, 'main.mjs');
  await build({
    entryPoints: [source('cli/src/main.ts')], outfile: file, bundle: true, platform: 'node', format: 'esm', packages: 'external', logLevel: 'error',
    // CommonJS modules that go into the file ask for others.
    banner: { js: "import { createRequire as requireFrom } from 'node:module'; const require = requireFrom(import.meta.url);" },
    alias: {
      '@inrflow/onnx': source('onnx/src/index.ts'), '@inrflow/core/node': source('core/src/node.ts'), '@inrflow/core': source('core/src/index.ts'),
      '@inrflow/image/node': source('image/src/node.ts'), '@inrflow/image': source('image/src/index.ts'),
      // Of the protein package alone, and so not found from here: it goes into the file.
      molstar: path.dirname(require.resolve('molstar/package.json', { paths: [source('protein')] })),
    },
  });
  return {
    start: (args, options = {}) => spawn(process.execPath, [file, ...args], options),
    remove: () => rm(folder, { recursive: true, force: true }),
  };
}
