/** Computes the SHA-256 of bytes, in hexadecimal. */
export type Hash = (bytes: Uint8Array) => Promise<string>;

/**
 * The SHA-256 of bytes in hexadecimal, by the Web Cryptography API of Node and browsers.
 *
 * @throws Error if the page is served over neither https nor localhost, where browsers do not offer the API, or if there are 2 GiB or more, which
 * the API does not accept
 */
export async function sha256(bytes: Uint8Array): Promise<string> {
  const { subtle } = globalThis.crypto ?? {};
  if (!subtle) throw new Error('SHA-256 is not available on this page; expected it to be served by https or from localhost');
  if (bytes.length >= 2 ** 31) throw new Error(`SHA-256 of ${bytes.length} bytes is more than the platform's cryptography takes; expected less than 2 GiB`);
  const digest = new Uint8Array(await subtle.digest('SHA-256', bytes as Uint8Array<ArrayBuffer>));
  return Array.from(digest, (byte) => byte.toString(16).padStart(2, '0')).join('');
}
