import type { HostTensor } from '@inrflow/onnx';
import type { Example, Modality } from '../modality/index.js';
import { denoisedWeight, splitVelocity, type Path } from '../paths/index.js';
import { normalValues, permutation, uniformValues } from '../random/index.js';
import { contextArrays, floats, type ContextArrays, type FloatTensor, type PairArrays } from './contextArrays.js';
import { gatherRows, type Grouping, type Pairs } from './grouping.js';
import { queriesOf, type QueryRecipe } from './queries.js';
import type { TimeDistribution } from './times.js';

/** How to turn examples into a training batch. */
export interface BatchRecipe extends QueryRecipe {
  /** The path from noise to data. */
  path: Path;
  /** The distribution that training times are drawn from. */
  times: TimeDistribution;
  /** Number of classes; 0 for a model without classes. */
  classes: number;
  /** Probability that a sample's class (and condition) is dropped, so that the model learns the unconditional velocity too. */
  conditionDropout: number;
  /** Channels of condition tokens; 0 for none. */
  conditionChannels: number;
  /** Length of the vector that describes augmentation; 0 or absent for none. */
  augmentationChannels?: number;
  /** Weight of the modality's auxiliary loss; 0 or absent for none. */
  auxiliaryWeight?: number;
  /** Chooses points that are decoded together: see `Modality.decodedTogether`. */
  decodedTogether?: Modality['decodedTogether'];
  /** Whether the network's output is the denoised state instead of the velocity. */
  denoises?: boolean;
}

/** A batch on the host, laid out as {@link BatchTensors}. */
export interface BatchArrays {
  context: ContextArrays;
  query: PairArrays;
  target: FloatTensor;
  weight?: FloatTensor;
  auxiliary?: { data: FloatTensor; factors: FloatTensor };
  condition: { time: FloatTensor; label?: HostTensor; augmentation?: FloatTensor; condition?: { tokens: FloatTensor; mask: FloatTensor } };
}

/** `α·data + σ·noise` and its velocity `α'·data + σ'·noise`. */
export function noised(path: Path, time: number, data: Float32Array, noise: Float32Array): { values: Float32Array; velocity: Float32Array } {
  const [alpha, sigma, alphaDerivative, sigmaDerivative] = [path.alpha(time), path.sigma(time), path.alphaDerivative(time), path.sigmaDerivative(time)];
  const [values, velocity] = [new Float32Array(data.length), new Float32Array(data.length)];
  for (let i = 0; i < data.length; i++) {
    values[i] = alpha * data[i] + sigma * noise[i];
    velocity[i] = alphaDerivative * data[i] + sigmaDerivative * noise[i];
  }
  return { values, velocity };
}

/** The factors that give the denoised values from state and output: the output itself if the network denoises, otherwise the data that a velocity implies. */
function denoisedFactors(path: Path, time: number, denoises = false): [state: number, output: number] {
  // The conversion is linear in both, so two probes give its factors.
  return denoises ? [0, 1] : [splitVelocity(path, 1, 0, time).denoised, splitVelocity(path, 0, 1, time).denoised];
}

/** Clamps a time to the path's range, in which its derivatives are finite. */
export function insideRange(path: Path, time: number): number {
  const [from, to] = path.timeRange ?? [0, 1];
  return Math.min(to, Math.max(from, time));
}

function conditionArrays(examples: readonly Example[], dropped: readonly boolean[], channels: number) {
  const most = examples.reduce((size, { condition }) => Math.max(size, condition?.tokens ?? 0), 1);
  const tokens = floats([examples.length, most, channels]);
  const mask = floats([examples.length, most]);
  examples.forEach(({ condition }, b) => {
    // A dropped condition is one token of zeros, so that attention always has something to attend to.
    mask.data.fill(1, b * most, b * most + (dropped[b] || !condition ? 1 : condition.tokens));
    if (condition && !dropped[b]) tokens.data.set(condition.features, b * most * channels);
  });
  return { tokens, mask };
}

