import { open } from 'node:fs/promises';
import { Readable } from 'node:stream';
import { crc32 } from 'node:zlib';
import { fromRandomAccessReaderPromise, getFileNameLowLevel, RandomAccessReader, type Entry as ZipEntry } from 'yauzl';
import { checkFileSize, DEFAULT_MAX_FILE_BYTES } from './limits.js';
import { archivedName } from './archivedName.js';
import { zipExtent, type ReadAt } from './zipEnd.js';

/** Options for reading archives. */
export interface ZipOptions {
  /** Largest file that is unpacked, in bytes; {@link DEFAULT_MAX_FILE_BYTES} by default. */
  maxFileBytes?: number;
}

/** A zip archive with random access to its files. */
export interface ZipArchive {
  /** Paths of the files (not folders) inside, with forward slashes. */
  names: readonly string[];
  /** Notes about files that were left out, a sentence each. */
  notes: readonly string[];
  /** Unpacked size of a file in bytes; 0 if there is no such file. */
  size(name: string): number;
  /**
   * Bytes of one file, unpacked and checked by its CRC-32.
   *
   * @throws Error whose message gives the reason: too large, damaged, or packed by an unsupported method
   */
  read(name: string): Promise<Uint8Array>;
  /** Closes the archive's file. */
  close(): Promise<void>;
}

/** Compression methods other than the two supported ones. */
const METHODS: Readonly<Record<number, string>> = { 1: 'shrink', 6: 'implode', 9: 'deflate64', 12: 'bzip2', 14: 'LZMA', 93: 'Zstandard', 95: 'xz', 98: 'PPMd', 99: 'AES encryption' };

/** Why a file cannot be unpacked; undefined if it can. */
function refusalOf({ compressionMethod, generalPurposeBitFlag }: ZipEntry): string | undefined {
  if (compressionMethod === 99 || generalPurposeBitFlag & 1) return 'is encrypted: unpack it, and pack it again without a password';
  if (compressionMethod === 0 || compressionMethod === 8) return undefined;
  const method = METHODS[compressionMethod] ?? `method ${compressionMethod}`;
  return `is packed by ${method}${compressionMethod === 9 ? ', as Windows packs what is over 2 GB' : ''}, which is not read: unpack it and give the folder, or pack it by deflate`;
}

/** The library's interface for reading, which requires a subclass. */
class PieceReader extends RandomAccessReader {
  constructor(private readonly readAt: ReadAt) {
    super();
  }

  override _readStreamForRange(start: number, end: number): Readable {
    const { readAt } = this;
    return Readable.from((async function* () {
      for (let at = start; at < end; at += 65536) yield await readAt(at, Math.min(65536, end - at));
    })());
  }

  override read(buffer: Buffer, offset: number, length: number, position: number, callback: (error: Error | null) => void): void {
    this.readAt(position, length).then((bytes) => {
      buffer.set(bytes, offset);
      callback(null);
    }, callback);
  }
}

async function opened(file: string | Uint8Array): Promise<{ size: number; readAt: ReadAt; close(): Promise<void> }> {
  if (typeof file !== 'string') {
    return {
      size: file.length, close: async () => {},
      readAt: async (from, length) => {
        if (from < 0 || from + length > file.length) throw new Error('it is cut short');
        return file.subarray(from, from + length);
      },
    };
  }
  const handle = await open(file);
  let closed: Promise<void> | undefined;
  return {
    size: (await handle.stat()).size,
    readAt: async (from, length) => {
      const bytes = new Uint8Array(length);
      const { bytesRead } = from < 0 ? { bytesRead: -1 } : await handle.read(bytes, 0, length, from);
      if (bytesRead < length) throw new Error('it is cut short');
      return bytes;
    },
    close: () => (closed ??= handle.close()),
  };
}

/**
 * Opens a zip archive (also zip64): reads only its central directory, then one file at a time, whatever the archive's size.
 *
 * @param file its path, or its bytes
 * @throws Error that names the archive if it is damaged or not a zip file, or none of its files can be unpacked
 */
export async function openZip(file: string | Uint8Array, { maxFileBytes = DEFAULT_MAX_FILE_BYTES }: ZipOptions = {}): Promise<ZipArchive> {
  const where = typeof file === 'string' ? `zip archive '${file}'` : 'zip archive inside';
  const fail = (error: unknown): never => {
    throw new Error(`cannot read ${where}: ${(error as Error).message}`, { cause: error });
  };
  const { size, readAt, close } = await opened(file).catch(fail);
  const entries = new Map<string, ZipEntry>();
  let [outside, twice, refused] = [0, 0, undefined as string | undefined];
  try {
    const { begin, end } = await zipExtent(readAt, size);
    const reader = new PieceReader((from, length) => readAt(begin + from, length));
    // The library keeps the reader open as long as something refers to it.
    const zip = await fromRandomAccessReaderPromise(reader, end - begin, { autoClose: false, decodeStrings: false });
    let all = 0;
    for await (const entry of zip.eachEntry()) {
      const raw = getFileNameLowLevel(entry.generalPurposeBitFlag, entry.fileNameRaw, entry.extraFields, false);
      if (/[/\\]$/.test(raw)) continue;
      all++;
      const name = archivedName(raw);
      const refusal = refusalOf(entry);
      if (refusal !== undefined) refused ??= refusal;
      if (name === undefined) outside++;
      else {
        if (entries.has(name)) twice++;
        entries.set(name, entry);
      }
    }
    if (all > 0 && refused !== undefined && [...entries.values()].every((entry) => refusalOf(entry) !== undefined)) throw new Error(`it ${refused}`);
    return {
      names: [...entries.keys()],
      notes: [
        ...(outside > 0 ? [`${outside} ${outside === 1 ? 'file' : 'files'} of ${where} ${outside === 1 ? 'has a path that leads' : 'have paths that lead'} out of it, and ${outside === 1 ? 'was' : 'were'} left out`] : []),
        ...(twice > 0 ? [`${twice} ${twice === 1 ? 'name stands' : 'names stand'} twice in ${where}: the last file counts, as when unpacking`] : []),
      ],
      size: (name) => entries.get(name)?.uncompressedSize ?? 0,
      async read(name) {
        const entry = entries.get(name);
        if (!entry) throw new Error(`${where} holds no '${name}'`);
        const refusal = refusalOf(entry);
        if (refusal !== undefined) throw new Error(`it ${refusal}`);
        checkFileSize(entry.uncompressedSize, maxFileBytes);
        const bytes = new Uint8Array(await unpacked(zip, entry));
        // The library checks only lengths.
        if (crc32(bytes) !== entry.crc32) throw new Error('damaged inside the archive: its CRC-32 does not match');
        return bytes;
      },
      close,
    };
  } catch (error) {
    await close();
    return fail(error);
  }
}

async function unpacked(zip: Awaited<ReturnType<typeof fromRandomAccessReaderPromise>>, entry: ZipEntry): Promise<Buffer> {
  try {
    const parts: Buffer[] = [];
    // The library ends the stream with an error as soon as there are more bytes than the entry declares.
    for await (const part of await zip.openReadStreamPromise(entry)) parts.push(part as Buffer);
    return Buffer.concat(parts);
  } catch (error) {
    throw new Error(`damaged inside the archive (${(error as Error).message})`, { cause: error });
  }
}
