import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, watch, writeFileSync } from 'node:fs';
import { mkdir, readdir, rm } from 'node:fs/promises';
import path from 'node:path';
import { build } from 'esbuild';
import { loadCheckpoint } from '@inrflow/core/node';
import { temporaryFolder } from '@testing/temporaryFolder';
import { inrflow } from '../testing/command.js';
import { TINY, writePictures } from '../testing/folder.js';

jest.setTimeout(600_000);
const inFolder = temporaryFolder('file');
const packages = path.join(__dirname, '../../..');
// Inside the repository, so that libraries are found.
const built = path.join(packages, '../node_modules/.cache', `inrflow-killed-${process.pid}`);

beforeAll(async () => {
  await writePictures(inFolder('pictures'));
  const source = (name: string) => path.join(packages, name);
  await build({
    entryPoints: [source('cli/src/main.ts')], outfile: path.join(built, 'main.mjs'), bundle: true, platform: 'node', format: 'esm', packages: 'external', logLevel: 'error',
    alias: { '@inrflow/onnx': source('onnx/src/index.ts'), '@inrflow/core/node': source('core/src/node.ts'), '@inrflow/core': source('core/src/index.ts'), '@inrflow/image/node': source('image/src/node.ts'), '@inrflow/image': source('image/src/index.ts'),
      // Of the protein package alone, and so not found from here: it goes into the file.
      molstar: path.dirname(require.resolve('molstar/package.json', { paths: [source('protein')] })) },
  });
});
afterAll(() => rm(built, { recursive: true, force: true }));

const STEPS = '30';
const args = (run: string) => ['train', '--data', inFolder('pictures'), '--run', inFolder(run), '--steps', STEPS, ...TINY, 'training.checkpointEvery=1', 'training.previewEvery=0'];

/** Starts the command as a process of its own and ends it by a signal when a file of the run changes for the n-th time. */
async function ended(signal: NodeJS.Signals, run: string, isTime: (file: string) => boolean): Promise<{ code: number | null; error: string }> {
  mkdirSync(inFolder(run), { recursive: true });
  const child = spawn(process.execPath, [path.join(built, 'main.mjs'), ...args(run)], { stdio: ['ignore', 'ignore', 'pipe'] });
  let error = '';
  child.stderr.on('data', (data: Buffer) => (error += data.toString()));
  const watcher = watch(inFolder(run), (_, file) => {
    if (file && isTime(file)) child.kill(signal);
  });
  const [code] = (await once(child, 'exit')) as [number | null];
  watcher.close();
  return { code, error };
}

test('killed in the middle of a save, a run goes on and ends as if nothing had happened, bit by bit', async () => {
  expect((await inrflow(args('whole'))).code).toBe(0);
  let saves = 0;
  const { code } = await ended('SIGKILL', 'killed', (file) => file.startsWith('.training.safetensors') && ++saves > 12);
  expect(code).toBeNull();
  // Whether or not the kill came between the bytes, a half-written file lies there now.
  writeFileSync(inFolder('killed', '.training.safetensors.999999-0123abcd.partial'), 'half');
  const { progress } = await loadCheckpoint(inFolder('killed', 'training.safetensors'));
  expect(progress.step).toBeLessThan(Number(STEPS));
  expect((await inrflow(['train', '--resume', '--run', inFolder('killed')])).code).toBe(0);
  const [whole, killed] = await Promise.all(['whole', 'killed'].map(async (run) => (await loadCheckpoint(inFolder(run, 'training.safetensors'))).tensors));
  expect(killed).toEqual(whole);
  expect((await readdir(inFolder('killed'))).filter((name) => name.startsWith('.'))).toEqual([]);
});

test('Ctrl-C finishes the step, saves, and exits with 130', async () => {
  await mkdir(inFolder('interrupted'), { recursive: true });
  const { code, error } = await ended('SIGINT', 'interrupted', (file) => file === 'weights.safetensors');
  expect([code, error]).toEqual([130, expect.stringMatching(/inrflow: interrupted: step \d+ is saved; go on with: inrflow train --resume --run .*\n$/)]);
  expect(error).not.toContain('TensorFlow.js in Node');
  expect((await loadCheckpoint(inFolder('interrupted', 'training.safetensors'))).progress.step).toBe(Number(/step (\d+) is saved/.exec(error)![1]));
});
