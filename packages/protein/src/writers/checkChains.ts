import type { Chain } from '../chains/chain.js';
import { residueLabel } from '../chains/residueLabel.js';

/** Header of a structure file. */
export interface StructureHeader {
  /** Identifier of the entry, such as `1A8O`. */
  id?: string;
  title?: string;
}

/**
 * Checks chains before they are written, and returns them as a list.
 *
 * @throws RangeError that names chain, residue and atom if a position or B-factor is not finite, places do not increase, two chains share an
 * identifier, or there are no residues
 */
export function checkChains(chains: Chain | readonly Chain[]): readonly Chain[] {
  const list = 'residues' in chains ? [chains] : chains;
  if (!list.some(({ residues }) => residues.length > 0)) throw new RangeError('a structure without residues is not written');
  const twice = list.find(({ id }, i) => list.findIndex((other) => other.id === id) < i);
  if (twice) throw new RangeError(`two chains have the identifier '${twice.id}'; expected each its own`);
  for (const chain of list) {
    chain.residues.forEach(({ name, number, insertionCode, place, atoms }, i) => {
      const where = residueLabel({ chain: chain.id, name, number, insertionCode });
      if (!Number.isInteger(number)) throw new RangeError(`${where} has the number ${number}; expected an integer`);
      if (i > 0 && place <= chain.residues[i - 1].place) throw new RangeError(`${where} has place ${place}, but the residue before it ${chain.residues[i - 1].place}; expected places to rise`);
      for (const atom of atoms) {
        if (!atom.position.every(Number.isFinite)) throw new RangeError(`atom ${atom.name} of ${where} lies at (${atom.position.join(', ')}); expected finite numbers`);
        if (!Number.isFinite(atom.bFactor)) throw new RangeError(`atom ${atom.name} of ${where} has B-factor ${atom.bFactor}; expected a finite number`);
      }
    });
  }
  return list;
}
