import type { Generator } from './generator.js';
import { warmGenerator } from './warmGenerator.js';

/** Generators that note what becomes of them. */
function counted() {
  const made: { key: string; disposed: boolean }[] = [];
  return {
    made,
    make: (key: string) => async (): Promise<Generator> => {
      const about = { key, disposed: false };
      made.push(about);
      return { generate: async () => [], dispose: async () => void (about.disposed = true) };
    },
  };
}
const rest = () => new Promise((resolve) => setTimeout(resolve, 1));

test('work with the same key shares a generator; another key replaces it, and disposing frees it', async () => {
  const { made, make } = counted();
  const warm = warmGenerator();
  const generators = [await warm.use('a', make('a'), async (it) => it), await warm.use('a', make('a'), async (it) => it)];
  expect(generators[0]).toBe(generators[1]);
  expect(made).toEqual([{ key: 'a', disposed: false }]);
  await warm.use('b', make('b'), rest);
  expect(made).toEqual([{ key: 'a', disposed: true }, { key: 'b', disposed: false }]);
  await warm.dispose();
  expect(made[1].disposed).toBe(true);
  await warm.dispose();
  await warm.use('b', make('b'), rest);
  expect(made).toHaveLength(3);
});

test('a generator in use is freed only afterwards, whether another key or dispose() ends it', async () => {
  for (const end of [(warm: ReturnType<typeof warmGenerator>) => warm.use('b', counted().make('b'), rest), (warm: ReturnType<typeof warmGenerator>) => warm.dispose()]) {
    const { made, make } = counted();
    const warm = warmGenerator();
    let finish = () => {};
    const long = warm.use('a', make('a'), () => new Promise<void>((resolve) => (finish = resolve)));
    await rest();
    await end(warm);
    expect(made[0].disposed).toBe(false);
    finish();
    await long;
    expect(made[0].disposed).toBe(true);
  }
});

test('work that begins at the same time shares a generator', async () => {
  const { made, make } = counted();
  const warm = warmGenerator();
  await Promise.all([warm.use('a', make('a'), rest), warm.use('a', make('a'), rest)]);
  expect(made).toEqual([{ key: 'a', disposed: false }]);
});

test('after an error of the work or of the making, the next work gets a new generator', async () => {
  const { made, make } = counted();
  const warm = warmGenerator();
  await expect(warm.use('a', make('a'), async () => Promise.reject(new Error('lost')))).rejects.toThrow('lost');
  expect(made[0].disposed).toBe(true);
  await expect(warm.use('a', async () => Promise.reject(new Error('not made')), rest)).rejects.toThrow('not made');
  await warm.use('a', make('a'), rest);
  expect(made).toHaveLength(2);
});
