import { createItemStore } from './itemStore.js';

/** Counts decodings; item 7 cannot be decoded the first time. */
function counting(limitBytes: number) {
  const decoded: number[] = [];
  let most = 0;
  let now = 0;
  const store = createItemStore(async (index) => {
    decoded.push(index);
    most = Math.max(most, ++now);
    await new Promise((resolve) => setTimeout(resolve, 1));
    now--;
    if (index === 7 && decoded.filter((i) => i === 7).length === 1) throw new Error('broken');
    return new Uint8Array(10).fill(index);
  }, limitBytes);
  return { store, decoded, most: () => most };
}

test('later epochs decode nothing while the items fit', async () => {
  const { store, decoded } = counting(50);
  for (let epoch = 0; epoch < 3; epoch++) for (let i = 0; i < 5; i++) expect((await store.get(i))[0]).toBe(i);
  expect(decoded).toEqual([0, 1, 2, 3, 4]);
});

test('beyond the limit the first stay and the others are decoded again', async () => {
  const { store, decoded } = counting(29);
  for (let epoch = 0; epoch < 3; epoch++) for (let i = 0; i < 4; i++) await store.get(i);
  expect(decoded).toEqual([0, 1, 2, 3, 2, 3, 2, 3]);
});

test('prefetched items are decoded once, some at a time, and handed over even if none can be kept', async () => {
  const { store, decoded, most } = counting(0);
  const all = Array.from({ length: 100 }, (_, i) => i + 10);
  store.prefetch(all);
  store.prefetch(all);
  for (const i of all) expect((await store.get(i))[0]).toBe(i);
  expect([...decoded].sort((a, b) => a - b)).toEqual(all);
  expect(most()).toBeGreaterThan(4);
  expect(most()).toBeLessThan(40);
});

test('a failure reaches the caller, and the next request tries again', async () => {
  const { store } = counting(100);
  store.prefetch([7]);
  await new Promise((resolve) => setTimeout(resolve, 10));
  await expect(store.get(7)).rejects.toThrow('broken');
  expect((await store.get(7))[0]).toBe(7);
});
