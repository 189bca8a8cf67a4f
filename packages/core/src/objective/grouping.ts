import type { Assignment } from '../assignments/index.js';
import type { ModelConfig } from '../model/index.js';
import type { Modality } from '../modality/index.js';
import type { CoordinateValueSet } from '../sets/index.js';

/** One sample's pairs on the host. */
export type Pairs = CoordinateValueSet;

/** Where each pair of one sample goes in the encoder's input: see {@link GroupedContext}. */
export interface Grouping {
  groups: number;
  pairsPerGroup: number;
  /** `[groups, pairsPerGroup]`: indices of pairs. */
  indices: Int32Array;
  /** `[groups]`: how many places of a group are pairs; the others are padding. */
  counts: Int32Array;
}

/** All pairs in one group, padded with the first pair. */
function single(points: number, places: number): Grouping {
  const indices = Int32Array.from({ length: places }, (_, i) => (i < points ? i : 0));
  return { groups: 1, pairsPerGroup: places, indices, counts: Int32Array.of(points) };
}

/** The assignment with the model's number of places in each latent. */
function padded({ latents, pairsPerLatent, indices, counts }: Assignment, places: number): Grouping {
  const fullest = counts.reduce((most, count) => Math.max(most, count), 0);
  if (fullest > places) {
    throw new RangeError(`a latent has ${fullest} pairs, but model.pairsPerLatent is ${places}: expected at least ${fullest}`);
  }
  if (pairsPerLatent === places) return { groups: latents, pairsPerGroup: places, indices, counts };
  const laid = new Int32Array(latents * places);
  for (let latent = 0; latent < latents; latent++) {
    for (let i = 0; i < places; i++) laid[latent * places + i] = indices[latent * pairsPerLatent + Math.min(i, pairsPerLatent - 1)];
  }
  return { groups: latents, pairsPerGroup: places, indices: laid, counts };
}

/**
 * A function that lays out a sample's pairs for the encoder. Where the modality's assignment reads only coordinates, it is made once
 * for each array of coordinates.
 *
 * @param config `perceiver` puts all pairs in one group of latents · pairsPerLatent places; the others one group a latent
 */
export function groupPairs(
  config: Pick<ModelConfig, 'encoder' | 'latents' | 'pairsPerLatent'>,
  modality: Pick<Modality, 'assign' | 'assignmentFollowsValues'>,
  pseudoCoordinates: Float32Array,
): (pairs: Pairs) => Grouping {
  const known = new WeakMap<Float32Array, Grouping>();
  const places = config.latents * config.pairsPerLatent;
  return (pairs) => {
    if (config.encoder === 'perceiver') {
      if (pairs.points > places) throw new RangeError(`a sample has ${pairs.points} pairs, but the model takes ${places} (model.latents · model.pairsPerLatent)`);
      return single(pairs.points, places);
    }
    const found = modality.assignmentFollowsValues ? undefined : known.get(pairs.coordinates);
    const grouping = found ?? padded(modality.assign(pairs, pseudoCoordinates, config.pairsPerLatent), config.pairsPerLatent);
    if (!modality.assignmentFollowsValues) known.set(pairs.coordinates, grouping);
    return grouping;
  };
}

/** Copies the channels of chosen rows: `to[start + i] = from[indices[i]]`. */
export function gatherRows(from: Float32Array, channels: number, indices: ArrayLike<number>, to: Float32Array, start: number): void {
  for (let i = 0; i < indices.length; i++) {
    const [source, target] = [indices[i] * channels, (start + i) * channels];
    for (let c = 0; c < channels; c++) to[target + c] = from[source + c];
  }
}
