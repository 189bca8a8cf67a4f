import { mkdir } from 'node:fs/promises';
import path from 'node:path';
import { uniformValues } from '@inrflow/core';
import { writePng } from '@inrflow/drawing/node';

/** Writes pictures of noise, `perClass` in each of the folders `light` and `dark`. */
export async function writePictures(root: string, { size = 4, perClass = 3 } = {}): Promise<void> {
  for (const [label, name] of ['dark', 'light'].entries()) {
    await mkdir(path.join(root, name), { recursive: true });
    for (let i = 0; i < perClass; i++) {
      const noise = uniformValues({ seed: label, stream: 'pixels', sample: i }, size * size * 3);
      await writePng(path.join(root, name, `${i}.png`), { width: size, height: size, channels: 3, data: Uint8Array.from(noise, (x) => 100 * label + 100 * x) });
    }
  }
}

/** Flags of a model and a run so small that a step takes milliseconds. */
export const TINY = ['--batch-size', '2', '--threads', '1', '--set', 'model.width=8', 'model.heads=2', 'model.blocks=1', 'model.latents=4', 'sampling.steps=1'];
