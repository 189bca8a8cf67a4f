import { once } from 'node:events';
import { mkdirSync, watch, writeFileSync } from 'node:fs';
import { readdir } from 'node:fs/promises';
import { uniformValues } from '@inrflow/core';
import { loadCheckpoint } from '@inrflow/core/node';
import { temporaryFolder } from '@testing/temporaryFolder';
import { startCommand } from './support/builtCommand.js';
import { inrflow } from './support/command.js';
import { TINY, writePictures } from './support/folder.js';

jest.setTimeout(600_000);
const inFolder = temporaryFolder('file');

beforeAll(async () => {
  await writePictures(inFolder('pictures'));
});

const STEPS = 400;
const KILLS = 20;
const args = (run: string) => ['train', '--data', inFolder('pictures'), '--run', inFolder(run), '--steps', String(STEPS), ...TINY, 'training.checkpointEvery=1', 'training.previewEvery=0'];
const checkpoint = (run: string) => loadCheckpoint(inFolder(run, 'training.safetensors'));

/** Starts the command as a process of its own, and ends it by a signal some time after it has saved a step. */
async function ended(signal: NodeJS.Signals, run: string, asked: readonly string[], delay = 0): Promise<{ code: number | null; error: string }> {
  mkdirSync(inFolder(run), { recursive: true });
  const child = startCommand(asked, { stdio: ['ignore', 'ignore', 'pipe'] });
  let error = '';
  child.stderr!.on('data', (data: Buffer) => (error += data.toString()));
  let isTold = false;
  const watcher = watch(inFolder(run), (_, file) => {
    if (file !== 'training.safetensors' || isTold) return;
    isTold = true;
    setTimeout(() => child.kill(signal), delay);
  });
  const [code] = (await once(child, 'exit')) as [number | null];
  watcher.close();
  return { code, error };
}

test(`killed ${KILLS} times at any moment, a run goes on each time and ends as if nothing had happened, bit for bit`, async () => {
  expect((await inrflow(args('whole'))).code).toBe(0);
  const delays = uniformValues({ seed: 0, stream: 'kills' }, KILLS);
  const steps = [0];
  for (const [i, delay] of delays.entries()) {
    const { code, error } = await ended('SIGKILL', 'killed', i === 0 ? args('killed') : ['train', '--resume', '--run', inFolder('killed')], 80 * delay);
    expect({ code, error: code === null ? '' : error }).toEqual({ code: null, error: '' });
    // The checkpoint under its name is a whole one, and that of a later step than the last.
    const { progress } = await checkpoint('killed');
    expect(progress.step).toBeGreaterThan(steps.at(-1)!);
    steps.push(Number(progress.step));
  }
  // Whether or not a kill came between the bytes, a half-written file lies there now.
  writeFileSync(inFolder('killed', '.training.safetensors.999999-0123abcd.partial'), 'half');
  expect(steps.at(-1)).toBeLessThan(STEPS);
  expect((await inrflow(['train', '--resume', '--run', inFolder('killed')])).code).toBe(0);
  const [whole, killed] = await Promise.all([checkpoint('whole'), checkpoint('killed')]);
  expect(killed.tensors).toEqual(whole.tensors);
  expect(killed.progress.step).toBe(STEPS);
  expect((await readdir(inFolder('killed'))).filter((name) => name.startsWith('.'))).toEqual([]);
});

test.each<[NodeJS.Signals]>([['SIGINT'], ['SIGTERM'], ['SIGHUP']])('%s finishes the step, saves, and exits with 130', async (signal) => {
  const run = `interrupted-${signal}`;
  const { code, error } = await ended(signal, run, args(run));
  expect([code, error]).toEqual([130, expect.stringMatching(/inrflow: interrupted: step \d+ is saved; continue with: inrflow train --resume --run .*\n$/)]);
  expect(error).not.toContain('TensorFlow.js in Node');
  expect((await checkpoint(run)).progress.step).toBe(Number(/step (\d+) is saved/.exec(error)![1]));
});
