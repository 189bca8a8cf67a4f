import { once } from 'node:events';
import { closeSync, existsSync, openSync } from 'node:fs';
import { loadCheckpoint } from '@inrflow/core/node';
import { temporaryFolder } from '@testing/temporaryFolder';
import { startCommand } from './support/builtCommand.js';
import { TINY, writePictures } from './support/folder.js';

jest.setTimeout(120_000);
const inFolder = temporaryFolder('file');

beforeAll(async () => {
  await writePictures(inFolder('pictures'));
});

const train = (run: string, ...more: string[]) => ['train', '--data', inFolder('pictures'), '--run', inFolder(run), '--steps', '20', ...TINY, 'training.checkpointEvery=5', 'training.previewEvery=0', ...more];

test.each<['stdout' | 'stderr']>([['stdout'], ['stderr']])('a reader of %s that goes away does not end the work', async (stream) => {
  const child = startCommand(train(stream), { stdio: ['ignore', 'pipe', 'pipe'] });
  child.stdout!.resume();
  child.stderr!.resume();
  child[stream]!.destroy();
  expect(await once(child, 'exit')).toEqual([0, null]);
  expect((await loadCheckpoint(inFolder(stream, 'training.safetensors'))).progress.step).toBe(20);
});

test('help into a pipe that is closed', async () => {
  const child = startCommand(['--help'], { stdio: ['ignore', 'pipe', 'pipe'] });
  let error = '';
  child.stderr!.on('data', (data: Buffer) => (error += data.toString()));
  child.stdout!.destroy();
  expect([await once(child, 'close'), error]).toEqual([[0, null], '']);
});

(existsSync('/dev/full') ? test : test.skip)('a full disk under standard output is a failure', async () => {
  const full = openSync('/dev/full', 'w');
  const child = startCommand(['--help'], { stdio: ['ignore', full, 'pipe'] });
  closeSync(full);
  let error = '';
  child.stderr!.on('data', (data: Buffer) => (error += data.toString()));
  expect([await once(child, 'close'), error]).toEqual([[1, null], 'inrflow: standard output: the disk is full\n']);
});
