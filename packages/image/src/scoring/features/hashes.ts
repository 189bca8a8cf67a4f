import { createHash } from 'node:crypto';
import type { Picture } from '@inrflow/drawing';

/** SHA-256 of the concatenated parts, in hexadecimal. */
export function hashOf(...parts: readonly (string | Uint8Array)[]): string {
  const hash = createHash('sha256');
  for (const part of parts) hash.update(part);
  return hash.digest('hex');
}

/** Hash of a picture's content: its size and pixels, whatever file they came from. */
export const pictureHash = ({ width, height, channels, data }: Picture) => hashOf(`${width} ${height} ${channels}\n`, data);
