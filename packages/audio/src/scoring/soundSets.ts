import { stat } from 'node:fs/promises';
import { spacedIndices, UnreadableExampleError } from '@inrflow/core';
import { openAudioDataset, type AudioDatasetOptions } from '../datasets/index.js';
import { soundOfValues } from '../sounds/index.js';

/** Sounds to be scored. */
export interface SoundSet {
  /** Mono, or the mean of stereo, at the data set's rate and length. */
  sounds: Float32Array[];
  /** Class name of each sound. */
  classes: (string | undefined)[];
  /** Why sounds were left out, one message each. */
  skipped: string[];
}

/** Mixes channels to mono, by their mean. */
export const monoOf = (channels: readonly Float32Array[]): Float32Array => (channels.length === 1 ? channels[0] : channels[0].map((_, i) => channels.reduce((sum, samples) => sum + samples[i], 0) / channels.length));

/**
 * Reads sounds as training prepares them, except for the speed.
 *
 * @param advice what to do if the file is missing, for the message
 * @param count most sounds to read, evenly spaced
 * @throws RangeError if there is no such file or folder
 */
export async function readSounds(file: string, options: AudioDatasetOptions, { count, advice = '' }: { count?: number; advice?: string } = {}): Promise<SoundSet> {
  if (!(await stat(file).catch(() => undefined))) throw new RangeError(`${file}: there is no such file or folder${advice}`);
  const settled = { rate: 8000, length: 4096, channels: 1 as const, companding: 0, ...options, speed: [1, 1] as const };
  const dataset = await openAudioDataset(file, settled);
  const read: SoundSet = { sounds: [], classes: [], skipped: [] };
  try {
    for (const index of spacedIndices(dataset.length, count)) {
      try {
        const { values, label } = await dataset.example(index, { seed: 0, stream: 'evaluation', sample: index });
        read.sounds.push(monoOf(soundOfValues(values, settled).channels));
        read.classes.push(label === undefined ? undefined : dataset.classes[label]);
      } catch (error) {
        if (!(error instanceof UnreadableExampleError)) throw error;
        read.skipped.push(error.message);
      }
    }
    return read;
  } finally {
    await dataset.close();
  }
}
