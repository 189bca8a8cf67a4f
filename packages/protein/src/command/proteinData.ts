import { readFile, stat } from 'node:fs/promises';
import { SettingsError, type DataSettings, type Part } from '@inrflow/core';
import { fullSequence, type Chain } from '../chains/index.js';
import type { CroppedFrom, ProteinDatasetOptions } from '../datasets/index.js';
import { readSequenceEmbeddings } from '../embeddings/embeddingFile.js';
import type { SequenceEmbedder, SequenceEmbedding } from '../embeddings/index.js';
import { openSequenceEmbedding } from '../embeddings/onnxEmbedding.js';
import type { ProteinData } from '../kind/index.js';
import { sequencesOf } from '../kind/subjects.js';
import { readFasta, type NamedSequence } from '../sequences/index.js';

/** Options of a data section that select chains. @param part the part of them; all if training held none out */
export function chainOptions({ chain, minLength, maxLength, cropTo, minPlddt, unknownResidues, heldOut, maxFileBytes }: DataSettings & ProteinData, part: Part): ProteinDatasetOptions {
  return {
    chain, minLength, maxLength: cropTo === undefined ? maxLength : undefined, cropTo, minPlddt, unknownResidues, maxFileBytes,
    ...(part !== 'all' && heldOut > 0 && { split: { heldOut, part } }),
  };
}

/** Opens the source of sequence embeddings, by the ending of its name; undefined if there is none. @throws Error naming the file */
export async function openEmbeddings({ embeddings, embeddingCache = 'runs/embeddings' }: Pick<ProteinData, 'embeddings' | 'embeddingCache'>, threads?: number): Promise<SequenceEmbedder | undefined> {
  if (embeddings === undefined) return undefined;
  return embeddings.endsWith('.onnx') ? openSequenceEmbedding({ onnx: embeddings, cache: embeddingCache, threads }) : readSequenceEmbeddings(embeddings);
}

/** The embedding of a chain's sequence, or for a cropped chain its rows of the whole chain's embedding; undefined without an embedder. */
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
 * @throws SettingsError naming file, sequence and letter
 */
export async function sequencesOfFlag(given: string, maxLength: number): Promise<NamedSequence[]> {
  const isFile = (await stat(given).catch(() => undefined)) !== undefined;
  try {
    if (isFile) return readFasta(await readFile(given, 'utf8'), given, { maxLength });
    if (/[./\\]/.test(given)) throw new Error(`there is no file '${given}'; expected FASTA, or the letters of a sequence`);
    return sequencesOf(given, maxLength);
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException;
    throw new SettingsError(`--sequence: ${code === 'EISDIR' ? `${given}: it is a folder` : message}`, 'sample', 'sequence', { cause: error });
  }
}
