import { randomWords } from '../random/index.js';

const gcd = (a: number, b: number): number => (b === 0 ? a : gcd(b, a % b));

/**
 * Every index of a data set once, in an order that an address determines: from a random start, in strides coprime to the length. Needs no memory.
 */
export function* everyIndex(length: number, { seed, step, sample }: { seed: number; step: number; sample: number }): Generator<number> {
  const [start, stride] = randomWords({ seed, stream: 'replacements', step, sample }, 2);
  let pace = 1 + (stride % length);
  while (gcd(pace, length) !== 1) pace++;
  for (let i = 0, at = start % length; i < length; i++, at = (at + pace) % length) yield at;
}

/** Every index of a data set once, those closest to the wanted size first. */
export function* bySize(sizes: readonly number[], wanted: number): Generator<number> {
  const distance = (index: number) => Math.abs(sizes[index] - wanted);
  yield* sizes.map((_, index) => index).sort((a, b) => distance(a) - distance(b) || a - b);
}
