/** Zero crossings of the sinc on each side. */
const CROSSINGS = 64;
/** Kaiser's β: side lobes at −90 dB. */
const BETA = 9;
/** Where the filter has fallen by half, as a fraction of the lower Nyquist frequency: it removes what lies above that frequency, and keeps what lies below 0.9 of it. */
const CUTOFF = 0.95;
/** Number of table entries between two crossings. */
const FINENESS = 512;

/** The modified Bessel function I₀, by its series. */
function bessel(x: number): number {
  let [sum, term] = [1, 1];
  for (let k = 1; term > 1e-12 * sum; k++) sum += term *= (x / (2 * k)) ** 2;
  return sum;
}

/** sinc(x) under Kaiser's window, for x = 0 … CROSSINGS. */
const TABLE = Float64Array.from({ length: CROSSINGS * FINENESS + 2 }, (_, i) => {
  const x = i / FINENESS;
  if (x > CROSSINGS) return 0;
  const sinc = x === 0 ? 1 : Math.sin(Math.PI * x) / (Math.PI * x);
  return (sinc * bessel(BETA * Math.sqrt(1 - (x / CROSSINGS) ** 2))) / bessel(BETA);
});

function kernel(x: number): number {
  const at = Math.abs(x) * FINENESS;
  const whole = Math.floor(at);
  return whole >= CROSSINGS * FINENESS ? 0 : TABLE[whole] + (at - whole) * (TABLE[whole + 1] - TABLE[whole]);
}

/** How a signal is resampled. */
export interface ResampleOptions {
  /** Samples per second of the signal. */
  from: number;
  /** Samples per second of the result. */
  to: number;
  /** Samples of the result; the signal's duration by default. Beyond its ends the signal is silent. */
  length?: number;
}

/**
 * Resamples a signal by a windowed sinc: y_j = c Σ_i x_i sinc(c (p_j − i)) w(c (p_j − i)), 64 crossings on each side under a Kaiser window
 * with β = 9, cut off at c = 0.95 of the lower Nyquist frequency. A sample stands for the middle of its interval, so p_j = (j + ½) · from / to − ½.
 *
 * @returns the samples; the signal itself, copied or cut, if the rates are equal
 */
export function resample(signal: Float32Array, { from, to, length = Math.max(1, Math.round((signal.length * to) / from)) }: ResampleOptions): Float32Array {
  const out = new Float32Array(length);
  if (from === to) {
    out.set(signal.subarray(0, length));
    return out;
  }
  const scale = CUTOFF * Math.min(1, to / from);
  const reach = CROSSINGS / scale;
  for (let j = 0; j < length; j++) {
    const position = ((j + 0.5) * from) / to - 0.5;
    let sum = 0;
    const last = Math.min(signal.length - 1, Math.floor(position + reach));
    for (let i = Math.max(0, Math.ceil(position - reach)); i <= last; i++) sum += signal[i] * kernel(scale * (position - i));
    out[j] = scale * sum;
  }
  return out;
}
