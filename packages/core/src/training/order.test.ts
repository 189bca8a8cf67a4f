import { shuffledOrder } from './order.js';

const sizes = Array.from({ length: 50 }, (_, i) => (i * 37) % 50);

test.each([0, 1, 2, 3])('epoch %i by size holds each example once, and most batches hold neighbours in size', (epoch) => {
  const at = shuffledOrder(3, 50, { sizes, batchSize: 4 });
  const seen = Array.from({ length: 50 }, (_, i) => at(epoch * 50 + i));
  expect([...seen].sort((a, b) => a - b)).toEqual(Array.from({ length: 50 }, (_, i) => i));
  const offset = (epoch * 50) % 4;
  const spreads = [];
  for (let start = offset === 0 ? 0 : 4 - offset; start + 4 <= 50; start += 4) {
    const batch = seen.slice(start, start + 4).map((index) => sizes[index]);
    spreads.push(Math.max(...batch) - Math.min(...batch));
  }
  expect(spreads.every((spread) => spread === 3)).toBe(true);
});

test('batches do not come from small to large, and epochs differ', () => {
  const at = shuffledOrder(3, 48, { sizes: sizes.slice(0, 48), batchSize: 4 });
  const first = Array.from({ length: 12 }, (_, b) => sizes[at(4 * b)]);
  expect(first).not.toEqual([...first].sort((a, b) => a - b));
  expect(Array.from({ length: 48 }, (_, i) => at(i))).not.toEqual(Array.from({ length: 48 }, (_, i) => at(48 + i)));
});
