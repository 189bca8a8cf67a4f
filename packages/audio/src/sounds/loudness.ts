import { peakOf, type Sound } from './sound.js';

/** How the loudness of clips is normalized: each to a peak of 1, each to a root mean square of 0.1, or not at all. */
export type Normalization = 'peak' | 'rms' | 'none';

/** Names of the normalizations. */
export const NORMALIZATIONS: readonly Normalization[] = ['peak', 'rms', 'none'];

/** Root mean square of clips under `rms`: −20 dB of full scale. */
const RMS = 0.1;

/** The factor that normalizes a clip. @param sound not silent */
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
