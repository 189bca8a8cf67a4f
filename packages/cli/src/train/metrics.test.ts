import { readFile, writeFile } from 'node:fs/promises';
import { temporaryFolder } from '@testing/temporaryFolder';
import { openMetrics } from './metrics.js';

const inFolder = temporaryFolder('file');
const line = (step: number) => ({ step, loss: step / 2, gradientNorm: 1, learningRate: 1, points: 4, seconds: 0 });

test('resuming drops lines after the checkpoint, and a half-written line', async () => {
  const file = inFolder('metrics.jsonl');
  await writeFile(file, [1, 2, 3].map((step) => `${JSON.stringify(line(step))}\n`).join('') + '{"step":4,"lo');
  const metrics = await openMetrics(file, 2);
  metrics.append(line(3));
  metrics.close();
  expect(metrics.lines).toEqual([line(1), line(2), line(3)]);
  expect((await readFile(file, 'utf8')).trimEnd().split('\n').map((text) => JSON.parse(text) as unknown)).toEqual(metrics.lines);
  const fresh = await openMetrics(file, 0);
  fresh.close();
  expect(await readFile(file, 'utf8')).toBe('');
});
