import type { Assignment } from '@inrflow/core';
import { MOST_PLACES, PLACE_CHANNEL, RESIDUE_CHANNEL, SLOT_CHANNEL } from '../features/coordinateLayout.js';
import { ATOM_SLOTS } from '../residues/index.js';

/** The index of a pair's residue. @throws RangeError if it is not valid */
function residueOf(coordinates: Float32Array, channels: number, point: number): number {
  const residue = coordinates[point * channels + RESIDUE_CHANNEL];
  if (!(Number.isInteger(residue) && residue >= 0 && residue < MOST_PLACES)) throw new RangeError(`pair ${point} is of residue ${residue}; expected an integer from 0 to ${MOST_PLACES - 1}`);
  return residue;
}

/**
 * Places of a sample's latents, one per residue: place / 512 − 1, which is in [-1, 1) for the 1 024 places that a model distinguishes; missing
 * residues leave a gap.
 *
 * @param coordinates `[points, channels]`: see {@link CoordinateLayout}
 * @returns `[residues, 1]`
 * @throws RangeError if a residue has no atom, so that its place is not known
 */
export function residuePlaces(points: number, coordinates: Float32Array): Float32Array {
  const channels = coordinates.length / points;
  const places: number[] = [];
  for (let point = 0; point < points; point++) places[residueOf(coordinates, channels, point)] = coordinates[point * channels + PLACE_CHANNEL];
  return Float32Array.from(places, (place, residue) => {
    if (place === undefined) throw new RangeError(`residue ${residue} of the sample has no atom; expected one for each of its ${places.length} residues`);
    return (2 * place) / MOST_PLACES - 1;
  });
}

/**
 * Assigns each atom to the latent of its residue, at the place of its own slot: atom j of a residue type is always at place j of its latent, as
 * the linear encoder requires; a missing atom leaves a hole there, which the mask marks.
 *
 * @param coordinates `[points, channels]`: see {@link CoordinateLayout}
 * @param pairsPerLatent places in a latent; 15 by default, one per slot
 * @throws RangeError if there is no such latent or place, or one holds two atoms
 */
export function residueAssignment(points: number, coordinates: Float32Array, latents: number, pairsPerLatent = ATOM_SLOTS): Assignment {
  const channels = coordinates.length / points;
  const indices = new Int32Array(latents * pairsPerLatent);
  const mask = new Uint8Array(latents * pairsPerLatent);
  const counts = new Int32Array(latents);
  for (let point = 0; point < points; point++) {
    const [latent, slot] = [residueOf(coordinates, channels, point), coordinates[point * channels + SLOT_CHANNEL]];
    if (latent >= latents) throw new RangeError(`pair ${point} is of residue ${latent}, but there are ${latents} latents, one a residue (model.latents)`);
    if (!(slot >= 0 && slot < pairsPerLatent)) {
      throw new RangeError(`pair ${point} has slot ${slot}, but a latent has ${pairsPerLatent} places: expected ${ATOM_SLOTS}, or ${ATOM_SLOTS - 1} without terminal oxygens (model.pairsPerLatent)`);
    }
    const at = latent * pairsPerLatent + slot;
    if (mask[at]) throw new RangeError(`pairs ${indices[at]} and ${point} both have slot ${slot} of residue ${latent}`);
    indices[at] = point;
    mask[at] = 1;
    counts[latent]++;
  }
  return { latents, pairsPerLatent, indices, counts, mask };
}
