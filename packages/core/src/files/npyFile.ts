import { open } from 'node:fs/promises';
import { npyNumbers, parseNpy, type NpyArray } from './npy.js';
import { parseNpyHeader, type NpyHeader } from './npyHeader.js';

/** Maximum number of bytes per read. */
const MOST_READ = 2 ** 30;
const HEADER_BYTES = 65536 + 12;

/** An array of numbers in a file, read in pieces: the file may be larger than memory. */
export interface NpyFile {
  shape: readonly number[];
  /** What its elements are. */
  type: NpyArray['type'];
  /** Some items along the first axis, such as pictures of `[pictures, height, width]`. */
  read(first: number, count: number): Promise<NpyArray>;
  close(): Promise<void>;
}

/**
 * Opens an array of numbers: its header is read at once, items on request. A column-major array is read whole.
 *
 * @throws Error whose message gives the reason: as {@link parseNpyHeader}, cut short, or too large to be read at once
 */
export async function openNpy(file: string): Promise<NpyFile> {
  const handle = await open(file);
  const readBytes = async (from: number, length: number): Promise<Uint8Array> => {
    const bytes = new Uint8Array(length);
    for (let done = 0; done < length; ) {
      const { bytesRead } = await handle.read(bytes, done, Math.min(MOST_READ, length - done), from + done);
      if (bytesRead === 0) throw new Error(`cut short: it ends at byte ${from + done}`);
      done += bytesRead;
    }
    return bytes;
  };
  try {
    const { size } = await handle.stat();
    const header: NpyHeader = parseNpyHeader(await readBytes(0, Math.min(size, HEADER_BYTES)));
    const { shape, type, itemBytes, count, isFortran, start } = header;
    if (type === 'text') throw new Error('it holds text; expected numbers');
    if (size - start < count * itemBytes) throw new Error(`cut short: its shape [${shape.join(', ')}] takes ${count * itemBytes} bytes, but ${size - start} follow`);
    if (isFortran && shape.length > 1) {
      if (size > MOST_READ) throw new Error('it is stored column by column, and larger than 1 GiB; save it with numpy.ascontiguousarray');
      const { data } = parseNpy(await readBytes(0, size));
      const each = data.length / shape[0];
      return { shape, type, read: async (first, items) => ({ shape: [items, ...shape.slice(1)], type, data: data.slice(first * each, (first + items) * each) }), close: () => handle.close() };
    }
    const each = shape.length === 0 ? 1 : count / shape[0];
    return {
      shape, type,
      read: async (first, items) => ({ shape: [items, ...shape.slice(1)], type, data: npyNumbers(await readBytes(start + first * each * itemBytes, items * each * itemBytes), header) }),
      close: () => handle.close(),
    };
  } catch (error) {
    await handle.close();
    throw error;
  }
}
