import { readFile, stat } from 'node:fs/promises';
import { checkSequence, createProteinPairs, fullSequence, readFasta, type Chain, type ProteinPairs, type SequenceEmbedder, type SequenceEmbedding } from '@inrflow/protein';
import { openSequenceEmbedding, readSequenceEmbeddings, type CroppedFrom, type ProteinDatasetOptions } from '@inrflow/protein/node';
import type { ProteinDataSection } from '../config/types.js';
import { messageOf, UsageError } from '../errors.js';

/** What a data section says of which chains are read. @param part the part of them; all where training held none out */
export function chainOptions({ chain, minLength, maxLength, cropTo, minPlddt, unknownResidues, heldOut, maxFileBytes }: ProteinDataSection, part: 'train' | 'held-out' | 'all'): ProteinDatasetOptions {
  return {
    chain, minLength, maxLength: cropTo === undefined ? maxLength : undefined, cropTo, minPlddt, unknownResidues, maxFileBytes,
    ...(part !== 'all' && heldOut > 0 && { split: { heldOut, part } }),
  };
}

/** Opens what gives sequence embeddings, by the ending of its name; undefined where there is none. @throws Error naming the file */
export async function openEmbeddings({ embeddings, embeddingCache = 'runs/embeddings' }: Pick<ProteinDataSection, 'embeddings' | 'embeddingCache'>, threads?: number): Promise<SequenceEmbedder | undefined> {
  if (embeddings === undefined) return undefined;
  return embeddings.endsWith('.onnx') ? openSequenceEmbedding({ onnx: embeddings, cache: embeddingCache, threads }) : readSequenceEmbeddings(embeddings);
}

/** How a data section makes pairs of chains. */
export function pairsOf({ scale, orientation, eigenvectors }: ProteinDataSection, embeddingChannels = 0): ProteinPairs {
  return createProteinPairs({ scale, orientation, eigenvectors, embeddingChannels });
}

/** The embedding of a chain's sequence, of a run of residues the rows that the whole chain's has for them; undefined without an embedder. */
export async function embeddingOf(embedder: SequenceEmbedder | undefined, name: string, chain: Chain, cropped?: CroppedFrom): Promise<SequenceEmbedding | undefined> {
  const embedding = await embedder?.embed({ name, sequence: fullSequence(cropped?.whole ?? chain) });
  if (!embedding || !cropped) return embedding;
  const { channels, rows } = embedding;
  const residues = fullSequence(chain).length;
  return { residues, channels, rows: rows.subarray(cropped.firstPlace * channels, (cropped.firstPlace + residues) * channels) };
}

/**
 * The sequences of `--sequence`: a FASTA file, or one-letter codes themselves.
 *
 * @throws UsageError naming file, sequence and letter
 */
export async function sequencesOf(given: string, maxLength: number): Promise<{ name: string; sequence: string }[]> {
  const isFile = (await stat(given).catch(() => undefined)) !== undefined;
  try {
    if (isFile) return readFasta(await readFile(given, 'utf8'), given, { maxLength });
    if (/[./\\]/.test(given)) throw new Error(`there is no file '${given}'; expected FASTA, or the letters of a sequence`);
    return [{ name: 'sequence', sequence: checkSequence(given, 'the sequence', { maxLength }) }];
  } catch (error) {
    throw new UsageError(`--sequence: ${messageOf(error)}`, { cause: error });
  }
}
