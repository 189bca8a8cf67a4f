import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { build } from 'tsup';
import { auctionEmd, earthMoversDistance } from '../distances/earthMovers.js';
import { chamferDistance } from '../distances/chamfer.js';
import { scoreClouds } from '../scores/scoreClouds.js';
import { scoreCloudsOnThreads } from '../scores/scoreCloudsOnThreads.js';
import { randomClouds } from '../testing/clouds.js';
import { pairwiseDistances } from './pairwiseDistances.js';
import { pairwiseDistancesOnThreads } from './pairwiseDistancesOnThreads.js';

const [rows, columns] = [randomClouds(5, 30, 0), randomClouds(11, 30, 40)];
const functions = { CD: chamferDistance, EMD: earthMoversDistance, auctionEmd };
const names = ['CD', 'EMD', 'auctionEmd'] as const;

let folder: string;
let worker: string;
beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'inrflow-pairwise-'));
  worker = path.join(folder, 'pairwiseWorker.mjs');
  await build({
    entry: { pairwiseWorker: path.join(__dirname, 'pairwiseWorker.ts') }, outDir: folder, format: ['esm'], outExtension: () => ({ js: '.mjs' }),
    config: false, silent: true, dts: false, tsconfig: path.join(__dirname, '../../tsconfig.json'),
  });
});
afterAll(() => rm(folder, { recursive: true }));

test.each(names)('%s: every pair, rows by columns', async (distance) => {
  const matrix = await pairwiseDistances(rows, columns, { distance });
  expect(matrix).toEqual({ rows: 5, columns: 11, values: Float64Array.from(rows.flatMap((a) => columns.map((b) => functions[distance](a, b)))) });
});

test.each(names)('%s: rows among themselves, mirrored, 0 on the diagonal', async (distance) => {
  const { values } = await pairwiseDistances(columns, undefined, { distance });
  for (let i = 0; i < 11; i++) for (let j = 0; j <= i; j++) {
    expect(values[i * 11 + j]).toBe(i === j ? 0 : functions[distance](columns[j], columns[i]));
    expect(values[j * 11 + i]).toBe(values[i * 11 + j]);
  }
});

test.each(names)('%s: threads give the same numbers, and progress up to the end', async (distance) => {
  const progress: number[] = [];
  const options = { distance, onProgress: ({ done, total }: { done: number; total: number }) => progress.push(done / total) };
  for (const others of [columns, undefined]) {
    expect(await pairwiseDistancesOnThreads(rows, others, { ...options, threads: 2 }, worker)).toEqual(await pairwiseDistances(rows, others, { distance }));
    expect(progress.at(-1)).toBe(1);
  }
});

test('one cloud among itself needs no thread', async () => {
  expect((await pairwiseDistancesOnThreads([rows[0]], undefined, { distance: 'CD' }, worker)).values).toEqual(Float64Array.of(0));
});

test.each(['threads', 'main'])('a signal ends the work, before or during it: %s', async (where) => {
  const file = where === 'threads' ? worker : undefined;
  const many = randomClouds(60, 30, 0);
  await expect(pairwiseDistancesOnThreads(many, many, { distance: 'EMD', signal: AbortSignal.abort(new Error('never mind')) }, file)).rejects.toThrow('never mind');
  const controller = new AbortController();
  let last = 0;
  const onProgress = ({ done }: { done: number }) => {
    last = done;
    controller.abort(new Error('enough'));
  };
  await expect(pairwiseDistancesOnThreads(many, many, { distance: 'EMD', threads: 2, onProgress, signal: controller.signal }, file)).rejects.toThrow('enough');
  expect(last).toBeLessThan(3600);
});

test('a thread that dies, and a callback that throws, end the work with an error', async () => {
  const dying = path.join(folder, 'dying.cjs');
  await writeFile(dying, "require('node:worker_threads').parentPort.on('message', () => process.exit(3))");
  await expect(pairwiseDistancesOnThreads(rows, columns, { distance: 'CD', threads: 2 }, dying)).rejects.toThrow('ended with code 3');
  const onProgress = () => { throw new Error('no screen'); };
  await expect(pairwiseDistancesOnThreads(rows, columns, { distance: 'CD', threads: 2, onProgress }, worker)).rejects.toThrow('no screen');
});

test('bad input names the set and the cloud', async () => {
  await expect(pairwiseDistances(rows, [...columns, Float32Array.of(1, 2, 3)], { distance: 'EMD' })).rejects.toThrow('cloud columns[11] has 1 points where 30 are needed');
  await expect(pairwiseDistancesOnThreads(rows, columns, { distance: 'CD', threads: 0 }, worker)).rejects.toThrow('threads must be a positive integer, not 0');
  await expect(pairwiseDistances([], columns, { distance: 'CD' })).rejects.toThrow('the set rows holds no clouds');
});

test('scores from the sources, without a built worker, are those of the calling thread', async () => {
  const options = { distance: 'CD', normalization: 'sphere', points: 20, seed: 1 } as const;
  expect(await scoreCloudsOnThreads(rows, columns.slice(0, 5), { ...options, threads: 2 })).toEqual(await scoreClouds(rows, columns.slice(0, 5), options));
});
