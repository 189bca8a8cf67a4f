import { isNamed } from '../errors/isNamed.js';
import { quotable } from '../errors/quotable.js';
import type { Address } from '../random/index.js';
import type { Example } from './example.js';

/** A training set with random access. */
export interface Dataset {
  /** Number of examples. */
  length: number;
  /** Names of the classes, in the order of the labels; empty if examples have no labels. */
  classes: readonly string[];
  /**
   * The example at an index. Augmentation draws only from `address`, so equal addresses give equal examples.
   *
   * @throws UnreadableExampleError if the example cannot be read: training skips it with a counted warning, or stops when strict
   */
  example(index: number, address: Address): Promise<Example>;
  /** Approximate size of each example, such as its number of latents or pairs, if sizes vary: batches then consist of examples of similar size. Optional. */
  sizes?: readonly number[];
  /** Tells the data set which examples come next, so that it can decode them ahead. Optional. */
  prefetch?(indices: readonly number[]): void;
  /** Notes for the user about what was found while opening the data, a sentence each, such as files that were left out or a range that was detected. Optional. */
  notes?: readonly string[];
  /**
   * A fingerprint: a short text that is the same for the same examples and differs for others. It covers names, sizes and a sample of the
   * contents, so it is quick for large data sets. A run can only be resumed on the data that it began with. Optional.
   */
  fingerprint?(): Promise<string>;
  /** Frees threads and files. Always settles. */
  close?(): Promise<void>;
}

/** An example that cannot be read: names the file and the reason. */
export class UnreadableExampleError extends Error {
  override name = 'UnreadableExampleError';

  static override [Symbol.hasInstance](value: unknown): boolean {
    return isNamed(value, 'UnreadableExampleError');
  }

  constructor(message: string, options?: ErrorOptions) {
    // Readers quote the file, which may contain anything; warnings are printed line by line.
    super(quotable(message, 2000), options);
  }
}
