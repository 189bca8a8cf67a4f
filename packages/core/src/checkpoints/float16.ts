/**
 * The IEEE half-precision bits nearest to single-precision numbers, ties to even; beyond 65519 infinity, NaN stays NaN.
 *
 * @returns `[numbers]`
 */
export function float16FromFloat32(numbers: Float32Array): Uint16Array {
  const words = new Uint32Array(numbers.buffer, numbers.byteOffset, numbers.length);
  const halves = new Uint16Array(numbers.length);
  for (let i = 0; i < words.length; i++) halves[i] = halfBits(words[i]);
  return halves;
}

function halfBits(word: number): number {
  const sign = (word >>> 16) & 0x8000;
  const exponent = (word >>> 23) & 0xff;
  const fraction = word & 0x7fffff;
  if (exponent === 0xff) return sign | 0x7c00 | (fraction ? 0x200 | (fraction >>> 13) : 0);
  const halfExponent = exponent - 112;
  if (halfExponent >= 31) return sign | 0x7c00;
  // For subnormal halves, the fraction with its hidden bit is shifted to units of 2^-24.
  const shift = halfExponent > 0 ? 13 : 14 - halfExponent;
  if (shift > 24) return sign;
  const significand = halfExponent > 0 ? fraction : fraction | 0x800000;
  const kept = (halfExponent > 0 ? halfExponent << 10 : 0) + (significand >>> shift);
  const rest = significand & ((1 << shift) - 1);
  const half = 1 << (shift - 1);
  // A carry out of the fraction correctly raises the exponent, up to infinity.
  return sign | (kept + (rest > half || (rest === half && (kept & 1)) ? 1 : 0));
}

/**
 * The single-precision numbers that half-precision bits stand for, exactly.
 *
 * @returns `[halves]`
 */
export function float32FromFloat16(halves: Uint16Array): Float32Array {
  const numbers = new Float32Array(halves.length);
  const words = new Uint32Array(numbers.buffer);
  for (let i = 0; i < halves.length; i++) {
    const sign = (halves[i] & 0x8000) << 16;
    const exponent = (halves[i] >>> 10) & 0x1f;
    const fraction = halves[i] & 0x3ff;
    if (exponent === 0x1f) words[i] = sign | 0x7f800000 | (fraction << 13);
    else if (exponent > 0) words[i] = sign | ((exponent + 112) << 23) | (fraction << 13);
    else numbers[i] = (sign ? -1 : 1) * fraction * 2 ** -24;
  }
  return numbers;
}

/**
 * The single-precision numbers that bfloat16 bits stand for, exactly: they are their upper halves.
 *
 * @returns `[halves]`
 */
export function float32FromBfloat16(halves: Uint16Array): Float32Array {
  const numbers = new Float32Array(halves.length);
  const words = new Uint32Array(numbers.buffer);
  for (let i = 0; i < halves.length; i++) words[i] = halves[i] << 16;
  return numbers;
}
