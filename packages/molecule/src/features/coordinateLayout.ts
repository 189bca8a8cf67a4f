import { CHEMISTRY_CHANNELS } from '@inrflow/atoms';

/** Channel of an atom's canonical place in its molecule, which is the number of its latent. */
export const ATOM_CHANNEL = 0;
/** First of the channels that are features: chemistry, hands, sides, eigenvectors. */
export const FIRST_FEATURE = 1;
/** Number of channels for an atom's role in tetrahedral centres: a centre, or the first, second, third or fourth of a centre's neighbours as they go round. */
export const HAND_CHANNELS = 5;
/** Default number of eigenvectors of a molecule's graph. */
export const EIGENVECTORS = 16;
/** Most atoms that a model may have latents for. */
export const MOST_ATOMS = 256;

/**
 * Channels of an atom's coordinate: [canonical place, chemistry (46), hands (5), side of double bonds, eigenvectors of the graph Laplacian].
 *
 * A neighbour graph cannot distinguish a molecule from its mirror image, nor E from Z. Hands distinguish mirror images: the neighbours of each centre of known configuration are numbered
 * so that the first three go round clockwise seen from the fourth, or from the hydrogen; a mirror image has the first two exchanged. Sides distinguish E from Z: they are +1 at neighbours
 * of a double bond that lie on one side of it, and −1 at those on the other.
 */
export interface CoordinateLayout {
  /** Eigenvectors of the molecule's graph. */
  eigenvectors: number;
}

/** Number of channels. @throws RangeError if the number of eigenvectors is not an integer from 0 */
export function coordinateChannelsOf({ eigenvectors }: CoordinateLayout): number {
  if (!Number.isInteger(eigenvectors) || eigenvectors < 0) throw new RangeError(`eigenvectors must be an integer from 0, not ${eigenvectors}`);
  return FIRST_FEATURE + CHEMISTRY_CHANNELS + HAND_CHANNELS + 1 + eigenvectors;
}
