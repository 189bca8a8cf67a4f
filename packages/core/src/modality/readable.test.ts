import { UnreadableExampleError, type Dataset } from './dataset.js';
import { firstReadable, readableExample } from './readable.js';

/** Examples with an even index cannot be read; the others hold the address at which they were drawn. */
function halfReadable(tried: number[] = []): Dataset {
  return {
    length: 20, classes: [],
    example: async (index, { stream, sample }) => {
      tried.push(index);
      if (index === 6) throw new TypeError('a fault of the reader');
      if (index % 2 === 0) throw new UnreadableExampleError(`${index}: broken`);
      return { points: 1, coordinates: Float32Array.of(index), values: Float32Array.of(stream === 'test' ? sample! : -1) };
    },
  };
}

test('an example that cannot be read is undefined, and any other error is thrown', async () => {
  const address = { seed: 0, stream: 'test' };
  expect((await readableExample(halfReadable(), 3, address))?.values).toEqual(Float32Array.of(3));
  expect(await readableExample(halfReadable(), 2, address)).toBeUndefined();
  await expect(readableExample(halfReadable(), 6, address)).rejects.toThrow(new TypeError('a fault of the reader'));
});

test('the first examples are those that can be read, and no more are tried than allowed', async () => {
  const tried: number[] = [];
  const found = await firstReadable(halfReadable(tried), 2, 10, { seed: 0, stream: 'test' });
  expect([found.map(({ coordinates }) => coordinates[0]), tried]).toEqual([[1, 3], [0, 1, 2, 3]]);
  expect(await firstReadable(halfReadable(), 5, 4, { seed: 0, stream: 'test' })).toHaveLength(2);
});
