import { mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';

/** An address for examples whose random draws do not matter. */
export const address = { seed: 1, stream: 'data', step: 0, sample: 0 };

/** Writes files below a folder, creating their folders. */
export async function writeTree(root: string, files: Record<string, Uint8Array | string>): Promise<void> {
  for (const [name, bytes] of Object.entries(files)) {
    await mkdir(path.dirname(path.join(root, name)), { recursive: true });
    await writeFile(path.join(root, name), bytes);
  }
}

/** Rows of three numbers. */
export function rowsOf(positions: Float32Array): number[][] {
  return Array.from({ length: positions.length / 3 }, (_, i) => [...positions.subarray(3 * i, 3 * i + 3)]);
}
