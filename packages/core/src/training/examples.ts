import { UnreadableExampleError, type Dataset, type Example } from '../modality/index.js';

/** What became of a batch's examples. */
export interface ReadExamples {
  examples: Example[];
  /** Why examples were replaced, one message each. */
  skipped: string[];
}

/**
 * The examples of positions `first … first + count` of the data set's order. One that cannot be read is replaced by the next in the
 * order, so that a batch is always full; the same data set gives the same batch.
 *
 * @param strict an unreadable example is an error
 * @throws UnreadableExampleError when strict, or where no example of the whole data set can be read
 */
export async function readExamples(
  dataset: Dataset,
  indexAt: (position: number) => number,
  first: number,
  count: number,
  { seed, step, strict }: { seed: number; step: number; strict: boolean },
): Promise<ReadExamples> {
  const examples: Example[] = [];
  const skipped: string[] = [];
  for (let sample = 0; sample < count; sample++) {
    for (let tries = 0; ; tries++) {
      try {
        // Replacements come from the far side of the order, so that neighbours do not repeat.
        const position = first + sample + tries * count;
        examples.push(await dataset.example(indexAt(position), { seed, stream: 'augmentation', step, sample }));
        break;
      } catch (error) {
        if (!(error instanceof UnreadableExampleError) || strict || tries >= dataset.length) throw error;
        skipped.push(error.message);
      }
    }
  }
  return { examples, skipped };
}
