import type { SequenceEmbedding } from '../embeddings/sequenceEmbedding.js';
import type { ChainTemplate } from './chainTemplate.js';

/**
 * Finds each residue's row in an embedding, which has a row either for each residue that has a position, or for each place of the whole
 * chain.
 *
 * @param channels number of channels that the model expects
 * @returns a function of the residue's index that returns its row, `[channels]`
 * @throws RangeError naming the chain and a residue without a row, or what does not fit
 */
export function embeddingRows(chain: ChainTemplate, embedding: SequenceEmbedding | undefined, channels: number): (residue: number) => Float32Array {
  if (channels === 0 && !embedding) return () => new Float32Array(0);
  const fail = (reason: string): never => {
    throw new RangeError(`chain '${chain.id}': ${reason}`);
  };
  if (!embedding) return fail(`it has no sequence embedding; expected one of ${channels} channels`);
  if (embedding.channels !== channels) fail(`its sequence embedding has ${embedding.channels} channels; expected ${channels}`);
  const { residues } = chain;
  const last = residues[residues.length - 1];
  const places = chain.sequence?.length ?? last.place + 1;
  const byPlace = embedding.residues === places;
  if (!byPlace && embedding.residues !== residues.length) {
    const all = places === residues.length ? `${places} residues` : `${residues.length} residues over ${places} places`;
    const missing = residues.find(({ place }, i) => Math.min(place, i) >= embedding.residues);
    fail(`its sequence embedding has ${embedding.residues} rows for ${all}${missing ? `: residue ${missing.name} ${missing.number}${missing.insertionCode} has none` : ''}`);
  }
  return (residue) => {
    const row = byPlace ? residues[residue].place : residue;
    return embedding.rows.subarray(row * channels, (row + 1) * channels);
  };
}
