import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { readdir } from 'node:fs/promises';
import path from 'node:path';
import type { Picture } from '@inrflow/image';

/** SHA-256 of parts that follow each other, in hexadecimal. */
export function hashOf(...parts: readonly (string | Uint8Array)[]): string {
  const hash = createHash('sha256');
  for (const part of parts) hash.update(part);
  return hash.digest('hex');
}

/** A picture's content: its sizes and pixels, whatever file they came from. */
export const pictureHash = ({ width, height, channels, data }: Picture) => hashOf(`${width} ${height} ${channels}\n`, data);

/** SHA-256 of a model's file and of those beside it that hold its weights (`model.onnx.data`, `model.onnx_data`), in hexadecimal. */
export async function modelFileHash(file: string): Promise<string> {
  const name = path.basename(file);
  const beside = (await readdir(path.dirname(file))).filter((other) => other !== name && other.startsWith(name) && /data/.test(other.slice(name.length))).sort();
  const hash = createHash('sha256');
  for (const each of [name, ...beside]) for await (const piece of createReadStream(path.join(path.dirname(file), each))) hash.update(piece as Uint8Array);
  return hash.digest('hex');
}
