/**
 * A checksum of an array's bits: arrays that differ have the same one with a probability of 2⁻³². Each word is rotated in, one after the other.
 */
export function checksumOf(arrays: Iterable<Float32Array>): number {
  let [a, b] = [1, 0x9e3779b9];
  for (const array of arrays) {
    const words = new Uint32Array(array.buffer, array.byteOffset, array.length);
    for (let i = 0; i < words.length; i++) {
      a = (a + words[i]) | 0;
      b = (((b << 5) | (b >>> 27)) + a) | 0;
    }
  }
  return (a ^ Math.imul(b, 0x85ebca6b)) >>> 0;
}
