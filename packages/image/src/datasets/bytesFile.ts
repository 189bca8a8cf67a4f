import { open } from 'node:fs/promises';

/** A file that is read in pieces, so that it may be larger than memory. */
export interface BytesFile {
  /** Length in bytes. */
  size: number;
  /** Reads `length` bytes starting at byte `from`. @throws Error if the file ends before that */
  read(from: number, length: number): Promise<Uint8Array>;
  close(): Promise<void>;
}

/** Opens a file for reading in pieces. */
export async function openBytes(file: string): Promise<BytesFile> {
  const handle = await open(file);
  const { size } = await handle.stat();
  return {
    size,
    async read(from, length) {
      if (from + length > size) throw new Error(`cut short: it ends at byte ${size}`);
      const bytes = new Uint8Array(length);
      const { bytesRead } = await handle.read(bytes, 0, length, from);
      if (bytesRead < length) throw new Error(`cut short: it ends at byte ${from + bytesRead}`);
      return bytes;
    },
    close: () => handle.close(),
  };
}

/** Bytes in memory as a file. */
export const bytesInMemory = (bytes: Uint8Array): BytesFile => ({
  size: bytes.length,
  async read(from, length) {
    if (from + length > bytes.length) throw new Error(`cut short: it ends at byte ${bytes.length}`);
    return bytes.subarray(from, from + length);
  },
  close: async () => {},
});
