import { float16FromFloat32, float32FromBfloat16, float32FromFloat16 } from './float16.js';

const every = Uint16Array.from({ length: 65_536 }, (_, i) => i);

/** The value of half-precision bits by the definition of the format. */
function valueOf(bits: number): number {
  const sign = bits >> 15 ? -1 : 1;
  const exponent = (bits >> 10) & 31;
  const fraction = (bits & 1023) / 1024;
  if (exponent === 31) return fraction ? NaN : sign * Infinity;
  return exponent === 0 ? sign * fraction * 2 ** -14 : sign * (1 + fraction) * 2 ** (exponent - 15);
}

const finite = Array.from(every).filter((bits) => bits < 0x7c00);

describe('half precision', () => {
  test('all 65 536 halves are read as their definition says and written back as they were', () => {
    const numbers = float32FromFloat16(every);
    const expected = Float64Array.from(every, valueOf);
    expect(numbers.every((number, i) => Object.is(number, expected[i]))).toBe(true);
    const written = float16FromFloat32(numbers);
    expect(written.every((bits, i) => (Number.isNaN(expected[i]) ? (bits & 0x7c00) === 0x7c00 && (bits & 0x3ff) !== 0 : bits === i))).toBe(true);
  });

  test('between neighbours the nearer is taken, and halfway the even one', () => {
    // In units of the gap; the halfway points of neighbouring halves are exact in single precision.
    const [low, middle, high, expectedMiddle] = [[], [], [], []] as number[][];
    for (const bits of finite.slice(0, -1)) {
      const [a, b] = [valueOf(bits), valueOf(bits + 1)];
      const half = (a + b) / 2;
      const ulp = 2 ** (Math.floor(Math.log2(half)) - 23);
      low.push(half - ulp);
      middle.push(half);
      high.push(half + ulp);
      expectedMiddle.push(bits % 2 ? bits + 1 : bits);
    }
    const from = finite.slice(0, -1);
    for (const sign of [1, -1]) {
      const bitsOf = (numbers: number[]) => Array.from(float16FromFloat32(Float32Array.from(numbers, (number) => sign * number)), (bits) => bits & 0x7fff);
      expect(bitsOf(low)).toEqual(from);
      expect(bitsOf(high)).toEqual(from.map((bits) => bits + 1));
      expect(bitsOf(middle)).toEqual(expectedMiddle);
    }
  });

  test('what is too large becomes infinite, what is too small zero, each with its sign', () => {
    const numbers = Float32Array.of(65519.996, 65520, 1e38, -1e38, 2 ** -25, 2 ** -25 * 1.001, -1e-40, NaN);
    expect([...float32FromFloat16(float16FromFloat32(numbers))]).toEqual([65504, Infinity, Infinity, -Infinity, 0, 2 ** -24, -0, NaN]);
  });

  test('bfloat16 is the upper half of a single', () => {
    const numbers = Float32Array.of(1, -2.5, 3.140625, Infinity, 3e-38, NaN);
    const upper = new Uint16Array(numbers.buffer).filter((_, i) => i % 2 === 1);
    const read = float32FromBfloat16(upper);
    expect([...read.subarray(0, 4)]).toEqual([1, -2.5, 3.140625, Infinity]);
    expect(Math.abs(read[4] - 3e-38)).toBeLessThan(3e-38 / 128);
    expect(read[5]).toBeNaN();
  });
});
