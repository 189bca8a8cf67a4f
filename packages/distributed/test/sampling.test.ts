import { readFileSync } from 'node:fs';
import { temporaryFolder } from '@testing/temporaryFolder';
import { COMMAND, MPIS, start, startRanks, testWith, TINY, type MpiName, type Outcome } from './support/launch.js';
import { writePictures } from './support/pictures.js';

jest.setTimeout(300_000);
const inFolder = temporaryFolder('file');
const alone = (args: readonly string[]) => start(process.execPath, args).done;
const weights = () => inFolder('run', 'weights.safetensors');

/** What the command leaves behind, run alone: its files' bytes by name. */
const expected: Record<string, Buffer> = {};
const COMMANDS: Record<string, (out: string) => string[]> = {
  // 7 samples of each of two classes: shares of different lengths.
  'sample.png': (out) => ['sample', '--checkpoint', weights(), '--count', '7', '--batch', '2', '--seed', '3', '--threads', '1', '--out', out],
  'adaptive.png': (out) => ['sample', '--checkpoint', weights(), '--count', '3', '--size', '9', '--solver', 'dormand-prince', '--threads', '1', '--out', out],
  'losses.json': (out) => ['evaluate', weights(), '--loss', '--count', '5', '--threads', '1', '--out', out],
  'scores.json': (out) => ['evaluate', weights(), '--features', 'nsfwjs/mobilenet-v2', '--no-cache', '--threads', '1', '--out', out],
  'files.json': (out) => ['evaluate', inFolder('pictures'), '--reference', inFolder('others'), '--features', 'nsfwjs/mobilenet-v2', '--no-cache', '--threads', '1', '--out', out],
};

/** Scores take their time: each is made under one MPI. */
const UNDER: Record<string, MpiName> = { 'scores.json': 'openmpi', 'files.json': 'mpich' };

/** A command's printed lines without its times. */
const steady = ({ out }: Outcome) => out.replace(/ in [\d.]+ m?s\b.*/g, '').replaceAll(/\S*file-\S*/g, 'PATH');
const printed: Record<string, string> = {};

beforeAll(async () => {
  await writePictures(inFolder('pictures'), 100, 6);
  await writePictures(inFolder('others'), 90, 6);
  const { code, error } = await alone([COMMAND, 'train', '--data', inFolder('pictures'), '--run', inFolder('run'), '--steps', '2', ...TINY]);
  expect([code, error]).toEqual([0, expect.any(String)]);
  for (const [name, command] of Object.entries(COMMANDS)) {
    const outcome = await alone([COMMAND, ...command(inFolder(name))]);
    expect([outcome.code, outcome.error]).toEqual([0, expect.any(String)]);
    [expected[name], printed[name]] = [readFileSync(inFolder(name)), steady(outcome)];
  }
});

describe.each(MPIS)('%s', (mpi) => {
  testWith(mpi).each(Object.keys(COMMANDS).filter((name) => (UNDER[name] ?? mpi) === mpi))('3 processes write %s byte for byte as one does', async (name) => {
    const out = inFolder(`${mpi}-${name}`);
    const outcome = await startRanks(mpi, 3, [COMMAND, ...COMMANDS[name](out)]).done;
    expect([outcome.code, outcome.error]).toEqual([0, expect.any(String)]);
    expect(readFileSync(out).equals(expected[name])).toBe(true);
    expect(steady(outcome)).toBe(printed[name]);
  });
});
