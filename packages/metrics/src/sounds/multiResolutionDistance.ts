import { spectrogram } from './spectrogram.js';

/** Sizes of the frames that sounds are compared by, in samples. */
export const RESOLUTIONS = [64, 256, 1024] as const;

/** Magnitude below which everything counts as silence: −60 dB of full scale. */
const FLOOR = 1e-3;

/** A sound as {@link multiResolutionDistance} compares it. */
export interface SpectralViews {
  /** Length of the sound. */
  samples: number;
  /** For each resolution, its magnitudes `[frames, bins]`, their logarithms and the root of their summed squares. */
  views: readonly { magnitudes: Float32Array; logarithms: Float32Array; norm: number }[];
}

/** The short-time spectra of a sound, to be compared with those of others as long. */
export function spectralViews(signal: ArrayLike<number>, resolutions: readonly number[] = RESOLUTIONS): SpectralViews {
  const views = resolutions.map((size) => {
    const { magnitudes } = spectrogram(signal, { size, hop: size / 4 });
    return { magnitudes, logarithms: magnitudes.map((x) => Math.log(Math.max(x, FLOOR))), norm: Math.sqrt(magnitudes.reduce((sum, x) => sum + x * x, 0)) };
  });
  return { samples: signal.length, views };
}

/**
 * Multi-resolution STFT distance of two sounds: the mean over frame sizes of ‖A − B‖ / (½‖A‖ + ½‖B‖) + mean |ln A − ln B|, with magnitudes A and B of Hann-windowed frames that overlap by
 * three quarters. It is the loss of Parallel WaveGAN (Yamamoto et al., 2020), whose first term divides by the reference alone, made symmetric. 0 for equal sounds; phases do not count.
 *
 * @throws RangeError if the sounds differ in length or resolutions
 */
export function multiResolutionDistance(a: SpectralViews, b: SpectralViews): number {
  if (a.samples !== b.samples || a.views.length !== b.views.length) throw new RangeError(`sounds of ${a.samples} and ${b.samples} samples cannot be compared frame by frame`);
  let sum = 0;
  a.views.forEach((view, i) => {
    const other = b.views[i];
    let [squares, differences] = [0, 0];
    for (let k = 0; k < view.magnitudes.length; k++) {
      squares += (view.magnitudes[k] - other.magnitudes[k]) ** 2;
      differences += Math.abs(view.logarithms[k] - other.logarithms[k]);
    }
    const norm = (view.norm + other.norm) / 2;
    sum += (norm === 0 ? 0 : Math.sqrt(squares) / norm) + differences / view.magnitudes.length;
  });
  return sum / a.views.length;
}
