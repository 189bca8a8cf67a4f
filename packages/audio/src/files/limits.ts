/** Most samples of a file, in all channels together: 25 minutes of mono at 44 100 Hz. */
export const MOST_SAMPLES = 2 ** 26;

/** Most channels of a file. */
export const MOST_CHANNELS = 64;

/** Lowest and highest rate of a file, in samples per second. */
export const RATES = [100, 768_000] as const;

/**
 * Refuses channels, rates and lengths that no clip has.
 *
 * @throws Error whose message gives the reason
 */
export function checkLimits({ rate, channels, frames }: { rate: number; channels: number; frames: number }): void {
  if (channels < 1 || channels > MOST_CHANNELS) throw new Error(`it has ${channels} channels; expected 1 to ${MOST_CHANNELS}`);
  if (!(rate >= RATES[0] && rate <= RATES[1])) throw new Error(`it has ${rate} samples a second; expected ${RATES[0]} to ${RATES[1]}`);
  if (frames * channels > MOST_SAMPLES) throw new Error(`it lasts ${Math.round(frames / rate)} s and has ${frames * channels} samples; expected at most ${MOST_SAMPLES}: cut it into clips`);
}
