import { UnreadableExampleError, type Dataset } from '../../modality/index.js';
import type { Network } from '../../model/index.js';
import { ProcessError, type ProcessGroup } from '../../processes/index.js';
import { largestDifference } from '../../testing/hostTensors.js';
import { localGroup } from '../../testing/localGroup.js';
import { necklaceExample, necklaceModality, toyDataset, toyExample, toyNetwork, toyRecipe } from '../../testing/toyModality.js';
import { mappedArrays, type TrainingArrays } from '../arrays.js';
import { createTrainer, type StepReport, type TrainerOptions } from '../trainer.js';
import type { SharedOptions } from './sharedSteps.js';

jest.setTimeout(120_000);

const PARTS = ['parameters', 'average', 'first', 'second'] as const satisfies (keyof TrainingArrays)[];
const STEPS = 2;

const copied = (arrays: TrainingArrays) => mappedArrays(arrays, (data) => data.slice());

/** Steps of one process. */
async function alone(options: TrainerOptions, steps = STEPS) {
  const trainer = await createTrainer({ ...options, threads: 1 });
  const reports: StepReport[] = [];
  for (let i = 0; i < steps; i++) reports.push(await trainer.advance());
  const arrays = copied(trainer.arrays());
  await trainer.dispose();
  return { reports, arrays };
}

/** The same steps by several processes: what each reports, and the whole state of each. */
async function shared(size: number, options: TrainerOptions, how: Partial<SharedOptions>, steps = STEPS, of = (group: ProcessGroup) => ({ processes: group }) as Partial<TrainerOptions>) {
  return Promise.all(localGroup(size).map(async (group) => {
    const trainer = await createTrainer({ ...options, ...of(group), processes: group, shared: how, threads: 1 });
    const reports: StepReport[] = [];
    try {
      for (let i = 0; i < steps; i++) reports.push(await trainer.advance());
      return { reports, arrays: copied(await trainer.whole()), held: trainer.arrays() };
    } finally {
      await trainer.dispose();
    }
  }));
}

/** Reports without what differs from one run to the next. */
const steady = (reports: readonly StepReport[]) => reports.map(({ seconds: _, communication: __, said: ___, skipped, ...rest }) => ({ ...rest, skipped: [...skipped].sort() }));

const unreadable = (dataset: Dataset, bad: readonly number[]): Dataset => ({ ...dataset, example: async (index, address) => {
  if (bad.includes(index)) throw new UnreadableExampleError(`example ${index} is cut short`);
  return dataset.example(index, address);
} });

const network = toyNetwork({ blocks: 1 });
const CASES: Record<string, { network: Network; dataset: Dataset }> = {
  plain: { network, dataset: toyDataset(20) },
  classes: { network: toyNetwork({ classes: 3, blocks: 1 }), dataset: toyDataset(20, { labels: true }) },
  conditions: { network: toyNetwork({ classes: 3, conditionChannels: 3, blocks: 1 }), dataset: toyDataset(20, { labels: true, conditions: true }) },
  'skipped examples': { network, dataset: unreadable(toyDataset(20), [1, 4, 9, 16]) },
  'sets of different sizes': { network, dataset: { ...toyDataset(20), sizes: Array.from({ length: 20 }, (_, i) => 6 + 3 * (i % 2)), example: async (index) => toyExample(index, { points: 6 + 3 * (index % 2) }) } },
  'latents of their own': { network: toyNetwork({ blocks: 1, latents: 5, pairsPerLatent: 3 }, necklaceModality), dataset: { ...toyDataset(20), example: async (index) => necklaceExample(index, 9 + 6 * (index % 2)) } },
};
const options = (name: keyof typeof CASES, changes = {}): TrainerOptions => ({ ...CASES[name], recipe: toyRecipe({ batchSize: 12, clipNorm: 0.1, ...changes }) });

test.each<[number, string, boolean[]]>([[2, 'plain', [false, true]], [4, 'plain', [true]], ...Object.keys(CASES).slice(1).map((name, i): [number, string, boolean[]] => [3, name, [i % 2 === 0]])])('%i processes, summed in order, are gradient accumulation over as many pieces, bit for bit: %s, divided %j', async (size, name, divided) => {
  const expected = await alone(options(name, { gradientAccumulation: size }));
  for (const shardState of divided) {
    for (const { reports, arrays } of await shared(size, options(name), { deterministic: true, shardState })) {
      expect(steady(reports)).toEqual(steady(expected.reports));
      expect(arrays).toEqual(expected.arrays);
    }
  }
});

test('the number of processes changes no bit if the pieces are as many: 1, 2 and 6 processes', async () => {
  const six = options('classes', { gradientAccumulation: 6 });
  const expected = await alone(six);
  for (const size of [2, 6]) {
    const [{ reports, arrays }] = await shared(size, six, { deterministic: true });
    expect(steady(reports)).toEqual(steady(expected.reports));
    expect(arrays).toEqual(expected.arrays);
  }
});

test.each([[2, false, 1], [4, true, 1], [2, false, 6], [3, true, 6]])('%i processes, state divided %s, %i pieces: summed in any order, equal to rounding, and equal bits in all', async (size, shardState, gradientAccumulation) => {
  const expected = await alone(options('classes', { gradientAccumulation }));
  const all = await shared(size, options('classes', { gradientAccumulation }), { shardState });
  for (const part of PARTS) for (const [name, { data }] of Object.entries(expected.arrays[part])) expect([name, largestDifference(all[0].arrays[part][name].data, data) < 1e-6]).toEqual([name, true]);
  for (const { arrays, reports } of all) {
    expect(arrays).toEqual(all[0].arrays);
    expect(steady(reports)).toEqual(steady(all[0].reports));
  }
});

