/** A sound in memory. */
export interface Sound {
  /** Samples per second. */
  rate: number;
  /** Pressure of each channel, `[samples]`, full scale at −1 and 1; all of the same length. */
  channels: readonly Float32Array[];
}

/** The largest magnitude in any channel. */
export function peakOf({ channels }: Pick<Sound, 'channels'>): number {
  let peak = 0;
  for (const samples of channels) for (let i = 0; i < samples.length; i++) peak = Math.max(peak, Math.abs(samples[i]));
  return peak;
}

/** Duration of a sound in seconds. */
export const durationOf = ({ rate, channels }: Sound): number => channels[0].length / rate;
