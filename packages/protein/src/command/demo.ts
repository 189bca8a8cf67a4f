import type { Demo } from '@inrflow/core';
import { pairsOf } from '../kind/subjects.js';

const SEQUENCES = ['GAVLI', 'SETKD', 'NAGHF', 'PYWGA'];

/** Four peptides of five residues, stretched along a line: their atoms are right, their shapes are not. */
export function demo(): Demo {
  const pairs = pairsOf({ scale: 10, orientation: 'file', eigenvectors: 8 } as Parameters<typeof pairsOf>[0]);
  return {
    ask: { sequence: 'NAGHF' },
    settings: { data: { maxLength: 8 }, model: { width: 16, heads: 2, blocks: 1, latents: 8, decoderLayers: 1, latentFrequencies: 8 } },
    dataset: {
      length: SEQUENCES.length, classes: [],
      async example(index) {
        const { points, coordinates } = pairs.sequencePairs(SEQUENCES[index]);
        return { points, coordinates, values: Float32Array.from({ length: 3 * points }, (_, i) => (i % 3 === 0 ? (Math.floor(i / 3) - points / 2) / points : 0.1 * Math.sin(i))) };
      },
    },
  };
}
