/** True for bytes that begin as gzip does. */
function isGzip(bytes: Uint8Array): boolean {
  return bytes[0] === 0x1f && bytes[1] === 0x8b;
}

/** Largest file that is unpacked unless more is allowed: 256 MiB. */
const DEFAULT_MOST = 2 ** 28;

/**
 * The bytes themselves, unpacked if they are gzipped.
 *
 * @param most maximum number of unpacked bytes
 * @throws Error if the gzip is damaged or cut short, or unpacks to more
 */
export async function gunzip(bytes: Uint8Array, most = DEFAULT_MOST): Promise<Uint8Array> {
  if (!isGzip(bytes)) return bytes;
  const parts: Uint8Array<ArrayBuffer>[] = [];
  let length = 0;
  const reader = new Blob([bytes as Uint8Array<ArrayBuffer>]).stream().pipeThrough(new DecompressionStream('gzip')).getReader();
  for (;;) {
    const { done, value } = await reader.read().catch((error: unknown) => {
      throw new Error('its gzip is damaged or cut short', { cause: error });
    });
    if (done) break;
    length += value.length;
    if (length > most) {
      await reader.cancel();
      throw new Error(`its gzip unpacks to more than maxFileBytes allows (${(most / 1e6).toFixed(1)} MB)`);
    }
    parts.push(value);
  }
  return new Uint8Array(await new Blob(parts).arrayBuffer());
}
