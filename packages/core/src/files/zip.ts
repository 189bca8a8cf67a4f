import { crc32 } from 'node:zlib';
import { fromBufferPromise, openPromise, type Entry as ZipEntry } from 'yauzl';

/** A zip archive with random access to its files. */
export interface ZipArchive {
  /** Paths of the files (not folders) inside, with forward slashes. */
  names: readonly string[];
  /** Bytes that a file takes when it is inflated; 0 where there is no such file. */
  size(name: string): number;
  /** Bytes of one file, inflated and checked by its CRC-32. */
  read(name: string): Promise<Uint8Array>;
  /** Closes the archive's file. */
  close(): Promise<void>;
}

/**
 * Opens a zip archive (also zip64): reads its central directory alone, then one file at a time, whatever the archive's size.
 *
 * @param file its path, or its bytes
 * @throws Error that names the archive where it is damaged or no zip file
 */
export async function openZip(file: string | Uint8Array): Promise<ZipArchive> {
  const where = typeof file === 'string' ? `zip archive '${file}'` : 'zip archive inside';
  const fail = (error: unknown): never => {
    throw new Error(`cannot read ${where}: ${(error as Error).message}`, { cause: error });
  };
  const options = { lazyEntries: true, autoClose: false };
  const zip = await (typeof file === 'string' ? openPromise(file, options) : fromBufferPromise(Buffer.from(file.buffer, file.byteOffset, file.byteLength), options)).catch(fail);
  const entries = new Map<string, ZipEntry>();
  try {
    for await (const entry of zip.eachEntry()) if (!entry.fileName.endsWith('/')) entries.set(entry.fileName, entry);
  } catch (error) {
    zip.close();
    fail(error);
  }
  return {
    names: [...entries.keys()],
    size: (name) => entries.get(name)?.uncompressedSize ?? 0,
    async read(name) {
      const entry = entries.get(name);
      if (!entry) throw new Error(`${where} holds no '${name}'`);
      const parts: Buffer[] = [];
      for await (const part of await zip.openReadStreamPromise(entry)) parts.push(part as Buffer);
      const bytes = Buffer.concat(parts);
      // The library checks lengths only.
      if (crc32(bytes) !== entry.crc32) throw new Error('damaged inside the archive: its CRC-32 does not match');
      return bytes;
    },
    close: async () => zip.close(),
  };
}
