import { sha256 } from '../checkpoints/sha256.js';
import type { Dataset } from './dataset.js';
import { readableExample } from './readable.js';
import { spacedIndices } from './spacedIndices.js';

/** Number of examples that are inspected. */
const LOOKED_AT = 16;

/** A data set's own fingerprint or, if it has none, a hash of its length, its classes and some of its examples. */
export async function fingerprintOf(dataset: Dataset): Promise<string> {
  if (dataset.fingerprint) return dataset.fingerprint();
  const parts: Uint8Array[] = [new TextEncoder().encode(JSON.stringify([dataset.length, dataset.classes]))];
  for (const index of spacedIndices(dataset.length, LOOKED_AT)) {
    const example = await readableExample(dataset, index, { seed: 0, stream: 'fingerprint' });
    for (const numbers of example ? [example.coordinates, example.values, Int32Array.of(example.label ?? -1)] : [new Float32Array(0)]) parts.push(new Uint8Array(numbers.buffer, numbers.byteOffset, numbers.byteLength));
  }
  const all = new Uint8Array(parts.reduce((sum, { length }) => sum + length, 0));
  parts.reduce((at, part) => (all.set(part, at), at + part.length), 0);
  return sha256(all);
}
