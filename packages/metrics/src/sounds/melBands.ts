/** Frequency in Hz → mel, 2595 log₁₀(1 + f / 700) (O'Shaughnessy, 1987). */
export const melOf = (hertz: number): number => 2595 * Math.log10(1 + hertz / 700);

/** Mel → frequency in Hz. */
export const hertzOf = (mel: number): number => 700 * (10 ** (mel / 2595) - 1);

/**
 * Triangular filters, evenly spaced in mel from 0 Hz to half the rate: filter b rises from the (b)-th of bands + 2 evenly spaced places to the next and falls to the one after,
 * its sum 1, so that a band is a mean of its bins. A band narrower than a bin takes the nearest one.
 *
 * @returns `[bands, bins]`
 */
export function melBands({ bands, bins, rate }: { bands: number; bins: number; rate: number }): Float64Array {
  const top = melOf(rate / 2);
  const places = Array.from({ length: bands + 2 }, (_, i) => (hertzOf((i * top) / (bands + 1)) / (rate / 2)) * (bins - 1));
  const filters = new Float64Array(bands * bins);
  for (let b = 0; b < bands; b++) {
    const [from, centre, to] = places.slice(b, b + 3);
    let sum = 0;
    for (let k = 0; k < bins; k++) sum += filters[b * bins + k] = Math.max(0, Math.min((k - from) / (centre - from), (to - k) / (to - centre)));
    if (sum === 0) filters[b * bins + Math.round(centre)] = sum = 1;
    for (let k = 0; k < bins; k++) filters[b * bins + k] /= sum;
  }
  return filters;
}
