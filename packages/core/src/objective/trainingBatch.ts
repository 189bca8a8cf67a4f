import type { HostTensor } from '@inrflow/onnx';
import type { Example } from '../modality/index.js';
import type { Path } from '../paths/index.js';
import { normalValues, permutation, uniformValues } from '../random/index.js';
import { contextArrays, floats, type ContextArrays, type FloatTensor, type PairArrays } from './contextArrays.js';
import { gatherRows, type Grouping, type Pairs } from './grouping.js';
import type { TimeDistribution } from './times.js';

/** How examples become a training batch. */
export interface BatchRecipe {
  path: Path;
  times: TimeDistribution;
  /** Points decoded of each example; all where it has fewer. */
  decodedPoints: number;
  /** Number of classes; 0 where the model knows none. */
  classes: number;
  /** Probability that a sample's class (and condition) is dropped, so that the model learns the unconditional velocity too. */
  conditionDropout: number;
  /** Channels of condition tokens; 0 for none. */
  conditionChannels: number;
}

/** A batch on the host, laid out as {@link BatchTensors}. */
export interface BatchArrays {
  context: ContextArrays;
  query: PairArrays;
  target: FloatTensor;
  condition: { time: FloatTensor; label?: HostTensor; condition?: { tokens: FloatTensor; mask: FloatTensor } };
}

/** Queries in a batch where the largest example is too small, and examples differ, are a multiple of this many: batches come in few shapes, each compiled once. */
const QUERY_TILE = 64;

/** Decoded points of a batch: what the recipe says, or all of the largest example, with room to spare where examples differ. */
function queriesOf(examples: readonly Example[], decodedPoints: number): number {
  const most = examples.reduce((size, { points }) => Math.max(size, points), 0);
  return Math.min(decodedPoints, examples.every(({ points }) => points === most) ? most : QUERY_TILE * Math.ceil(most / QUERY_TILE));
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

/** A time kept inside the path's range, where its derivatives are finite. */
export function insideRange(path: Path, time: number): number {
  const [from, to] = path.timeRange ?? [0, 1];
  return Math.min(to, Math.max(from, time));
}

function conditionArrays(examples: readonly Example[], dropped: readonly boolean[], channels: number) {
  const most = examples.reduce((size, { condition }) => Math.max(size, condition?.tokens ?? 0), 1);
  const tokens = floats([examples.length, most, channels]);
  const mask = floats([examples.length, most]);
  examples.forEach(({ condition }, b) => {
    // A dropped condition is one token of zeros: attention always has something to attend to.
    mask.data.fill(1, b * most, b * most + (dropped[b] || !condition ? 1 : condition.tokens));
    if (condition && !dropped[b]) tokens.data.set(condition.features, b * most * channels);
  });
  return { tokens, mask };
}

/**
 * A training batch: times, noise, noisy pairs, decoded points and target velocities. Sample j of step s draws from the addresses
 * (seed, stream, s, j) alone, so that a batch split into smaller ones is the same batch.
 *
 * @param firstSample index of the first example in the whole batch
 */
export function trainingBatch(
  examples: readonly Example[],
  group: (pairs: Pairs) => Grouping,
  recipe: BatchRecipe,
  { seed, step, firstSample = 0 }: { seed: number; step: number; firstSample?: number },
): BatchArrays {
  const { path, decodedPoints, classes } = recipe;
  const queries = queriesOf(examples, decodedPoints);
  const coordinateChannels = examples[0].coordinates.length / examples[0].points;
  const valueChannels = examples[0].values.length / examples[0].points;
  const batch = examples.length;
  const time = floats([batch]);
  const query: PairArrays = { coordinates: floats([batch, queries, coordinateChannels]), values: floats([batch, queries, valueChannels]) };
  const target = floats([batch, queries, valueChannels]);
  const label = new Int32Array(batch);
  const dropped: boolean[] = [];
  if (examples.some(({ points }) => points < queries)) query.mask = floats([batch, queries]);
  const samples = examples.map((example, b): Pairs => {
    const address = (stream: string) => ({ seed, stream, step, sample: firstSample + b });
    time.data[b] = insideRange(path, recipe.times.draw(address('times'), 1)[0]);
    const { values, velocity } = noised(path, time.data[b], example.values, normalValues(address('noise'), example.values.length));
    const chosen = permutation(address('decoded points'), example.points).subarray(0, queries);
    gatherRows(example.coordinates, coordinateChannels, chosen, query.coordinates.data, b * queries);
    gatherRows(values, valueChannels, chosen, query.values.data, b * queries);
    gatherRows(velocity, valueChannels, chosen, target.data, b * queries);
    query.mask?.data.fill(1, b * queries, b * queries + chosen.length);
    dropped.push(uniformValues(address('condition dropout'), 1)[0] < recipe.conditionDropout);
    label[b] = dropped[b] ? classes : (example.label ?? classes);
    return { points: example.points, coordinates: example.coordinates, values };
  });
  return {
    context: contextArrays(samples, samples.map(group)),
    query,
    target,
    condition: {
      time,
      ...(classes > 0 ? { label: { dtype: 'int32' as const, shape: [batch], data: label } } : {}),
      ...(recipe.conditionChannels > 0 ? { condition: conditionArrays(examples, dropped, recipe.conditionChannels) } : {}),
    },
  };
}
