import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { install, type Installation } from './install';
import { allPackages, REPOSITORY } from './packages';
import { run } from './run';

jest.setTimeout(900_000);

/** What a page that loads, trains and samples pictures may weigh, in kB: its scripts without those that are loaded on use, minified, and compressed by gzip. */
const BUDGET = { scripts: 480, compressed: 150 };
/** What is fetched when the first network computes, in MB: ONNX Runtime in WebAssembly, without WebGPU. */
const WASM_BUDGET = 15;

const PAGE = `
import { loadModel, train } from '@inrflow/core';
import { image } from '@inrflow/image';
globalThis.inrflow = { loadModel, train, image };
`;

let installation: Installation;
beforeAll(() => {
  installation = install(allPackages());
});
afterAll(() => {
  if (installation) rmSync(dirname(installation.project), { recursive: true, force: true });
});

const tool = (name: string) => join(REPOSITORY, 'node_modules', '.bin', name);
const nodeModule = (name: string) => JSON.stringify(`file://${join(REPOSITORY, 'node_modules', name)}`);

/** How each bundler is asked: no package is external, no alias, no plug-in. */
const BUNDLERS: Readonly<Record<string, (folder: string) => void>> = {
  esbuild: (folder) => void run(tool('esbuild'), ['page.mjs', '--bundle', '--minify', '--splitting', '--format=esm', '--platform=browser', '--outdir=out'], folder),
  vite(folder) {
    writeFileSync(join(folder, 'index.html'), '<!doctype html><script type="module" src="./page.mjs"></script>');
    run(tool('vite'), ['build', '--outDir', 'out', '--logLevel', 'error'], folder);
  },
  webpack(folder) {
    writeFileSync(join(folder, 'bundle.mjs'), `
import webpack from ${nodeModule('webpack/lib/index.js')};
webpack({ mode: 'production', context: ${JSON.stringify(folder)}, entry: './page.mjs', target: 'web', performance: { hints: false }, output: { path: ${JSON.stringify(join(folder, 'out'))}, filename: 'page.js' } }, (error, stats) => {
  if (error) throw error;
  if (stats.hasErrors()) throw new Error(stats.toString({ all: false, errors: true }));
});
`);
    run(process.execPath, ['bundle.mjs'], folder);
  },
};

/** Files below a folder. */
const filesIn = (folder: string): string[] => readdirSync(folder, { recursive: true, withFileTypes: true }).filter((each) => each.isFile()).map((each) => join(each.parentPath, each.name));

test.each(Object.keys(BUNDLERS))('%s bundles a page of pictures with nothing external, within the budget', (name) => {
  const folder = mkdtempSync(join(installation.project, `${name}-`));
  writeFileSync(join(folder, 'page.mjs'), PAGE);
  BUNDLERS[name](folder);
  const files = filesIn(join(folder, 'out'));
  const scripts = files.filter((file) => /\.m?js$/.test(file)).map((file) => ({ file, text: readFileSync(file) }));
  const isRuntime = ({ text }: { text: Buffer }) => text.includes('ort-wasm-simd-threaded');
  // ONNX Runtime is loaded on use, in one of two builds.
  const own = scripts.filter((script) => !isRuntime(script));
  const kB = (bytes: number) => Math.round(bytes / 1000);
  const sizes = { scripts: kB(own.reduce((sum, { text }) => sum + text.length, 0)), compressed: kB(own.reduce((sum, { text }) => sum + gzipSync(text).length, 0)), runtimes: scripts.filter(isRuntime).map(({ text }) => kB(text.length)) };
  const wasm = files.filter((file) => file.endsWith('.wasm')).map((file) => statSync(file).size / 1e6);
  process.stderr.write(`${name}: ${sizes.scripts} kB of scripts, ${sizes.compressed} kB compressed; ONNX Runtime on use: ${sizes.runtimes.join(' or ')} kB and ${wasm.map((size) => `${size.toFixed(1)} MB`).join(' or ') || 'its .wasm, which esbuild does not copy'}\n`);
  expect(own.length).toBeGreaterThan(0);
  expect(sizes.scripts).toBeLessThan(BUDGET.scripts);
  expect(sizes.compressed).toBeLessThan(BUDGET.compressed);
  if (wasm.length > 0) expect(Math.min(...wasm)).toBeLessThan(WASM_BUDGET);
  // Node's runtime is not reached, nor are its modules.
  for (const { text } of scripts) expect(text.includes('onnxruntime_binding')).toBe(false);
});
