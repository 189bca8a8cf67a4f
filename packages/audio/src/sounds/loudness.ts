import { peakOf, type Sound } from './sound.js';

/** What brings clips to one loudness: each to a peak of 1, each to a root mean square of 0.1, or nothing. */
export type Normalization = 'peak' | 'rms' | 'none';

/** Names of the normalizations. */
export const NORMALIZATIONS: readonly Normalization[] = ['peak', 'rms', 'none'];

/** Root mean square that `rms` brings clips to: −20 dB of full scale. */
const RMS = 0.1;

/** What a clip is multiplied by. @param sound not silent */
export function gainFor(sound: Pick<Sound, 'channels'>, normalization: Normalization): number {
  if (normalization === 'none') return 1;
  if (normalization === 'peak') return 1 / peakOf(sound);
  let [sum, count] = [0, 0];
  for (const samples of sound.channels) {
    for (const x of samples) sum += x * x;
    count += samples.length;
  }
  return RMS / Math.sqrt(sum / count);
}
