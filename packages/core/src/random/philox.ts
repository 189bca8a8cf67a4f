// Signed words, because unsigned ones above 2³¹ would make the engine compute in floating point.
const MULTIPLIER_0 = 0xd2511f53 | 0;
const MULTIPLIER_1 = 0xcd9e8d57 | 0;
const WEYL_0 = 0x9e3779b9 | 0;
const WEYL_1 = 0xbb67ae85 | 0;
const ROUNDS = 10;
// Bound once: if the global object belongs to a sandbox, as in a test runner, each look-up of Math costs more than the multiplication.
const { imul } = Math;

/** High 32 bits of the 64-bit product of two 32-bit words, in pure integer arithmetic, which the engine compiles to a few instructions. */
function multiplyHigh(a: number, b: number): number {
  const aHigh = a >>> 16;
  const aLow = a & 0xffff;
  const bHigh = b >>> 16;
  const bLow = b & 0xffff;
  const cross = (imul(aHigh, bLow) + (imul(aLow, bLow) >>> 16)) | 0;
  const middle = (imul(aLow, bHigh) + (cross & 0xffff)) | 0;
  return (imul(aHigh, bHigh) + (cross >>> 16) + (middle >>> 16)) | 0;
}

/** Four unsigned 32-bit words: a counter, or the block that a counter is mapped to. */
export type Block = [number, number, number, number];

/**
 * Fills `out` with consecutive blocks of Philox4x32-10: the counter's first word counts up, the others are constant.
 * It allocates no array per block, which keeps millions of draws cheap.
 *
 * @param out its length a multiple of four
 */
export function philoxBlocks(out: Uint32Array, [first, step, sample, last]: Block, key: readonly [number, number]): void {
  for (let position = 0; position < out.length; position += 4) {
    let c0 = (first + position / 4) | 0;
    let c1 = step | 0;
    let c2 = sample | 0;
    let c3 = last | 0;
    let k0 = key[0] | 0;
    let k1 = key[1] | 0;
    for (let round = 0; round < ROUNDS; round++) {
      const high0 = multiplyHigh(MULTIPLIER_0, c0);
      const high1 = multiplyHigh(MULTIPLIER_1, c2);
      const low0 = imul(MULTIPLIER_0, c0);
      c0 = high1 ^ c1 ^ k0;
      c1 = imul(MULTIPLIER_1, c2);
      c2 = high0 ^ c3 ^ k1;
      c3 = low0;
      k0 = (k0 + WEYL_0) | 0;
      k1 = (k1 + WEYL_1) | 0;
    }
    out[position] = c0;
    out[position + 1] = c1;
    out[position + 2] = c2;
    out[position + 3] = c3;
  }
}

/**
 * One block of the counter-based generator Philox4x32-10 (Salmon et al., "Parallel random numbers: as easy as 1, 2, 3", 2011):
 * four random words that depend only on the counter and the key, so any draw can be made without those before it.
 */
export function philox(counter: Block, key: readonly [number, number]): Block {
  const out = new Uint32Array(4);
  philoxBlocks(out, counter, key);
  return [out[0], out[1], out[2], out[3]];
}
