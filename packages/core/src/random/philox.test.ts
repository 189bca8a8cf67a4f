import { philox, philoxBlocks } from './philox.js';

const hex = (block: number[]) => block.map((word) => word.toString(16).padStart(8, '0')).join(' ');

/** The generator as its authors define it, in exact integers. */
function reference(counter: number[], key: number[]): number[] {
  let [c0, c1, c2, c3] = counter.map(BigInt);
  let [k0, k1] = key.map(BigInt);
  for (let round = 0; round < 10; round++) {
    const product0 = 0xd2511f53n * c0;
    const product1 = 0xcd9e8d57n * c2;
    [c0, c1, c2, c3] = [(product1 >> 32n) ^ c1 ^ k0, product1 & 0xffffffffn, (product0 >> 32n) ^ c3 ^ k1, product0 & 0xffffffffn];
    k0 = BigInt.asUintN(32, k0 + 0x9e3779b9n);
    k1 = BigInt.asUintN(32, k1 + 0xbb67ae85n);
  }
  return [c0, c1, c2, c3].map(Number);
}

describe('philox', () => {
  // The known-answer vectors that its authors publish with the generator.
  test.each([
    [[0, 0, 0, 0], [0, 0], '6627e8d5 e169c58d bc57ac4c 9b00dbd8'],
    [[0xffffffff, 0xffffffff, 0xffffffff, 0xffffffff], [0xffffffff, 0xffffffff], '408f276d 41c83b0e a20bc7c6 6d5451fd'],
    [[0x243f6a88, 0x85a308d3, 0x13198a2e, 0x03707344], [0xa4093822, 0x299f31d0], 'd16cfe09 94fdcceb 5001e420 24126ea1'],
  ])('known answer of %p under %p', (counter, key, expected) => {
    expect(hex(philox(counter as [number, number, number, number], key as [number, number]))).toBe(expected);
  });

  test('consecutive blocks are those of exact integer arithmetic, across the wrap of the counter too', () => {
    const out = new Uint32Array(400);
    philoxBlocks(out, [0xffffffff - 49, 0x80000000, 7, 0xfffffffe], [0x9e3779b9, 0x7fffffff]);
    for (let block = 0; block < 100; block++) {
      const counter = [(0xffffffff - 49 + block) % 0x100000000, 0x80000000, 7, 0xfffffffe];
      expect([...out.subarray(4 * block, 4 * block + 4)]).toEqual(reference(counter, [0x9e3779b9, 0x7fffffff]));
    }
  });
});
