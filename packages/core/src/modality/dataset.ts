import { isNamed } from '../errors/isNamed.js';
import { quotable } from '../errors/quotable.js';
import type { Address } from '../random/index.js';
import type { Example } from './example.js';

/** A training set with random access. */
export interface Dataset {
  /** Number of examples. */
  length: number;
  /** Names of the classes, in the order of the labels; empty where examples carry none. */
  classes: readonly string[];
  /**
   * The example at an index. Augmentation draws from `address` alone, so that equal addresses give equal examples.
   *
   * @throws UnreadableExampleError if the example cannot be read: training skips it with a counted warning, or stops when strict
   */
  example(index: number, address: Address): Promise<Example>;
  /** About how much each example has, such as its latents or pairs, where that varies: batches are then made of examples of similar size. Optional. */
  sizes?: readonly number[];
  /** Tells the data set which examples come next, so that it can decode them ahead. Optional. */
  prefetch?(indices: readonly number[]): void;
  /** What opening the data found that its user should know, a sentence each, such as files that were left out or a range that was chosen. Optional. */
  notes?: readonly string[];
  /**
   * What the data are, as a short text: the same for the same examples, different for others. It covers names, sizes and a sample of the
   * contents, so that it is quick for large data sets; a run is resumed on the data that it began with alone. Optional.
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
    // Readers quote the file, which may hold anything; warnings are printed line by line.
    super(quotable(message, 2000), options);
  }
}
