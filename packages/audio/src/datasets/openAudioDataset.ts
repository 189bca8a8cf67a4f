import { uniformValues, type Address, type Dataset } from '@inrflow/core';
import { createItemStore, openExampleFiles } from '@inrflow/core/node';
import { SOUNDS_READ, soundByBytes, soundByName } from '../files/format.js';
import { createSoundReader } from '../files/soundReader.js';
import { moments } from '../modality/index.js';
import { gainFor, resample, valuesOf, type Sound } from '../sounds/index.js';
import { checkOptions, type AudioDatasetOptions } from './options.js';

/** A data set of clips. */
export interface AudioDataset extends Dataset {
  /** Samples per second. */
  rate: number;
  /** Samples per clip. */
  samples: number;
  /** File name of each example, relative to the folder or archive. */
  names: readonly string[];
  /** Factor by which an example was multiplied to normalize its loudness. */
  gainOf(index: number): Promise<number>;
  close(): Promise<void>;
}

/** The speed at which an address plays an example. */
function speedAt([from, to]: readonly [number, number], address: Address): number {
  if (from === to) return from;
  // An octave down is as likely as an octave up.
  const [draw] = uniformValues({ ...address, stream: `${address.stream}/speed` }, 1);
  return from * (to / from) ** draw;
}

/** A clip played faster (above 1) or slower, at the same rate. */
const played = ({ rate, channels }: Sound, speed: number): Sound => (speed === 1 ? { rate, channels } : { rate, channels: channels.map((samples) => resample(samples, { from: rate * speed, to: rate })) });

/**
 * Opens short sounds as a training set: a folder tree, or a zip, tar or tar.gz of one, of WAV, FLAC and Ogg Vorbis files; each top-level folder is a class.
 *
 * Each clip is mixed to the requested channels, begins at its onset, is resampled ({@link resample}), normalized in loudness, cut or padded with silence, and companded.
 * Values are `[length, channels]`, coordinates those of `moments`, one array shared by all examples. Equal indices and addresses give equal examples.
 *
 * @throws Error if nothing is there (with the nearest name), it holds no sounds, or the requested part is empty
 * @throws RangeError if an option is out of range
 */
export async function openAudioDataset(file: string, options: AudioDatasetOptions = {}): Promise<AudioDataset> {
  checkOptions(options);
  const { rate = 8000, length = 4096, channels = 1, normalization = 'peak', trim = true, companding = 30, speed = [1, 1], labels = 'folders', strict = false, cacheBytes = 2 ** 30, workers = 1 } = options;
  const source = await openExampleFiles(file, { one: 'sound', what: 'sounds', reads: SOUNDS_READ, byName: soundByName, byBytes: soundByBytes, labels, split: options.split, maxFileBytes: options.maxFileBytes });
  // One sample more than is kept shows that a clip continues and has to fade.
  const reader = createSoundReader({ rate, length: strict ? length : Math.ceil(length * Math.max(1, speed[1])) + 1, channels, trim, strict }, workers);
  const store = createItemStore(async (index) => {
    const sound = await source.read(index, (bytes) => reader.read(bytes));
    return { sound, gain: gainFor(sound, normalization), byteLength: sound.channels.reduce((sum, samples) => sum + samples.byteLength, 0) };
  }, cacheBytes);
  const coordinates = moments(length);
  return {
    length: source.files.length,
    classes: source.classes,
    rate, samples: length,
    names: source.files.map(({ name }) => name),
    notes: source.notes,
    fingerprint: source.fingerprint,
    gainOf: async (index) => (await store.get(index)).gain,
    async example(index, address) {
      const { sound, gain } = await store.get(index);
      const { label } = source.files[index];
      return { points: length, coordinates, values: valuesOf(played(sound, speedAt(speed, address)), gain, { length, companding }), ...(label !== undefined && { label }) };
    },
    prefetch(indices) {
      store.prefetch(indices.filter((index) => index in source.files));
    },
    async close() {
      try {
        await reader.close();
      } finally {
        await source.close();
      }
    },
  };
}
