import type { PointCloud } from '../clouds/checkClouds.js';

/**
 * A short name of what a set of clouds holds, in its order: 32-bit FNV-1a over the coordinates as float32, and the clouds' lengths.
 * Equal sets have equal fingerprints; others differ, except by chance.
 *
 * @returns eight hexadecimal digits
 */
export function fingerprint(clouds: readonly PointCloud[]): string {
  let hash = 0x811c9dc5;
  const add = (words: Uint32Array) => {
    for (const word of words) for (let shift = 0; shift < 32; shift += 8) hash = Math.imul(hash ^ ((word >>> shift) & 0xff), 0x01000193);
  };
  for (const cloud of clouds) {
    add(Uint32Array.of(cloud.length));
    add(new Uint32Array(Float32Array.from(cloud).buffer));
  }
  return (hash >>> 0).toString(16).padStart(8, '0');
}
