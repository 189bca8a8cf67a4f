/** Largest file that is read, or unpacked from an archive, unless a setting raises it: 256 MiB. */
export const DEFAULT_MAX_FILE_BYTES = 2 ** 28;

/** Bytes in words: `12.5 MB`. */
export const inMegabytes = (bytes: number): string => `${(bytes / 1e6).toFixed(1)} MB`;

/** Why a file is not read. */
export class FileSizeError extends Error {
  override name = 'FileSizeError';
}

/**
 * Refuses a file that is too large.
 *
 * @throws FileSizeError whose message gives both sizes
 */
export function checkFileSize(bytes: number, maxFileBytes: number): void {
  if (bytes > maxFileBytes) throw new FileSizeError(`the file has ${inMegabytes(bytes)}, more than maxFileBytes allows (${inMegabytes(maxFileBytes)})`);
}
