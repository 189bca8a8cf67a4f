import { resample } from './resample.js';
import { peakOf, type Sound } from './sound.js';

/** How clips are prepared. */
export interface Preparation {
  /** Samples per second. */
  rate: number;
  /** Most samples that are kept, from the onset on; shorter clips stay shorter. */
  length: number;
  channels: 1 | 2;
  /** Whether to cut off silence before the onset. */
  trim: boolean;
  /** Refuses to adapt anything silently: a clip of another rate or number of channels, or a longer one, is an error. */
  strict: boolean;
}

/** A sound whose peak is below this is silent: −80 dB of full scale. */
export const SILENCE = 1e-4;
/** A sound begins where it first reaches this share of its peak: −40 dB. */
const ONSET = 0.01;
/** Seconds kept before the onset. */
const LEAD = 0.001;

/** Mixes to the requested channels: one is the mean of all, two are the first two, or one twice. */
function mix(channels: readonly Float32Array[], wanted: 1 | 2): Float32Array[] {
  if (wanted === 2) return [channels[0], channels[1] ?? channels[0]];
  if (channels.length === 1) return [channels[0]];
  return [channels[0].map((_, i) => channels.reduce((sum, samples) => sum + samples[i], 0) / channels.length)];
}

/** Index at which a sound begins. */
function onsetOf(channels: readonly Float32Array[], rate: number, peak: number): number {
  const first = channels[0].findIndex((_, i) => channels.some((samples) => Math.abs(samples[i]) >= ONSET * peak));
  return Math.max(0, first - Math.round(LEAD * rate));
}

const plural = (count: number) => (count === 1 ? '1 channel' : `${count} channels`);

/**
 * Prepares a clip for training, except for its loudness: mixed to the requested channels, starting at its onset, resampled to the requested rate by {@link resample}, and cut.
 *
 * @throws Error whose message gives the reason: no samples, samples that are not finite, silence, or what `strict` refuses
 */
export function prepareSound(sound: Sound, { rate, length, channels, trim, strict }: Preparation): Sound {
  if (sound.channels.length === 0 || sound.channels[0].length === 0) throw new Error('it has no samples');
  if (strict && sound.rate !== rate) throw new Error(`it has ${sound.rate} samples a second instead of ${rate}`);
  if (strict && sound.channels.length !== channels) throw new Error(`it has ${plural(sound.channels.length)} instead of ${channels}`);
  if (strict && sound.channels[0].length > length) throw new Error(`it has ${sound.channels[0].length} samples, more than ${length}`);
  for (const samples of sound.channels) {
    const wrong = samples.findIndex((x) => !Number.isFinite(x));
    if (wrong >= 0) throw new Error(`sample ${wrong} is ${samples[wrong]}; expected finite numbers`);
  }
  const mixed = mix(sound.channels, channels);
  const peak = peakOf({ channels: mixed });
  if (peak < SILENCE) throw new Error(peakOf(sound) < SILENCE ? 'it is silent: no sample reaches -80 dB of full scale' : 'its channels cancel each other, and their mean is silent');
  const start = trim ? onsetOf(mixed, sound.rate, peak) : 0;
  const there = Math.min(length, Math.max(1, Math.round(((mixed[0].length - start) * rate) / sound.rate)));
  const made = mixed.map((samples) => resample(samples.subarray(start), { from: sound.rate, to: rate, length: there }));
  if (peakOf({ channels: made }) < SILENCE) throw new Error(`nothing of it is left below ${rate / 2} Hz, half of ${rate} samples a second`);
  return { rate, channels: made };
}
