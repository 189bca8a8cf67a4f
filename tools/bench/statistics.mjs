// What is made of repeated timings.

/** The middle of some numbers. */
export function median(numbers) {
  const sorted = [...numbers].sort((a, b) => a - b);
  const middle = sorted.length >> 1;
  return sorted.length % 2 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
}

/** How far numbers lie apart, as a share of their median. */
export const spread = (numbers) => (Math.max(...numbers) - Math.min(...numbers)) / median(numbers);

/** The spread of the plain matrix product above which a machine does too much else to compare anything. */
export const SPREAD_LIMIT = 0.15;

/**
 * Whether a machine was calm: the plain product of each contender is timed in each of its processes and ought to take equally long.
 *
 * @param products the speeds of the product by contender
 * @returns what to warn of; nothing if it was calm
 */
export function warningOf(products) {
  const restless = Object.entries(products).filter(([, speeds]) => speeds.length > 1 && spread(speeds) > SPREAD_LIMIT);
  if (restless.length === 0) return undefined;
  const each = restless.map(([name, speeds]) => `${name} ${Math.min(...speeds).toFixed(0)} to ${Math.max(...speeds).toFixed(0)} GFLOP/s`);
  return `The machine was too busy to compare: the plain product varied by more than ${100 * SPREAD_LIMIT} % between rounds (${each.join('; ')}). Run it again when nothing else runs.`;
}
