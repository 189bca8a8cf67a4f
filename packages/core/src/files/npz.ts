import { parseNpy, type NpyArray } from './npy.js';
import { openZip } from './zip.js';

/** Which arrays of a NumPy archive are wanted. */
export interface NpzNames {
  /** What the arrays hold, for the error: `pictures`. */
  what: string;
  /** Names of the array, the likeliest first; the only array of an archive is taken whatever its name. */
  names: readonly string[];
  /** Names of its labels, the likeliest first. */
  labelNames: readonly string[];
}

/**
 * An array of a NumPy archive (`.npz`) with, where there are any, its labels.
 *
 * @param file its path, or its bytes
 * @throws Error whose message gives the reason: no archive, damaged, or no array of these names
 */
export async function readNpz(file: string | Uint8Array, { what, names, labelNames }: NpzNames): Promise<{ array: NpyArray; labels?: NpyArray }> {
  const zip = await openZip(file);
  try {
    const find = (wanted: readonly string[]) => wanted.map((name) => `${name}.npy`).find((name) => zip.names.includes(name));
    const array = find(names) ?? (zip.names.length === 1 ? zip.names[0] : undefined);
    if (array === undefined) {
      throw new Error(`it has no array of ${what}: found ${zip.names.map((name) => `'${name.replace(/\.npy$/, '')}'`).join(', ')}; expected ${names.map((name) => `'${name}'`).join(' or ')}`);
    }
    const labels = find(labelNames);
    return { array: parseNpy(await zip.read(array)), ...(labels !== undefined && { labels: parseNpy(await zip.read(labels)) }) };
  } finally {
    await zip.close();
  }
}
