import { writeFileAtomically } from '@inrflow/core/node';
import type { Sound } from '../sounds/index.js';
import { encodeWav } from './wav.js';

/** Writes a sound as a WAV file, whole or not at all: see {@link encodeWav}. */
export async function writeWav(file: string, sound: Sound): Promise<void> {
  await writeFileAtomically(file, encodeWav(sound));
}
