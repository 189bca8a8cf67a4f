import { readableExample, scaleValues, spacedIndices, type Dataset, type Example } from '../modality/index.js';
import { floats, insideRange, noised } from '../objective/index.js';
import { pathNamed, type Path } from '../paths/index.js';
import { shareOf, together } from '../processes/index.js';
import { normalValues } from '../random/index.js';
import { compileVelocity, conditionOf } from '../sampling/index.js';
import { TIME_EDGES, type RuntimeOptions } from '../training/index.js';
import { labelsByName } from './labelsByName.js';
import type { Model } from './model.js';

/** The loss of one example at one time, with noise that does not depend on the model. */
export interface TimedLoss {
  /** Index into the data set. */
  example: number;
  /** In [0, 1]: 0 is noise, 1 is data. */
  time: number;
  /** Mean over the example's points and channels. */
  loss: number;
}

/** Options of {@link timedLosses}. */
export interface TimedLossOptions extends RuntimeOptions {
  /** Examples at most, evenly spaced over the data set. Default 64. */
  count?: number;
  /** Seed of the noise. Default 0. */
  seed?: number;
  signal?: AbortSignal;
  /** Called after each example. */
  onDone?: (done: number, total: number) => void;
}

/** The middle of each bin of {@link TIME_EDGES}, kept inside the path's range. */
function timesOf(path: Path): number[] {
  return TIME_EDGES.slice(1).map((edge, bin) => insideRange(path, (edge + TIME_EDGES[bin]) / 2));
}

/**
 * The flow-matching loss of a model at fixed times and noise, over all points of examples: what training minimizes, measured so that two models can be compared example by example. Noise is addressed only by seed,
 * example and time.
 *
 * @param dataset in the unit of the data; classes are matched by name, and unknown ones count as no class
 */
export async function timedLosses<Data extends object, Fields extends object, Sample, Ask extends object>(model: Model<Data, Fields, Sample, Ask>, dataset: Dataset, { count = 64, seed = 0, threads, device, signal, onDone }: TimedLossOptions = {}): Promise<TimedLoss[]> {
  const { network, parameters, settings, classes, processes } = model;
  const path = pathNamed(settings.training.path);
  const labels = labelsByName(dataset.classes, classes);
  const indices = spacedIndices(dataset.length, count);
  const velocityOf = await compileVelocity(network, parameters, { chunk: 1024, threads, device });
  /** Losses of some of the examples. */
  async function measured(some: readonly number[]): Promise<TimedLoss[]> {
    const losses: TimedLoss[] = [];
    for (const [i, index] of some.entries()) {
      const example = await readableExample(dataset, index, { seed, stream: 'loss' });
      if (example) losses.push(...(await lossesOf(example, index)));
      onDone?.(i + 1, some.length);
    }
    return losses;
  }
  try {
    if (!processes || processes.size === 1) return await measured(indices);
    // Each process measures consecutive examples; all processes receive all losses. JSON cannot represent NaN.
    const all = await together(processes, async () => (await measured(shareOf(indices, processes))).map(({ example, time, loss }) => ({ example, time, loss: String(loss) })));
    return all.flat().map(({ loss, ...rest }) => ({ ...rest, loss: Number(loss) }));
  } finally {
    await velocityOf.dispose();
  }

  async function lossesOf({ points, coordinates, values: data, label, condition, augmentation }: Example, index: number): Promise<TimedLoss[]> {
    const values = settings.scaling ? scaleValues(data, settings.scaling) : data;
    const given = { ...conditionOf(network, { label: label === undefined ? undefined : labels[label], condition }), ...(augmentation && { augmentation: floats([1, augmentation.length], augmentation) }) };
    const found: TimedLoss[] = [];
    for (const [bin, time] of timesOf(path).entries()) {
      signal?.throwIfAborted();
      const { values: state, velocity } = noised(path, time, values, normalValues({ seed, stream: 'loss noise', step: bin, sample: index }, values.length));
      const [predicted] = await velocityOf([{ points, coordinates, values: state }], coordinates, [state], time, given);
      found.push({ example: index, time, loss: predicted.reduce((sum, x, k) => sum + (x - velocity[k]) ** 2, 0) / predicted.length });
    }
    return found;
  }
}

/** The mean of numbers with its standard error. */
function meanOf(numbers: readonly number[]): { mean: number; standardError: number } {
  const mean = numbers.reduce((sum, x) => sum + x, 0) / numbers.length;
  const variance = numbers.reduce((sum, x) => sum + (x - mean) ** 2, 0) / Math.max(1, numbers.length - 1);
  return { mean, standardError: Math.sqrt(variance / numbers.length) };
}

/** Mean losses by time with their standard errors and, if another model is given, the mean differences on the same examples. */
export function summarizeLosses(losses: readonly TimedLoss[], others?: readonly TimedLoss[]): { time: number; loss: number; standardError: number; difference?: { mean: number; standardError: number } }[] {
  return [...new Set(losses.map(({ time }) => time))].map((time) => {
    const here = losses.filter((each) => each.time === time);
    const { mean: loss, standardError } = meanOf(here.map((each) => each.loss));
    const there = others && new Map(others.filter((each) => each.time === time).map((each) => [each.example, each.loss]));
    const pairs = there && here.filter(({ example }) => there.has(example)).map(({ example, loss: own }) => own - there.get(example)!);
    return { time, loss, standardError, ...(pairs && pairs.length > 0 && { difference: meanOf(pairs) }) };
  });
}
