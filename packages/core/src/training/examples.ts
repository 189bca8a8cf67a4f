import { UnreadableExampleError, type Dataset, type Example } from '../modality/index.js';
import { bySize, everyIndex } from './replacements.js';

/** The examples of a batch. */
export interface ReadExamples {
  examples: Example[];
  /** Why examples were replaced, one message each. */
  skipped: string[];
}

/** Number of later positions that are tried if an example cannot be read, before the whole data set is searched. */
const FURTHER_ON = 4;

/** Indices that may replace an unreadable one: those at the same place in the next few batches, then all. */
function* replacements(dataset: Dataset, indexAt: (position: number) => number, first: number, count: number, address: { seed: number; step: number; sample: number }): Generator<number> {
  const { sample } = address;
  // From the other half of the order, so that neighbours do not repeat.
  for (let tries = 1; tries <= FURTHER_ON; tries++) yield indexAt(first + sample + tries * count);
  const neighbour = indexAt(first + (sample > 0 ? sample - 1 : Math.min(1, count - 1)));
  yield* dataset.sizes ? bySize(dataset.sizes, dataset.sizes[neighbour]) : everyIndex(dataset.length, address);
}

/**
 * The examples of positions `first … first + count` of the data set's order. One that cannot be read is replaced by another, one of about the same size if sizes are known, so that a
 * batch is always full; the same data set gives the same batch.
 *
 * @param strict an unreadable example is an error
 * @param samples the places in the batch that are wanted; all by default
 * @throws UnreadableExampleError when strict, or if no example of the whole data set can be read
 */
export async function readExamples(
  dataset: Dataset,
  indexAt: (position: number) => number,
  first: number,
  count: number,
  { seed, step, strict, samples }: { seed: number; step: number; strict: boolean; samples?: readonly number[] },
): Promise<ReadExamples> {
  const examples: Example[] = [];
  const skipped: string[] = [];
  for (const sample of samples ?? Array.from({ length: count }, (_, i) => i)) {
    const address = { seed, step, sample };
    const read = (index: number) => dataset.example(index, { ...address, stream: 'augmentation' });
    const wanted = indexAt(first + sample);
    let failure: UnreadableExampleError | undefined;
    /** One example, or undefined if it cannot be read. */
    const attempt = async (index: number): Promise<Example | undefined> => {
      try {
        return await read(index);
      } catch (error) {
        if (!(error instanceof UnreadableExampleError) || strict) throw error;
        skipped.push(error.message);
        failure ??= error;
        return undefined;
      }
    };
    let example = await attempt(wanted);
    if (!example) {
      const tried = new Set([wanted]);
      for (const index of replacements(dataset, indexAt, first, count, address)) {
        if (tried.has(index)) continue;
        tried.add(index);
        example = await attempt(index);
        if (example) break;
      }
    }
    if (!example) throw failure!;
    examples.push(example);
  }
  return { examples, skipped };
}
