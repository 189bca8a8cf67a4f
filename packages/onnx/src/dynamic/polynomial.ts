/** One dynamic size: its name, the sizes at which the function was recorded, and where it is read when the model runs. */
export interface DynamicSize {
  name: string;
  /** Two sizes to fit at and one to check at. */
  samples: readonly [number, number, number];
  /** Name of an input that has this size. */
  input: string;
  /** The axis of the input that has this size, counted from 0. */
  axis: number;
}

/**
 * Σ cₛ Π sizes over sets of symbols, divided by a whole number. Term `mask` has the symbols whose bits are set.
 */
export interface Polynomial {
  /** `[2^symbols]`, indexed by mask. */
  coefficients: number[];
  /** A positive whole number. */
  divisor: number;
}

/**
 * The size of each symbol in recording `index`: one recording for each choice of the first two samples (bit k of the index chooses
 * that of symbol k), and a last one at the third samples, which no fit has seen.
 */
export function sizesOf(symbols: readonly DynamicSize[], index: number): number[] {
  const last = index === 2 ** symbols.length;
  return symbols.map(({ samples }, k) => samples[last ? 2 : (index >> k) & 1]);
}

/** The polynomial's value at given sizes. */
export function evaluatePolynomial({ coefficients, divisor }: Polynomial, sizes: readonly number[]): number {
  return coefficients.reduce((sum, c, mask) => sum + c * sizes.reduce((product, size, k) => (mask & (1 << k) ? product * size : product), 1), 0) / divisor;
}

/** The polynomial, linear in each symbol, through the values of all recordings but the last; undefined if it misses the last. */
function interpolated(values: readonly number[], symbols: readonly DynamicSize[], tolerance: number): number[] | undefined {
  const coefficients = values.slice(0, -1);
  symbols.forEach(({ samples: [low, high] }, k) => {
    coefficients.forEach((_, mask) => {
      if (mask & (1 << k)) return;
      const slope = (coefficients[mask | (1 << k)] - coefficients[mask]) / (high - low);
      coefficients[mask] -= slope * low;
      coefficients[mask | (1 << k)] = slope;
    });
  });
  const checked = evaluatePolynomial({ coefficients, divisor: 1 }, sizesOf(symbols, values.length - 1));
  const expected = values[values.length - 1];
  return Math.abs(checked - expected) <= tolerance * Math.max(Math.abs(expected), 1e-30) ? coefficients : undefined;
}

/** The polynomial with whole coefficients over a small divisor through whole values; undefined if there is none. */
export function fitIntegers(values: readonly number[], symbols: readonly DynamicSize[]): Polynomial | undefined {
  const found = interpolated(values, symbols, 1e-9);
  for (let divisor = 1; found && divisor <= 64; divisor++) {
    const coefficients = found.map((c) => Math.round(c * divisor));
    const exact = values.every((value, index) => evaluatePolynomial({ coefficients, divisor }, sizesOf(symbols, index)) === value);
    if (exact) return { coefficients, divisor };
  }
  return undefined;
}

/** The polynomial through numbers, or through their reciprocals (such as the 1/n of a mean); undefined if there is neither. */
export function fitNumbers(values: readonly number[], symbols: readonly DynamicSize[]): { polynomial: Polynomial; reciprocal: boolean } | undefined {
  for (const reciprocal of [false, true]) {
    const coefficients = interpolated(reciprocal ? values.map((value) => 1 / value) : values, symbols, 1e-5);
    if (!coefficients?.every(Number.isFinite)) continue;
    // Drop terms that only rounding has left.
    const sizes = sizesOf(symbols, 0);
    const weight = coefficients.map((c, mask) => Math.abs(c) * sizes.reduce((product, size, k) => (mask & (1 << k) ? product * size : product), 1));
    const largest = Math.max(...weight);
    return { polynomial: { coefficients: coefficients.map((c, mask) => (weight[mask] < 1e-4 * largest ? 0 : c)), divisor: 1 }, reciprocal };
  }
  return undefined;
}

/** A polynomial in words, such as `2*queries + 1`. */
export function polynomialText({ coefficients, divisor }: Polynomial, symbols: readonly DynamicSize[]): string {
  const terms = coefficients.flatMap((c, mask) => {
    if (c === 0) return [];
    const names = symbols.filter((_, k) => mask & (1 << k)).map(({ name }) => name);
    return [[...(c !== 1 || names.length === 0 ? [String(c)] : []), ...names].join('*')];
  });
  const sum = terms.reverse().join(' + ') || '0';
  return divisor === 1 ? sum : `(${sum})/${divisor}`;
}
