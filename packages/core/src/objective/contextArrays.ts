import type { HostTensor } from '@inrflow/onnx';
import { gatherRows, type Grouping, type Pairs } from './grouping.js';

/** A float32 array on the host with its shape. */
export interface FloatTensor extends HostTensor {
  dtype: 'float32';
  data: Float32Array;
}

/** Pairs of a batch on the host, as the network takes them; `mask` only where something is padded. */
export type PairArrays = { coordinates: FloatTensor; values: FloatTensor; mask?: FloatTensor };

/** A float32 tensor on the host; zeros where no numbers are given. */
export function floats(shape: number[], data: Float32Array = new Float32Array(shape.reduce((product, size) => product * size, 1))): FloatTensor {
  return { dtype: 'float32', shape, data };
}

/**
 * The encoder's input of a batch: every sample's pairs gathered into its groups.
 *
 * @returns coordinates `[batch, groups, pairs, coordinateChannels]`, values `[batch, groups, pairs, valueChannels]`, mask `[batch, groups, pairs]`
 */
export function contextArrays(samples: readonly Pairs[], groupings: readonly Grouping[]): PairArrays {
  const [{ groups, pairsPerGroup }] = groupings;
  const [{ points, coordinates, values }] = samples;
  const [coordinateChannels, valueChannels] = [coordinates.length / points, values.length / points];
  const shape = [samples.length, groups, pairsPerGroup];
  const arrays: PairArrays = { coordinates: floats([...shape, coordinateChannels]), values: floats([...shape, valueChannels]) };
  const size = groups * pairsPerGroup;
  samples.forEach((sample, b) => {
    gatherRows(sample.coordinates, coordinateChannels, groupings[b].indices, arrays.coordinates.data, b * size);
    gatherRows(sample.values, valueChannels, groupings[b].indices, arrays.values.data, b * size);
  });
  if (groupings.some(({ counts }) => counts.some((count) => count < pairsPerGroup))) {
    arrays.mask = floats(shape);
    const { data } = arrays.mask;
    groupings.forEach(({ counts }, b) => counts.forEach((count, group) => data.fill(1, b * size + group * pairsPerGroup, b * size + group * pairsPerGroup + count)));
  }
  return arrays;
}
