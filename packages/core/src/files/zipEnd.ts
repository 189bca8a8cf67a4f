/** Reads bytes at a position. */
export type ReadAt = (from: number, length: number) => Promise<Uint8Array>;

const END = 22;
const ZIP64_LOCATOR = 20;
const MOST_COMMENT = 65535;

/**
 * The position of a zip archive in its file: programs prepend bytes (such as a self-extractor) or append some after its end, and the archive's offsets count
 * neither.
 *
 * @returns the first byte and the one after the last
 * @throws Error if there is no end of a central directory
 */
export async function zipExtent(read: ReadAt, size: number): Promise<{ begin: number; end: number }> {
  const length = Math.min(size, END + MOST_COMMENT + ZIP64_LOCATOR);
  const tail = await read(size - length, length);
  const view = new DataView(tail.buffer, tail.byteOffset, tail.byteLength);
  for (let at = length - END; at >= 0; at--) {
    if (view.getUint32(at, true) !== 0x06054b50) continue;
    const comment = view.getUint16(at + 20, true);
    if (at + END + comment > length) continue;
    const isZip64 = at >= ZIP64_LOCATOR && view.getUint32(at - ZIP64_LOCATOR, true) === 0x07064b50;
    const [directory, offset] = [view.getUint32(at + 12, true), view.getUint32(at + 16, true)];
    const begin = isZip64 ? 0 : Math.max(0, size - length + at - directory - offset);
    return { begin, end: size - length + at + END + comment };
  }
  throw new Error('it is not a zip archive, or is cut short: the end of its list of files is missing');
}
