import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { readdir } from 'node:fs/promises';
import path from 'node:path';

/**
 * SHA-256 of a model's file and of the files beside it whose names begin with its name, in which exporters put the weights of large models
 * (`model.onnx` and `model.onnx_data`): with other weights it is another model.
 */
export async function hashModelFiles(file: string): Promise<string> {
  const [folder, name] = [path.dirname(file), path.basename(file)];
  const hash = createHash('sha256');
  for (const part of (await readdir(folder)).filter((each) => each.startsWith(name)).sort()) {
    for await (const piece of createReadStream(path.join(folder, part))) hash.update(piece as Buffer);
  }
  return hash.digest('hex');
}
