import FFT from 'fft.js';

/** Magnitudes of a short-time Fourier transform. */
export interface Spectrogram {
  frames: number;
  /** size / 2 + 1, from 0 Hz to half the rate. */
  bins: number;
  /** `[frames, bins]`; a full-scale sine has 1 in its bin. */
  magnitudes: Float32Array;
}

/** How a signal is cut into frames. */
export interface SpectrogramOptions {
  /** Samples of a frame, a power of two of at least 4. */
  size: number;
  /** Samples from one frame to the next. */
  hop: number;
}

/** Hann's window, periodic: ½ − ½ cos(2πi / size). */
const hann = (size: number) => Float64Array.from({ length: size }, (_, i) => 0.5 - 0.5 * Math.cos((2 * Math.PI * i) / size));

/**
 * Magnitudes of the short-time Fourier transform under Hann's window, |Σ_i w_i x_i e^(−2πiki/size)| · 2 / Σ w. Frames are centred on every `hop`-th sample, from the first on; past its ends the
 * signal is silent.
 *
 * @throws RangeError if the size is not a power of two of at least 4, or the hop not a positive integer
 */
export function spectrogram(signal: ArrayLike<number>, { size, hop }: SpectrogramOptions): Spectrogram {
  if (!Number.isInteger(Math.log2(size)) || size < 4) throw new RangeError(`the size of a spectrogram's frames must be a power of two of at least 4, not ${size}`);
  if (!Number.isInteger(hop) || hop < 1) throw new RangeError(`the hop of a spectrogram must be a positive integer, not ${hop}`);
  const [fft, window] = [new FFT(size), hann(size)];
  const scale = 2 / window.reduce((sum, x) => sum + x, 0);
  const [frames, bins] = [Math.floor(Math.max(0, signal.length - 1) / hop) + 1, size / 2 + 1];
  const magnitudes = new Float32Array(frames * bins);
  const [frame, spectrum] = [new Float64Array(size), fft.createComplexArray() as number[]];
  for (let t = 0; t < frames; t++) {
    const start = t * hop - size / 2;
    for (let i = 0; i < size; i++) frame[i] = window[i] * (signal[start + i] ?? 0);
    fft.realTransform(spectrum, frame);
    for (let k = 0; k < bins; k++) magnitudes[t * bins + k] = scale * Math.hypot(spectrum[2 * k], spectrum[2 * k + 1]);
  }
  return { frames, bins, magnitudes };
}
