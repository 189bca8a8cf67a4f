import type { HostTensor } from '@inrflow/onnx';
import { gatherRows, type Grouping, type Pairs } from './grouping.js';

/** A float32 array on the host with its shape. */
export interface FloatTensor extends HostTensor {
  dtype: 'float32';
  data: Float32Array;
}

/** Pairs of a batch on the host, in the network's layout; `mask` only if something is padded. */
export type PairArrays = { coordinates: FloatTensor; values: FloatTensor; mask?: FloatTensor };

/** A float32 tensor on the host; zeros if no numbers are given. */
export function floats(shape: number[], data: Float32Array = new Float32Array(shape.reduce((product, size) => product * size, 1))): FloatTensor {
  return { dtype: 'float32', shape, data };
}

/** A batch's context on the host: pairs by latent, and the latents if each sample has its own: see {@link ContextTensors}. */
export interface ContextArrays extends PairArrays {
  latents?: { places: FloatTensor; mask: FloatTensor };
}

/** Samples with their own latents are padded to a multiple of this many, so that batches come in few shapes, each compiled once. */
const LATENT_TILE = 32;

/** The latents of samples that have their own, padded to a common number. */
function latentArrays(own: readonly NonNullable<Grouping['latents']>[]) {
  const channels = own[0].places.length / own[0].count;
  const most = own.reduce((size, { count }) => Math.max(size, count), 0);
  const padded = LATENT_TILE * Math.ceil(most / LATENT_TILE);
  const [places, mask] = [floats([own.length, padded, channels]), floats([own.length, padded])];
  own.forEach(({ count, places: each }, b) => {
    places.data.set(each, b * padded * channels);
    mask.data.fill(1, b * padded, b * padded + count);
  });
  return { places, mask };
}

/** Number of groups and slots per group: as in the groupings, with latents up to `padded` if samples have their own. */
function layoutOf(groupings: readonly Grouping[], padded: number | undefined): [groups: number, pairsPerGroup: number] {
  const [{ groups, pairsPerGroup, latents }] = groupings;
  if (padded === undefined || !latents) return [groups, pairsPerGroup];
  if (groupings.some(({ groups }) => groups > 1)) return [padded, pairsPerGroup];
  // All pairs in one group, with as many slots as all latents together.
  return [1, padded * (pairsPerGroup / latents.count)];
}

/** Marks the slots that hold a pair. */
function mark(data: Float32Array, start: number, { counts, pairsPerGroup, mask }: Grouping): void {
  if (mask) data.set(mask, start);
  else counts.forEach((count, group) => data.fill(1, start + group * pairsPerGroup, start + group * pairsPerGroup + count));
}

/**
 * The encoder's input of a batch: every sample's pairs gathered into its groups.
 *
 * @returns coordinates `[batch, groups, pairs, coordinateChannels]`, values `[batch, groups, pairs, valueChannels]`, mask `[batch, groups, pairs]`
 */
export function contextArrays(samples: readonly Pairs[], groupings: readonly Grouping[]): ContextArrays {
  const [{ points, coordinates, values }] = samples;
  const [coordinateChannels, valueChannels] = [coordinates.length / points, values.length / points];
  const own = groupings.flatMap(({ latents }) => (latents ? [latents] : []));
  const latents = own.length > 0 ? latentArrays(own) : undefined;
  const [groups, pairsPerGroup] = layoutOf(groupings, latents?.mask.shape[1]);
  const shape = [samples.length, groups, pairsPerGroup];
  const arrays: ContextArrays = { coordinates: floats([...shape, coordinateChannels]), values: floats([...shape, valueChannels]), ...(latents && { latents }) };
  const size = groups * pairsPerGroup;
  samples.forEach((sample, b) => {
    gatherRows(sample.coordinates, coordinateChannels, groupings[b].indices, arrays.coordinates.data, b * size);
    gatherRows(sample.values, valueChannels, groupings[b].indices, arrays.values.data, b * size);
  });
  const isFull = ({ groups: filled, mask, counts }: Grouping) => filled === groups && (mask ? mask.every((one) => one === 1) : counts.every((count) => count === pairsPerGroup));
  if (!groupings.every(isFull)) {
    arrays.mask = floats(shape);
    groupings.forEach((grouping, b) => mark(arrays.mask!.data, b * size, grouping));
  }
  return arrays;
}
