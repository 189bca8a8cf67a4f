import { UnreadableExampleError, type Dataset } from '../modality/index.js';
import { readExamples } from './examples.js';
import { shuffledOrder } from './order.js';
import { bySize, everyIndex } from './replacements.js';

/** A data set of which some examples cannot be read; each has its index as its value. */
function faulty(length: number, isBad: (index: number) => boolean, sizes?: readonly number[]): Dataset {
  return {
    length, classes: [], ...(sizes && { sizes }),
    async example(index) {
      if (isBad(index)) throw new UnreadableExampleError(`example ${index}`);
      return { points: 1, coordinates: new Float32Array(0), values: Float32Array.of(index) };
    },
  };
}

test('a readable example always replaces an unreadable one: every length up to 12, every set of bad ones, sorted by size or not', async () => {
  for (let length = 1; length <= 12; length++) {
    for (let bad = 0; bad < 2 ** length; bad += length < 9 ? 1 : 37) {
      const isBad = (index: number) => ((bad >> index) & 1) === 1;
      for (const sizes of [undefined, Array.from({ length }, (_, i) => (isBad(i) ? 0 : 5 + i))]) {
        const dataset = faulty(length, isBad, sizes);
        for (const batchSize of [1, 3, 8]) {
          const order = shuffledOrder(7, length, sizes && { sizes, batchSize });
          const read = (step: number) => readExamples(dataset, order, step * batchSize, batchSize, { seed: 7, step, strict: false });
          if (bad === 2 ** length - 1) {
            await expect(read(0)).rejects.toThrow(UnreadableExampleError);
            continue;
          }
          const { examples } = await read(3);
          expect(examples).toHaveLength(batchSize);
          expect(examples.some(({ values: [index] }) => isBad(index))).toBe(false);
          expect((await read(3)).examples).toEqual(examples);
        }
      }
    }
  }
});

test('a batch of sixteen from four files, one of them bad, is filled, however often it is met', async () => {
  const sizes = [0, 30, 31, 32];
  const order = shuffledOrder(1, 4, { sizes, batchSize: 16 });
  for (let step = 0; step < 50; step++) {
    const { examples, skipped } = await readExamples(faulty(4, (index) => index === 0, sizes), order, step * 16, 16, { seed: 1, step, strict: false });
    expect(examples).toHaveLength(16);
    expect(new Set(skipped)).toEqual(new Set(['example 0']));
  }
});

test('what replaces an example is of about the size of its batch', async () => {
  const sizes = Array.from({ length: 64 }, (_, i) => (i % 16 === 5 ? 0 : 10 + i));
  const order = shuffledOrder(3, 64, { sizes, batchSize: 8 });
  for (let step = 0; step < 8; step++) {
    const { examples } = await readExamples(faulty(64, (index) => index % 16 === 5, sizes), order, step * 8, 8, { seed: 3, step, strict: false });
    const own = Array.from({ length: 8 }, (_, i) => order(step * 8 + i)).filter((index) => index % 16 !== 5).map((index) => sizes[index]);
    for (const { values: [index] } of examples) expect(sizes[index]).toBeGreaterThanOrEqual(Math.min(...own) - 24);
  }
});

test.each([1, 2, 6, 30, 97, 1000])('every index of %i comes once, in an order of its address', (length) => {
  const of = (sample: number) => [...everyIndex(length, { seed: 1, step: 2, sample })];
  expect([...of(0)].sort((a, b) => a - b)).toEqual(Array.from({ length }, (_, i) => i));
  expect(of(5)).toEqual(of(5));
  if (length > 6) expect(of(0)).not.toEqual(of(1));
  const sizes = Array.from({ length }, (_, i) => (i * 7) % 10);
  const sorted = [...bySize(sizes, 4)];
  expect(new Set(sorted).size).toBe(length);
  sorted.forEach((index, i) => i > 0 && expect(Math.abs(sizes[index] - 4)).toBeGreaterThanOrEqual(Math.abs(sizes[sorted[i - 1]] - 4)));
});
