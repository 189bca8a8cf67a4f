import type { Assignment } from '../assignments/index.js';
import type { ModelConfig } from '../model/index.js';
import { pseudoCoordinateChannelsOf, type Modality } from '../modality/index.js';
import type { CoordinateValueSet } from '../sets/index.js';

/** One sample's pairs on the host. */
export type Pairs = CoordinateValueSet;

/** The position of each pair of one sample in the encoder's input: see {@link GroupedContext}. */
export interface Grouping {
  groups: number;
  /** Slots for pairs in each group. */
  pairsPerGroup: number;
  /** `[groups, pairsPerGroup]`: indices of pairs. */
  indices: Int32Array;
  /** `[groups]`: how many slots of a group are pairs; the others are padding. */
  counts: Int32Array;
  /** `[groups, pairsPerGroup]`: 1 if a slot is a pair; if absent, the first `counts` slots of a group. */
  mask?: Uint8Array;
  /** The sample's own latents, if it has any, and their places `[count, pseudoCoordinateChannels]`. */
  latents?: { count: number; places: Float32Array };
}

/** All pairs in one group, padded with the first pair. */
function single(points: number, places: number): Grouping {
  const indices = Int32Array.from({ length: places }, (_, i) => (i < points ? i : 0));
  return { groups: 1, pairsPerGroup: places, indices, counts: Int32Array.of(points) };
}

/** Number of slots that a latent needs: up to the last that holds a pair. */
function placesOf({ pairsPerLatent, counts, mask }: Assignment): number {
  return mask ? mask.reduce((most, one, at) => Math.max(most, one * ((at % pairsPerLatent) + 1)), 0) : counts.reduce((most, count) => Math.max(most, count), 0);
}

/** The assignment with the model's number of slots per latent. */
function padded(assignment: Assignment, places: number): Grouping {
  const { latents, pairsPerLatent, indices, counts, mask } = assignment;
  const needed = placesOf(assignment);
  if (needed > places) throw new RangeError(`a latent has ${needed} pairs, but model.pairsPerLatent is ${places}: expected at least ${needed}`);
  if (pairsPerLatent === places) return { groups: latents, pairsPerGroup: places, indices, counts, ...(mask && { mask }) };
  const laid = new Int32Array(latents * places);
  const laidMask = mask && new Uint8Array(latents * places);
  for (let latent = 0; latent < latents; latent++) {
    for (let i = 0; i < places; i++) {
      laid[latent * places + i] = indices[latent * pairsPerLatent + Math.min(i, pairsPerLatent - 1)];
      if (laidMask && i < pairsPerLatent) laidMask[latent * places + i] = mask[latent * pairsPerLatent + i];
    }
  }
  return { groups: latents, pairsPerGroup: places, indices: laid, counts, ...(laidMask && { mask: laidMask }) };
}

/**
 * Returns a function that lays out a sample's pairs for the encoder. If the modality's assignment reads only coordinates, it is computed once
 * per array of coordinates.
 *
 * @param config `perceiver` puts all pairs in one group of latents · pairsPerLatent slots; the others use one group per latent
 */
export function groupPairs(
  config: Pick<ModelConfig, 'encoder' | 'latents' | 'pairsPerLatent'>,
  modality: Pick<Modality, 'assign' | 'assignmentFollowsValues' | 'pseudoCoordinatesOf' | 'coordinateChannels' | 'pseudoCoordinateChannels'>,
  pseudoCoordinates: Float32Array,
): (pairs: Pairs) => Grouping {
  const known = new WeakMap<Float32Array, Grouping>();
  const group = (pairs: Pairs): Grouping => {
    const own = modality.pseudoCoordinatesOf?.(pairs);
    const latents = own ? own.length / pseudoCoordinateChannelsOf(modality) : config.latents;
    if (latents < 1 || latents > config.latents) throw new RangeError(`a sample has ${latents} latents, but the model takes 1 to ${config.latents} (model.latents)`);
    const places = latents * config.pairsPerLatent;
    if (config.encoder === 'perceiver' && pairs.points > places) {
      throw new RangeError(`a sample has ${pairs.points} pairs, but the model takes ${places} (model.latents · model.pairsPerLatent)`);
    }
    const grouping = config.encoder === 'perceiver' ? single(pairs.points, places)
      : padded(modality.assign(pairs, own ?? pseudoCoordinates, config.pairsPerLatent), config.pairsPerLatent);
    return own ? { ...grouping, latents: { count: latents, places: own } } : grouping;
  };
  return (pairs) => {
    if (modality.assignmentFollowsValues) return group(pairs);
    const found = known.get(pairs.coordinates) ?? group(pairs);
    known.set(pairs.coordinates, found);
    return found;
  };
}

/** Copies the channels of chosen rows: `to[start + i] = from[indices[i]]`. */
export function gatherRows(from: Float32Array, channels: number, indices: ArrayLike<number>, to: Float32Array, start: number): void {
  for (let i = 0; i < indices.length; i++) {
    const [source, target] = [indices[i] * channels, (start + i) * channels];
    for (let c = 0; c < channels; c++) to[target + c] = from[source + c];
  }
}
