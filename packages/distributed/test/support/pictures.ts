import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { uniformValues } from '@inrflow/core';
import { writePng } from '@inrflow/drawing/node';

/** Writes a folder of two classes of small noisy pictures, and a file beside them that cannot be read. */
export async function writePictures(folder: string, tone = 100, perClass = 5): Promise<void> {
  for (const [label, name] of ['dark', 'light'].entries()) {
    mkdirSync(path.join(folder, name), { recursive: true });
    for (let i = 0; i < perClass; i++) {
      const noise = uniformValues({ seed: label, stream: 'pixels', sample: i }, 6 * 6 * 3);
      await writePng(path.join(folder, name, `${i}.png`), { width: 6, height: 6, channels: 3, data: Uint8Array.from(noise, (x) => 100 * label + tone * x) });
    }
  }
  // It is skipped by whoever it falls to, and told once.
  writeFileSync(path.join(folder, 'light', 'broken.png'), 'not a picture');
}
