import { RESIDUE_TYPES } from '../residues/index.js';
import type { createAtomFeatures } from './atomFeatures.js';
import type { ChainTemplate } from './chainTemplate.js';

/** How a sequence becomes a chain. */
export interface SequenceTemplateOptions {
  /** Identifier of the chain. Default `A`. */
  id?: string;
  /** Whether the last residue has the oxygen that ends a whole chain. Default true, as in the AlphaFold database. */
  terminalOxygen?: boolean;
}

// Selenocysteine and pyrrolysine are read as the same residues as in structure files.
const NAME_OF: Readonly<Record<string, string>> = { ...Object.fromEntries(RESIDUE_TYPES.map(({ name, letter }) => [letter, name])), U: 'CYS', O: 'LYS' };

/**
 * The chain of a sequence: every residue has all its heavy atoms, and numbers start at 1. `X` is a residue of unknown kind with alanine's
 * atoms; `U` is read as cysteine and `O` as lysine.
 *
 * @param featuresOf names the atoms of a residue type
 * @throws RangeError naming the letter and its position if it does not stand for a residue, or if the sequence is empty
 */
export function sequenceTemplate(sequence: string, featuresOf: ReturnType<typeof createAtomFeatures>, { id = 'A', terminalOxygen = true }: SequenceTemplateOptions = {}): ChainTemplate {
  if (sequence.length === 0) throw new RangeError(`the sequence of chain '${id}' is empty`);
  const names = [...sequence.toUpperCase()].map((letter, place) => {
    if (!Object.hasOwn(NAME_OF, letter)) {
      throw new RangeError(`residue ${place + 1} of the sequence of chain '${id}' is '${letter}'; expected one of ${Object.keys(NAME_OF).sort().join('')}`);
    }
    return NAME_OF[letter];
  });
  return {
    id,
    sequence: names,
    residues: names.map((name, place) => ({
      name, number: place + 1, insertionCode: '', place,
      atoms: [...featuresOf(name, terminalOxygen && place === names.length - 1)!].map(([atom, { element }]) => ({ name: atom, element })),
    })),
  };
}
