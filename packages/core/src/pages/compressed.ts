import { promisify } from 'node:util';
import { gzip } from 'node:zlib';

/** Text as gzip in base64: free of anything that would end a script in HTML. A page's script reads it by `unpack`, see {@link PAGE_SCRIPT}. */
export async function compressed(text: string): Promise<string> {
  return (await promisify(gzip)(text, { level: 9 })).toString('base64');
}
