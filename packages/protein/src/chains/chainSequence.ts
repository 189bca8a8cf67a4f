import type { Chain } from './chain.js';
import { letterOf } from './standardResidues.js';

/** One-letter codes of the residues of a chain that have a position, one after the other: gaps are not marked. */
export function chainSequence({ residues }: Chain): string {
  return residues.map(({ name }) => letterOf(name)).join('');
}

/**
 * One-letter codes along the whole chain, by place: `X` where a residue is not known, which without a sequence of the file's own are all that
 * have no position.
 */
export function fullSequence({ residues, sequence }: Chain): string {
  const letters = sequence ? sequence.map(letterOf) : Array.from({ length: (residues.at(-1)?.place ?? -1) + 1 }, () => 'X');
  for (const { place, name } of residues) letters[place] = letterOf(name);
  return letters.join('');
}

/** Mean B-factor over a chain's residues, each the mean of its atoms: for predictions, mean pLDDT; 0 without atoms. */
export function meanBFactor({ residues }: Chain): number {
  let [sum, count] = [0, 0];
  for (const { atoms } of residues) {
    if (atoms.length === 0) continue;
    // Each residue counts once, as pLDDT is a score of residues.
    sum += atoms.reduce((total, { bFactor }) => total + bFactor, 0) / atoms.length;
    count++;
  }
  return count === 0 ? 0 : sum / count;
}
