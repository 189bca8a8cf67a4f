import type { Chain } from './chain.js';
import { letterOf, UNKNOWN_RESIDUE } from './standardResidues.js';

/** One-letter codes of the residues of a chain that have a position, one after the other: gaps are not marked. */
export function chainSequence({ residues }: Chain): string {
  return residues.map(({ name }) => letterOf(name)).join('');
}

/** Names of residues along the whole chain, by place: the file's sequence, else the residues that have a position, with `UNK` in the gaps. */
export function sequenceNames({ residues, sequence }: Chain): string[] {
  const names = sequence ? [...sequence] : Array.from({ length: (residues.at(-1)?.place ?? -1) + 1 }, () => UNKNOWN_RESIDUE);
  for (const { place, name } of residues) names[place] = name;
  return names;
}

/**
 * One-letter codes along the whole chain, by place: `X` for unknown residues. Without a sequence in the file, those are all residues that
 * have no position.
 */
export function fullSequence(chain: Chain): string {
  return sequenceNames(chain).map(letterOf).join('');
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
