import { gzipSync, strToU8 } from 'fflate';

/** Bytes that are turned into characters at once: a call accepts only so many arguments. */
const PIECE = 2 ** 13;

/** Text as gzip in base64: free of anything that would end a script in HTML. A page's script reads it by `unpack`, see {@link PAGE_SCRIPT}. */
export async function compressed(text: string): Promise<string> {
  const bytes = gzipSync(strToU8(text), { level: 9, mtime: 0 });
  let letters = '';
  for (let at = 0; at < bytes.length; at += PIECE) letters += String.fromCharCode(...bytes.subarray(at, at + PIECE));
  return btoa(letters);
}
