import { knownChannels } from './atomFeatures.js';

/**
 * Channels of an atom's coordinate, in their order: [index of its residue among the sample's, place along the chain, slot among its residue's
 * atoms, residue type one-hot (21), chemistry (46), eigenvectors, sequence embedding of its residue].
 */
export interface CoordinateLayout {
  /** Eigenvectors of a residue's graph. */
  eigenvectors: number;
  /** Channels of a residue's sequence embedding; 0 without one. */
  embeddingChannels: number;
}

/** Channel of the residue's index, which determines the latent that reads the atom. */
export const RESIDUE_CHANNEL = 0;
/** Channel of the place along the chain. */
export const PLACE_CHANNEL = 1;
/** Channel of the atom's slot, which determines its place in the latent. */
export const SLOT_CHANNEL = 2;
/** First of the channels that are used as features unchanged. */
export const FIRST_FEATURE = 3;

/** Number of places along a chain that a model distinguishes: 0 to this less one. ESM-2 reads 1 022 residues. */
export const MOST_PLACES = 1024;

/**
 * Number of channels of a coordinate.
 *
 * @throws RangeError if a size is not an integer from 0
 */
export function coordinateChannelsOf(layout: CoordinateLayout): number {
  for (const field of ['eigenvectors', 'embeddingChannels'] as const) {
    if (!Number.isInteger(layout[field]) || layout[field] < 0) throw new RangeError(`${field} must be an integer from 0, not ${layout[field]}`);
  }
  return FIRST_FEATURE + knownChannels(layout.eigenvectors) + layout.embeddingChannels;
}
