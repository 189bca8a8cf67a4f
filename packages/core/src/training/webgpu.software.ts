// Run by webgpu.test.ts in a process that has a software driver for WebGPU.
import { linear } from '../paths/index.js';
import { createGenerator } from '../sampling/index.js';
import { euler } from '../samplers/index.js';
import { largestDifference } from '../testing/hostTensors.js';
import { randomParameters, toyDataset, toyExample, toyNetwork, toyRecipe } from '../testing/toyModality.js';
import { mappedArrays, type TrainingArrays } from './arrays.js';
import { createTrainer, type TrainerOptions } from './trainer.js';

const network = toyNetwork({ classes: 3, blocks: 1 });
const options: Omit<TrainerOptions, 'device'> = { network, dataset: toyDataset(10, { labels: true }), recipe: toyRecipe({ batchSize: 4 }), threads: 1 };
const copyOf = (arrays: TrainingArrays) => mappedArrays(arrays, (data) => data.slice());
const STEPS = 4;
const HALF = 2;

/** Steps up to the last one, with the state before the first and halfway; the latter is fetched in passing. */
async function trained(device: 'cpu' | 'webgpu', resume?: TrainerOptions['resume']) {
  const trainer = await createTrainer({ ...options, device, resume });
  const losses: number[] = [];
  let half: TrainerOptions['resume'];
  while (trainer.step < STEPS) {
    losses.push((await trainer.advance()).loss);
    if (device === 'webgpu') expect(() => trainer.arrays()).toThrow('the state is on the device: await trainer.whole() first');
    if (trainer.step !== HALF) continue;
    half = { step: HALF, arrays: copyOf(await trainer.whole()) };
    expect(trainer.arrays()).toEqual(half.arrays);
  }
  const arrays = copyOf(await trainer.whole());
  await trainer.dispose();
  return { losses, arrays, half };
}

test('training follows the CPU (losses to 1e-4, parameters to 1e-3), is resumed to the bit on the same device, and goes on from a state of the CPU', async () => {
  const [cpu, gpu] = [await trained('cpu'), await trained('webgpu')];
  cpu.losses.forEach((loss, i) => expect(Math.abs(gpu.losses[i] / loss - 1)).toBeLessThan(1e-4));
  for (const part of ['parameters', 'average'] as const) {
    for (const [name, { data }] of Object.entries(cpu.arrays[part])) expect([part, name, largestDifference(gpu.arrays[part][name].data, data) < 1e-3]).toEqual([part, name, true]);
  }
  const rest = await trained('webgpu', gpu.half);
  expect(rest.losses).toEqual(gpu.losses.slice(HALF));
  expect(rest.arrays).toEqual(gpu.arrays);
  const fromCpu = await trained('webgpu', cpu.half);
  fromCpu.losses.forEach((loss, i) => expect(Math.abs(loss / rest.losses[i] - 1)).toBeLessThan(1e-4));
});

test('samples equal those of the CPU to 1e-3', async () => {
  const { points, coordinates } = toyExample(0);
  const parameters = randomParameters(network, 1, 0.2);
  const [cpu, gpu] = await Promise.all((['cpu', 'webgpu'] as const).map(async (device) => {
    const generator = await createGenerator({ network, parameters, path: linear, context: { points, coordinates }, threads: 1, device });
    const made = await generator.generate([{ sample: 0, label: 1 }, { sample: 1 }], { seed: 1, solver: euler, solverOptions: { steps: 2 }, guidance: { scale: 2 } });
    await generator.dispose();
    return made;
  }));
  cpu.forEach((values, i) => expect(largestDifference(gpu[i], values)).toBeLessThan(1e-3));
});