test('a divided state is gathered in the first process alone, or only the requested part of it', async () => {
  const expected = (await alone(options('plain', { gradientAccumulation: 3 }), 1)).arrays;
  await Promise.all(localGroup(3).map(async (group) => {
    const trainer = await createTrainer({ ...options('plain'), processes: group, shared: { deterministic: true, shardState: true }, threads: 1 });
    await trainer.advance();
    const held = trainer.arrays();
    const saved = await trainer.whole({ onlyFirst: true });
    expect(saved).toEqual(group.rank === 0 ? expected : { ...held, parameters: expected.parameters });
    expect(await trainer.whole({ parts: ['average'] })).toEqual({ ...held, average: expected.average });
    await trainer.dispose();
  }));
});

test('a divided state is held in parts that together are the whole, about as large each', async () => {
  const numbers = ({ average, first, second }: TrainingArrays) => [average, first, second].flatMap((part) => Object.values(part)).reduce((sum, { data }) => sum + data.length, 0);
  const all = await shared(3, options('plain'), { shardState: true }, 1);
  const held = all.map((each) => numbers(each.held));
  expect(held.reduce((sum, each) => sum + each, 0)).toBe(numbers(all[0].arrays));
  expect(Math.max(...held) / Math.min(...held)).toBeLessThan(1.2);
});

test('more processes than arrays to divide: some keep nothing, and the steps are the same', async () => {
  const tensors = Object.keys((await alone(options('plain'), 1)).arrays.parameters).length;
  const size = tensors + 3;
  const many = options('plain', { batchSize: size });
  const [{ arrays }] = await shared(size, many, { deterministic: true, shardState: true }, 1);
  expect(arrays).toEqual((await alone({ ...many, recipe: { ...many.recipe, gradientAccumulation: size } }, 1)).arrays);
});

test('each process reads only its part of a batch, and prefetches only that', async () => {
  const read = new Map<number, number[]>();
  const told = new Map<number, number[]>();
  await shared(3, options('plain'), {}, 2, ({ rank }) => ({
    dataset: {
      ...toyDataset(20),
      example: async (index, address) => {
        read.set(rank, [...(read.get(rank) ?? []), address.sample!]);
        return toyExample(index);
      },
      prefetch: (indices) => void told.set(rank, [...(told.get(rank) ?? []), ...indices]),
    },
  }));
  for (const [rank, samples] of read) expect(samples).toEqual([0, 1].flatMap(() => Array.from({ length: 4 }, (_, i) => 4 * rank + i)));
  expect([...told.values()].map((indices) => indices.length)).toEqual([8, 8, 8]);
});

test('a run goes on with another number of processes: bit for bit with as many pieces', async () => {
  const four = options('classes', { gradientAccumulation: 4 });
  const expected = await alone(four, 4);
  const [{ arrays: half }] = await shared(4, four, { deterministic: true, shardState: true }, 2);
  const [{ arrays }] = await shared(2, { ...four, resume: { step: 2, arrays: half } }, { deterministic: true }, 2);
  expect(arrays).toEqual(expected.arrays);
  expect((await alone({ ...four, resume: { step: 2, arrays: half } }, 2)).arrays).toEqual(expected.arrays);
});

const only = (faulty: number, make: (dataset: Dataset) => Dataset) => ({ rank }: ProcessGroup) => (rank === faulty ? { dataset: make(toyDataset(20)) } : {});

test('a step that fails in one process fails in all, which name it', async () => {
  const strict = { ...options('plain'), strict: true };
  const running = shared(3, strict, {}, 1, only(1, (dataset) => unreadable(dataset, Array.from({ length: 20 }, (_, i) => i))));
  await expect(running).rejects.toThrow(/^rank 1: example \d+ is cut short$/);
  await expect(running).rejects.toBeInstanceOf(ProcessError);
});

test.each([false, true])('numbers that are not finite are traced to their process, and the state stays: divided %s', async (shardState) => {
  const huge = (dataset: Dataset): Dataset => ({ ...dataset, example: async (index) => ({ ...toyExample(index), values: new Float32Array(24).fill(1e38) }) });
  await expect(shared(2, options('plain'), { shardState }, 1, only(1, huge))).rejects.toThrow(/the loss of step 1 is (?:NaN|Infinity) \(the part of rank 1\): the state of step 0 is kept/);
});

test('weights that differ are noticed, whoever has them', async () => {
  const { arrays } = await alone(options('plain'), 1);
  const other = copied(arrays);
  Object.values(other.parameters)[0].data[0] += 1;
  const running = shared(3, options('plain', { batchSize: 3 }), {}, 2, ({ rank }) => ({ resume: { step: 49, arrays: rank === 2 ? other : arrays } }));
  await expect(running).rejects.toThrow('rank 2: the weights after step 50 differ from those of rank 0');
});

test.each<[object, number, string]>([
  [{ batchSize: 6 }, 4, 'batchSize is 6, which does not divide among 4 processes: expected a multiple of 4, such as 8'],
  [{ batchSize: 6, gradientAccumulation: 3 }, 2, ''],
  [{ batchSize: 6, gradientAccumulation: 2 }, 3, ''],
  [{ batchSize: 4, gradientAccumulation: 2 }, 3, 'batchSize is 4, which does not divide among 3 processes, each in 2 pieces: expected a multiple of 6, such as 6'],
])('%j on %i processes', async (changes, size, message) => {
  const running = shared(size, options('plain', changes), {}, 0);
  if (message) await expect(running).rejects.toThrow(message);
  else await running;
});
