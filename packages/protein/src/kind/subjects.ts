import { SettingsError, type SettledSettings, type Subject } from '@inrflow/core';
import type { Chain } from '../chains/chain.js';
import type { SequenceEmbedder } from '../embeddings/index.js';
import { createProteinPairs, type ProteinPairs } from '../features/index.js';
import { checkSequence, readFasta, type NamedSequence } from '../sequences/index.js';
import type { ProteinData, ProteinModel } from './proteinKind.js';

type Settings = SettledSettings<ProteinData, ProteinModel>;

/** A sequence to fold. */
export interface Sequence extends Subject {
  /** The chain of values. */
  chainOf(values: Float32Array): Chain;
}

/** How a data section makes pairs of chains. */
export function pairsOf({ scale, orientation, eigenvectors }: ProteinData, embeddingChannels = 0): ProteinPairs {
  return createProteinPairs({ scale, orientation, eigenvectors, embeddingChannels });
}

/** The sequences of a text: FASTA, or the letters of one. @throws Error naming sequence and letter */
export function sequencesOf(text: string, maxLength: number, where = 'FASTA'): NamedSequence[] {
  if (text.trimStart().startsWith('>')) return readFasta(text, where, { maxLength });
  return [{ name: 'sequence', sequence: checkSequence(text, 'the sequence', { maxLength }) }];
}

/** What samples are made for, from sequences. @throws SettingsError if the model reads embeddings, and there are none */
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
