import { pipeline, Readable } from 'node:stream';
import { constants, createInflate, inflateSync } from 'node:zlib';

/** Up to this many bytes, pixels are unpacked at once, which is quicker; more are unpacked in pieces, so that memory holds a few rows. */
const AT_ONCE = 2 ** 22;

const joined = (parts: readonly Uint8Array[]) => (parts.length === 1 ? parts[0] : Buffer.concat(parts));

const tooFew = (there: number, expected: number) => new Error(`its pixels end after ${there} of ${expected} bytes`);

const inWords = (error: unknown): Error => {
  const { code, message } = error as NodeJS.ErrnoException;
  if (code === 'Z_BUF_ERROR') return new Error('its pixels are cut short');
  return message === 'incorrect data check' ? new Error('the checksum of its pixels is wrong') : code?.startsWith('Z_') ? new Error(`its pixels are damaged (${message})`) : (error as Error);
};

/**
 * Unpacks a zlib stream of known length, and hands it on in pieces; what is beyond the length is not unpacked.
 *
 * @param length bytes that are wanted
 * @param onBytes called with pieces, in order; false ends the work
 * @throws Error whose message gives the reason: damaged, or fewer bytes than expected
 */
export async function inflate(parts: readonly Uint8Array[], length: number, onBytes: (bytes: Uint8Array) => boolean): Promise<void> {
  if (length <= AT_ONCE) {
    try {
      const bytes = inflateSync(joined(parts), { maxOutputLength: 2 * AT_ONCE, finishFlush: constants.Z_SYNC_FLUSH });
      if (bytes.length < length) throw tooFew(bytes.length, length);
      onBytes(bytes.subarray(0, length));
      return;
    } catch (error) {
      // More than was asked for: the rest is left alone, in pieces.
      if ((error as NodeJS.ErrnoException).code !== 'ERR_BUFFER_TOO_LARGE') throw inWords(error);
    }
  }
  // Errors are thrown where the pieces are read.
  const stream = pipeline(Readable.from(parts), createInflate({ chunkSize: 2 ** 18, finishFlush: constants.Z_SYNC_FLUSH }), () => {});
  let done = 0;
  try {
    for await (const piece of stream as AsyncIterable<Buffer>) {
      const wanted = piece.subarray(0, length - done);
      done += wanted.length;
      if (!onBytes(wanted) || done === length) return;
    }
  } catch (error) {
    throw inWords(error);
  } finally {
    stream.destroy();
  }
  throw tooFew(done, length);
}
