import { normalValues, type Dataset, type Example } from '@inrflow/core';
import { describeModality } from '@inrflow/core/testing';
import { createProteinPairs } from '../features/index.js';
import { createProteinModality } from './proteinModality.js';

const pairs = createProteinPairs({ embeddingChannels: 2, eigenvectors: 3 });
const channels = { embeddingChannels: 2, eigenvectors: 3 };

/** A chain with made-up positions, rotated by the address. */
function example(sequence: string, sample: number): Example {
  const embedding = { residues: sequence.length, channels: 2, rows: normalValues({ seed: 2, stream: sequence }, 2 * sequence.length) };
  const { points, template } = pairs.sequencePairs(sequence, { embedding });
  const chain = pairs.chainFromValues(template, normalValues({ seed: 1, stream: sequence }, 3 * points));
  const { coordinates, values } = pairs.chainPairs(chain, { embedding, address: { seed: 3, stream: 'augmentation', sample } });
  return { points, coordinates, values };
}

const sequences = ['GAW', 'MK', 'CFHD'];
const dataset: Dataset = { length: 3, classes: [], example: async (index, { step = 0 }) => example(sequences[index], step) };

describeModality('protein', { modality: createProteinModality(channels), examples: sequences.map(example), dataset }, { describe, test, expect });
