import { SettingsError, type SettledSettings, type Subject } from '@inrflow/core';
import type { Chain } from '../chains/chain.js';
import type { SequenceEmbedder } from '../embeddings/index.js';
import { createProteinPairs, type ProteinPairs } from '../features/index.js';
import { checkSequence, readFasta, type NamedSequence } from '../sequences/index.js';
import type { ProteinData, ProteinModel } from './proteinKind.js';

type Settings = SettledSettings<ProteinData, ProteinModel>;

/** A sequence to fold. */
export interface Sequence extends Subject {
  /** The chain that values describe. */
  chainOf(values: Float32Array): Chain;
}

/** The conversions between chains and pairs that a data section describes. */
export function pairsOf({ scale, orientation, eigenvectors }: ProteinData, embeddingChannels = 0): ProteinPairs {
  return createProteinPairs({ scale, orientation, eigenvectors, embeddingChannels });
}

/** The sequences in a text: FASTA, or the letters of one sequence. @throws Error naming sequence and letter */
export function sequencesOf(text: string, maxLength: number, where = 'FASTA'): NamedSequence[] {
  if (text.trimStart().startsWith('>')) return readFasta(text, where, { maxLength });
  return [{ name: 'sequence', sequence: checkSequence(text, 'the sequence', { maxLength }) }];
}

/** Makes subjects of sampling from sequences. @throws SettingsError if the model reads embeddings, and there are none */
export async function subjectsOf({ data }: Settings, sequences: readonly NamedSequence[], embedder?: SequenceEmbedder): Promise<Sequence[]> {
  const channels = data.embeddingChannels ?? 0;
  if (channels > 0 && !embedder) throw new SettingsError('this model reads sequence embeddings: give the language model or the file of arrays with --embeddings', 'sample', 'embeddings');
  const pairs = pairsOf(data, channels);
  const subjects: Sequence[] = [];
  for (const named of sequences) {
    const { points, coordinates, template } = pairs.sequencePairs(named.sequence, { embedding: await embedder?.embed(named) });
    subjects.push({ name: named.name, places: { points, coordinates }, chainOf: (values) => pairs.chainFromValues(template, values) });
  }
  return subjects;
}
