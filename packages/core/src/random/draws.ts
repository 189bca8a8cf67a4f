import { philoxBlocks } from './philox.js';

const { cos, log, PI, sqrt } = Math;

/** The address of a random draw: equal addresses give equal numbers, whatever was drawn before. */
export interface Address {
  /** The run's seed, an integer in [0, 2³²). */
  seed: number;
  /** The purpose of the draw, such as `noise` or `times`; streams are independent of each other. */
  stream: string;
  /** Training or solver step. */
  step?: number;
  /** Index of the sample. */
  sample?: number;
}

/** 32-bit FNV-1a hash of a stream's name. */
function hashName(name: string): number {
  let hash = 0x811c9dc5;
  for (let i = 0; i < name.length; i++) hash = Math.imul(hash ^ name.charCodeAt(i), 0x01000193);
  return hash >>> 0;
}

/**
 * Random 32-bit words: positions `offset … offset + count` of the address; position i can be drawn without those before it.
 *
 * @returns `[count]`
 * @throws RangeError if the seed, step, sample, count or offset is not an integer in [0, 2³²)
 */
export function randomWords(address: Address, count: number, offset = 0): Uint32Array {
  const { seed, stream, step = 0, sample = 0 } = address;
  for (const [field, value] of Object.entries({ seed, step, sample, count, offset })) {
    if (!Number.isInteger(value) || value < 0 || value > 0xffffffff) {
      throw new RangeError(`${field} of a random draw must be an integer in [0, 4294967295], not ${value}`);
    }
  }
  const first = Math.floor(offset / 4);
  const skipped = offset - first * 4;
  const blocks = new Uint32Array(Math.ceil((skipped + count) / 4) * 4);
  philoxBlocks(blocks, [first, step, sample, 0], [seed, hashName(stream)]);
  return blocks.subarray(skipped, skipped + count);
}

/**
 * Uniform numbers in [0, 1) with 24 random bits each: positions `offset … offset + count` of the address.
 *
 * @returns `[count]`
 * @throws RangeError if the seed, step, sample, count or offset is not an integer in [0, 2³²)
 */
export function uniformValues(address: Address, count: number, offset = 0): Float32Array {
  const drawn = randomWords(address, count, offset);
  const values = new Float32Array(count);
  for (let i = 0; i < count; i++) values[i] = (drawn[i] >>> 8) / 0x1000000;
  return values;
}

/**
 * Standard normal numbers by the Box–Muller transform, one for each position, so that any chunk of a field repeats exactly:
 * `normalValues(a, 4)` equals `normalValues(a, 2)` followed by `normalValues(a, 2, 2)`.
 *
 * @returns `[count]`
 */
export function normalValues(address: Address, count: number, offset = 0): Float32Array {
  const drawn = randomWords(address, 2 * count, 2 * offset);
  const values = new Float32Array(count);
  for (let i = 0; i < count; i++) {
    const radius = sqrt(-2 * log((drawn[2 * i] + 1) / 0x100000000));
    values[i] = radius * cos((2 * PI * drawn[2 * i + 1]) / 0x100000000);
  }
  return values;
}

/**
 * A random order of 0 … count − 1 (Fisher–Yates).
 *
 * @returns `[count]`
 */
export function permutation(address: Address, count: number): Uint32Array {
  const order = Uint32Array.from({ length: count }, (_, i) => i);
  const drawn = randomWords(address, count);
  for (let i = count - 1; i > 0; i--) {
    const j = Math.floor((drawn[i] / 0x100000000) * (i + 1));
    [order[i], order[j]] = [order[j], order[i]];
  }
  return order;
}
