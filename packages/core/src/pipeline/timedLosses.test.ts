import { sineWaves, soundKind } from '../testing/soundKind.js';
import { TIME_EDGES } from '../training/index.js';
import { settingsOf } from '../kind/index.js';
import { prepareTraining } from './prepareTraining.js';
import { createTraining } from './training.js';
import type { Model } from './model.js';
import { summarizeLosses, timedLosses } from './timedLosses.js';

async function trained(steps: number): Promise<Model> {
  const training = await createTraining({ kind: soundKind, prepared: await prepareTraining(soundKind, settingsOf(soundKind, { training: { steps: Math.max(1, steps) } }), sineWaves()), threads: 1 });
  for (let i = 0; i < steps; i++) await training.advance();
  const model = training.model() as unknown as Model;
  await training.dispose();
  return model;
}

test('an untrained model predicts nothing, so that its loss is the mean square of the velocity, in closed form', async () => {
  const model = await trained(0);
  const dataset = sineWaves();
  const losses = await timedLosses(model, dataset, { count: 16, threads: 1 });
  expect(losses).toHaveLength(16 * (TIME_EDGES.length - 1));
  // The last layer begins at zero. Velocity = data − noise: its mean square is that of the data, plus 1 of the noise, whatever the time.
  const squares = await Promise.all(Array.from({ length: 16 }, async (_, i) => {
    const { values } = await dataset.example(4 * i, { seed: 0, stream: 'x', sample: 0 });
    return values.reduce((sum, x) => sum + x * x, 0) / values.length;
  }));
  const expected = 1 + squares.reduce((a, b) => a + b, 0) / 16;
  for (const { loss, standardError } of summarizeLosses(losses)) expect(Math.abs(loss - expected)).toBeLessThan(4 * standardError + 0.05);
});

test('training lowers it, which the paired difference shows; the same model differs from itself by nothing', async () => {
  const [fresh, taught] = [await trained(0), await trained(80)];
  const measure = (model: Model) => timedLosses(model, sineWaves(), { count: 16, threads: 1 });
  const [a, b] = [await measure(fresh), await measure(taught)];
  expect(await measure(taught)).toEqual(b);
  const middle = summarizeLosses(b, a).find(({ time }) => time === 0.45)!;
  expect(middle.difference!.mean).toBeLessThan(-4 * middle.difference!.standardError);
  expect(middle.difference!.mean).toBeCloseTo(middle.loss - summarizeLosses(a).find(({ time }) => time === 0.45)!.loss, 10);
  expect(summarizeLosses(b, b).every(({ difference }) => difference!.mean === 0 && difference!.standardError === 0)).toBe(true);
});
