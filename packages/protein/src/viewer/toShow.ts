import type { facing } from '@inrflow/atoms';
import type { Chain } from '../chains/chain.js';

/**
 * Prepares a chain for a viewer: moves it, and numbers its residues by place, so that the numbers have gaps exactly where the chain has
 * them.
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
