/** Numbers that fill [0, 1) evenly, the same as those of fixtures/make.py bit for bit: (i + shift) · φ · i modulo 1. */
export function weyl(count: number, shift: number): Float64Array {
  return Float64Array.from({ length: count }, (_, k) => ((k + 1 + shift) * 0.6180339887498949 * (k + 1)) % 1);
}
