/** Numbers of an array that mean black and white. */
export type SampleRange = readonly [low: number, high: number];

/** Ranges that arrays of pictures have, the likeliest first. */
const RANGES: readonly SampleRange[] = [[0, 1], [-1, 1], [0, 255]];
/** Share of the numbers that may lie outside a range and be clamped: strays from rounding and resampling. */
const STRAYS = 0.01;
/** How far outside a range, as a share of its width, a number still counts as inside, to allow for rounding. */
const ROUNDING = 1e-3;

/** Counts of an array's numbers, from which their range follows. */
export interface RangeCounts {
  /** The candidate ranges. */
  ranges: readonly SampleRange[];
  /** Numbers counted, and the least and greatest among them. */
  count: number;
  low: number;
  high: number;
  /** For each range, how many numbers lie outside it at all, and how many by more than rounding. */
  beyond: number[];
  outside: number[];
  /** How many numbers exceed 2, which a range that ends at 1 does not explain. */
  above: number;
}

/** Shortens a number for messages, to the seven digits that a 32-bit float carries. */
const short = (value: number): number => Number(value.toPrecision(7));

/** Counts before any number is added. @param given the user's range, if any */
export function noCounts(given?: SampleRange): RangeCounts {
  const ranges = given ? [given] : RANGES;
  return { ranges, count: 0, low: Infinity, high: -Infinity, beyond: ranges.map(() => 0), outside: ranges.map(() => 0), above: 0 };
}

/** Adds numbers to counts. @throws Error if one is not finite */
export function countRange(counts: RangeCounts, numbers: ArrayLike<number>): void {
  const { ranges, beyond, outside } = counts;
  for (let i = 0; i < numbers.length; i++) {
    const value = numbers[i];
    if (!Number.isFinite(value)) throw new Error(`it holds ${value}; expected finite numbers`);
    if (value < counts.low) counts.low = value;
    if (value > counts.high) counts.high = value;
    if (value > 2) counts.above++;
    for (let k = 0; k < ranges.length; k++) {
      const past = Math.max(ranges[k][0] - value, value - ranges[k][1]);
      if (past <= 0) continue;
      beyond[k]++;
      if (past > ROUNDING * (ranges[k][1] - ranges[k][0])) outside[k]++;
    }
  }
  counts.count += numbers.length;
}

/**
 * The range of an array of floating-point pictures: the first of [0, 1], [−1, 1] and [0, 255] that holds all its numbers but one in a hundred, so that a stray number changes
 * nothing; for [0, 255], one in a hundred must be above 2.
 *
 * @returns the range, and in a sentence what was chosen and how many numbers are clamped
 * @throws Error if there is none
 */
export function chooseRange({ ranges, count, low, high, outside, beyond, above }: RangeCounts): { range: SampleRange; note: string } {
  const isGiven = ranges.length === 1;
  const found = isGiven ? 0 : ranges.findIndex((range, k) => outside[k] <= STRAYS * count && (range[1] <= 1 || above >= STRAYS * count));
  if (found < 0) throw new Error(`its values run from ${short(low)} to ${short(high)}; expected [0, 1], [-1, 1] or [0, 255], or give what black and white are as data.range`);
  const [range, clamped] = [ranges[found], beyond[found]];
  const note = `numbers from ${short(low)} to ${short(high)} are read as ${range[0]} (black) to ${range[1]} (white)${isGiven ? '' : ', which data.range can change'}`;
  return { range, note: clamped > 0 ? `${note}; ${clamped} of ${count} ${clamped === 1 ? 'lies outside of that and is' : 'lie outside of that and are'} clamped` : note };
}
