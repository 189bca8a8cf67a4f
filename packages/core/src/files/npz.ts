import { parseNpy, parseNpyOrText, type NpyArray, type NpyText } from './npy.js';
import { openZip, type ZipOptions } from './zip.js';

/** Which arrays of a NumPy archive to read. */
export interface NpzNames extends ZipOptions {
  /** What the arrays hold, for the error: `pictures`. */
  what: string;
  /** Names of the array, the likeliest first; if an archive has only one array, its name does not matter. */
  names: readonly string[];
  /** Names of its labels, the likeliest first. */
  labelNames: readonly string[];
}

/**
 * An array of a NumPy archive (`.npz`) and its labels, if there are any.
 *
 * @param file its path, or its bytes
 * @throws Error whose message gives the reason: not an archive, damaged, or no array of these names
 */
export async function readNpz(file: string | Uint8Array, { what, names, labelNames, ...options }: NpzNames): Promise<{ array: NpyArray; labels?: NpyArray | NpyText }> {
  const zip = await openZip(file, options);
  try {
    const find = (wanted: readonly string[]) => wanted.map((name) => `${name}.npy`).find((name) => zip.names.includes(name));
    const named = find(labelNames);
    const others = zip.names.filter((name) => name !== named);
    const array = find(names) ?? (others.length === 1 ? others[0] : undefined);
    if (array === undefined) {
      throw new Error(`it has no array of ${what}: found ${zip.names.map((name) => `'${name.replace(/\.npy$/, '')}'`).join(', ') || 'none'}; expected ${names.map((name) => `'${name}'`).join(' or ')}`);
    }
    const read = async <Read>(name: string, parse: (bytes: Uint8Array) => Read): Promise<Read> => {
      const bytes = await zip.read(name);
      try {
        return parse(bytes);
      } catch (error) {
        throw new Error(`its array '${name.replace(/\.npy$/, '')}': ${(error as Error).message}`, { cause: error });
      }
    };
    return { array: await read(array, parseNpy), ...(named !== undefined && named !== array && { labels: await read(named, parseNpyOrText) }) };
  } finally {
    await zip.close();
  }
}
