import type { Address } from '../random/index.js';
import { UnreadableExampleError, type Dataset } from './dataset.js';
import type { Example } from './example.js';

/** An example drawn at its own address, with its index as `sample`; undefined if it cannot be read. @throws the data set's error if it is not an UnreadableExampleError */
export async function readableExample(dataset: Dataset, index: number, address: Omit<Address, 'sample'>): Promise<Example | undefined> {
  try {
    return await dataset.example(index, { ...address, sample: index });
  } catch (error) {
    if (!(error instanceof UnreadableExampleError)) throw error;
    return undefined;
  }
}

/**
 * The first few examples that can be read.
 *
 * @param count examples at most
 * @param within maximum number of attempts, so that a data set without any readable example is not read to its end
 */
export async function firstReadable(dataset: Dataset, count: number, within: number, address: Omit<Address, 'sample'>): Promise<Example[]> {
  const found: Example[] = [];
  for (let i = 0; i < Math.min(dataset.length, within) && found.length < count; i++) {
    const example = await readableExample(dataset, i, address);
    if (example) found.push(example);
  }
  return found;
}