/**
 * A training batch: times, noise, noisy pairs, decoded points and target velocities. Sample j of step s draws from the addresses
 * (seed, stream, s, j) only, so splitting a batch into smaller ones does not change it.
 *
 * @param firstSample index of the first example in the whole batch
 */
export function trainingBatch(
  examples: readonly Example[],
  group: (pairs: Pairs) => Grouping,
  recipe: BatchRecipe,
  { seed, step, firstSample = 0 }: { seed: number; step: number; firstSample?: number },
): BatchArrays {
  const { path, classes, augmentationChannels = 0, auxiliaryWeight = 0 } = recipe;
  const [batch, coordinateChannels, valueChannels] = [examples.length, examples[0].coordinates.length / examples[0].points, examples[0].values.length / examples[0].points];
  const queries = queriesOf(examples, recipe);
  const shape = [batch, queries.count];
  const [time, weight, augmentation] = [floats([batch]), floats([batch]), floats([batch, augmentationChannels])];
  const query: PairArrays = { coordinates: floats([...shape, coordinateChannels]), values: floats([...shape, valueChannels]), ...(queries.padded && { mask: floats(shape) }) };
  const target = floats([...shape, valueChannels]);
  const auxiliary = auxiliaryWeight > 0 ? { data: floats(target.shape), factors: floats([batch, 3]) } : undefined;
  const label = new Int32Array(batch);
  const dropped: boolean[] = [];
  const samples = examples.map((example, b): Pairs => {
    const address = (stream: string) => ({ seed, stream, step, sample: firstSample + b });
    time.data[b] = insideRange(path, recipe.times.draw(address('times'), 1)[0]);
    weight.data[b] = denoisedWeight(path, time.data[b]);
    auxiliary?.factors.data.set([...denoisedFactors(path, time.data[b], recipe.denoises), auxiliaryWeight * time.data[b] ** 2], 3 * b);
    const noisy = (data: Float32Array, stream: string) => noised(path, time.data[b], data, normalValues(address(stream), data.length));
    const { values, velocity } = noisy(example.values, 'noise');
    const add = (from: Pairs, state: { values: Float32Array; velocity: Float32Array }, chosen: ArrayLike<number>, at: number) => {
      gatherRows(from.coordinates, coordinateChannels, chosen, query.coordinates.data, at);
      gatherRows(state.values, valueChannels, chosen, query.values.data, at);
      gatherRows(recipe.denoises ? from.values : state.velocity, valueChannels, chosen, target.data, at);
      if (auxiliary) gatherRows(from.values, valueChannels, chosen, auxiliary.data.data, at);
      query.mask?.data.fill(1, at, at + chosen.length);
    };
    const count = Math.min(queries.read, example.points);
    const read = auxiliary && recipe.decodedTogether ? recipe.decodedTogether(example, count, address('decoded points')) : permutation(address('decoded points'), example.points).subarray(0, count);
    add(example, { values, velocity }, read, b * queries.count);
    if (queries.finer > 0) {
      const finer = example.finer!;
      // They have their own noise, as in sampling at another resolution.
      add(finer, noisy(finer.values, 'finer noise'), permutation(address('finer points'), finer.points).subarray(0, queries.finer), b * queries.count + read.length);
    }
    if (augmentationChannels > 0 && example.augmentation) augmentation.data.set(example.augmentation, b * augmentationChannels);
    dropped.push(uniformValues(address('condition dropout'), 1)[0] < recipe.conditionDropout);
    label[b] = dropped[b] ? classes : (example.label ?? classes);
    return { points: example.points, coordinates: example.coordinates, values };
  });
  return {
    context: contextArrays(samples, samples.map(group)),
    query,
    target,
    ...(recipe.denoises && { weight }),
    ...(auxiliary && { auxiliary }),
    condition: {
      time,
      ...(classes > 0 ? { label: { dtype: 'int32' as const, shape: [batch], data: label } } : {}),
      ...(augmentationChannels > 0 && { augmentation }),
      ...(recipe.conditionChannels > 0 ? { condition: conditionArrays(examples, dropped, recipe.conditionChannels) } : {}),
    },
  };
}
