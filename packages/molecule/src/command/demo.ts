import type { Demo } from '@inrflow/core';
import { readSmiles } from '../chemistry/index.js';
import { pairsOf } from '../kind/subjects.js';

const SMILES = ['CCO', 'CC(=O)N', 'C[C@H](F)Cl', 'c1ccccc1'];

/** Four small molecules on a spiral: their atoms are right, their shapes are not. */
export function demo(): Demo {
  const pairs = pairsOf({ scale: 2, orientation: 'file', eigenvectors: 16 });
  return {
    ask: { smiles: 'CC(=O)N' },
    settings: { data: { maxAtoms: 8 }, model: { width: 16, heads: 2, blocks: 1, latents: 8, decoderLayers: 1, latentFrequencies: 4 } },
    dataset: {
      length: SMILES.length, classes: [],
      async example(index) {
        const { molecule } = readSmiles(SMILES[index], `demo ${index}`);
        const positions = Float64Array.from({ length: 3 * molecule.atoms.length }, (_, at) => [1.2 * Math.cos(Math.floor(at / 3)), 1.2 * Math.sin(Math.floor(at / 3)), 0.6 * Math.floor(at / 3)][at % 3]);
        return pairs.pairsOf({ molecule, positions });
      },
    },
  };
}
