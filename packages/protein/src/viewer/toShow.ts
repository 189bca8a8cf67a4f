import type { facing } from '@inrflow/atoms';
import type { Chain } from '../chains/chain.js';

/**
 * A chain as a viewer needs it: moved, and with its residues numbered by place, so that what is a gap in the chain is one in the numbers and
 * nothing else is.
 */
export function toShow({ residues }: Chain, move: ReturnType<typeof facing>): Chain {
  return {
    id: 'A',
    residues: residues.map((residue) => ({
      ...residue,
      number: residue.place + 1,
      insertionCode: '',
      atoms: residue.atoms.map((atom) => ({ ...atom, bFactor: 0, position: move(atom.position) })),
    })),
  };
}
