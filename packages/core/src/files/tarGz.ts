import { randomUUID } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { open, rm, type FileHandle } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { createGunzip } from 'node:zlib';
import { inMegabytes } from './limits.js';
import { walkTar, type TarIndex } from './tar.js';

/** Limit for all files of a compressed archive together, as a multiple of the limit for one. */
const MOST_FILES = 64;

/** Reads a stream in pieces of any length. */
function pieces(stream: AsyncIterable<Buffer>) {
  const iterator = stream[Symbol.asyncIterator]();
  let rest: Uint8Array = new Uint8Array(0);
  /** The next available bytes, up to a number; none at the end. */
  const some = async (most: number): Promise<Uint8Array> => {
    while (rest.length === 0) {
      const { done, value } = await iterator.next();
      if (done) return rest;
      rest = value;
    }
    const taken = rest.subarray(0, most);
    rest = rest.subarray(taken.length);
    return taken;
  };
  return {
    some,
    async read(length: number): Promise<Uint8Array> {
      const bytes = new Uint8Array(length);
      let done = 0;
      for (let piece; done < length && (piece = await some(length - done)).length > 0; done += piece.length) bytes.set(piece, done);
      return bytes.subarray(0, done);
    },
    async skip(length: number): Promise<number> {
      let done = 0;
      for (let piece; done < length && (piece = await some(length - done)).length > 0;) done += piece.length;
      return done;
    },
  };
}

/** A file without a name, which disappears when it is closed or its process ends. */
async function temporaryFile(): Promise<{ handle: FileHandle; close(): Promise<void> }> {
  const name = path.join(tmpdir(), `inrflow-${process.pid}-${randomUUID()}.unpacked`);
  const handle = await open(name, 'wx+', 0o600);
  // Windows cannot remove an open file; it is removed when it is closed.
  const isGone = await rm(name).then(() => true, () => false);
  return {
    handle,
    async close() {
      await handle.close();
      if (!isGone) await rm(name, { force: true });
    },
  };
}

/**
 * Unpacks a gzipped tar archive, which has no random access, into a temporary file without a name. Files above the size limit are skipped.
 *
 * @throws Error whose message gives the place and the reason: damaged, cut short, too much in it, or a full disk
 */
export async function unpackTarGz(file: string, maxFileBytes: number): Promise<TarIndex & { handle: FileHandle; close(): Promise<void> }> {
  const temporary = await temporaryFile();
  const packed = createReadStream(file);
  const stream = packed.pipe(createGunzip());
  packed.on('error', (error) => stream.destroy(error));
  const { read, skip, some } = pieces(stream);
  let [end, tooLarge] = [0, 0];
  try {
    const index = await walkTar({
      read,
      skip,
      async keep(name, size) {
        if (size > maxFileBytes) {
          tooLarge++;
          return undefined;
        }
        if (end + size > MOST_FILES * maxFileBytes) throw new Error(`its files take more than ${inMegabytes(MOST_FILES * maxFileBytes)}, ${MOST_FILES} times maxFileBytes; unpack it, or raise maxFileBytes`);
        const offset = end;
        for (let left = size; left > 0;) {
          const piece = await some(left);
          if (piece.length === 0) throw new Error(`cut short in '${name}'`);
          await temporary.handle.write(piece, 0, piece.length, end);
          end += piece.length;
          left -= piece.length;
        }
        return offset;
      },
    });
    const more = tooLarge > 0 ? [`${tooLarge} ${tooLarge === 1 ? 'file' : 'files'} inside the archive ${tooLarge === 1 ? 'is' : 'are'} larger than maxFileBytes (${inMegabytes(maxFileBytes)}), and ${tooLarge === 1 ? 'was' : 'were'} left out`] : [];
    return { entries: index.entries, notes: [...index.notes, ...more], ...temporary };
  } catch (error) {
    await temporary.close();
    const { code, message } = error as NodeJS.ErrnoException;
    if (code === 'ENOSPC') throw new Error(`the disk is full: it is unpacked into ${tmpdir()}`, { cause: error });
    throw new Error(code?.startsWith('Z_') ? `its gzip is damaged or cut short (${message})` : message, { cause: error });
  } finally {
    packed.destroy();
    stream.destroy();
  }
}
