import { permutation } from '../random/index.js';

/** Sizes of examples, for batches of examples of similar size. */
export interface Sizes {
  /** Size of each example. */
  sizes: readonly number[];
  batchSize: number;
}

/** Number of batches that are sorted by size together: small enough that an epoch of a large data set stays well mixed. */
const WINDOW = 32;

/** An order in which each window of batches is sorted by size and its batches are shuffled. `offset` examples of the first batch lie before the order. */
function sortedBySize(order: Uint32Array, { sizes, batchSize }: Sizes, offset: number, seed: number, epoch: number): Uint32Array {
  const sorted: number[] = [];
  for (let start = 0; start < order.length; ) {
    const end = Math.min(order.length, start + WINDOW * batchSize - (start === 0 ? offset : 0));
    const window = Array.from(order.subarray(start, end)).sort((a, b) => sizes[a] - sizes[b]);
    const batches: number[][] = [];
    for (let at = 0; at < window.length; ) {
      const size = batchSize - (start === 0 && at === 0 ? offset : 0);
      batches.push(window.slice(at, at + size));
      at += size;
    }
    // Whole batches change places; pieces at the ends stay, so that batches stay batches.
    const whole = batches.flatMap((batch, i) => (batch.length === batchSize ? [i] : []));
    const shuffled = permutation({ seed, stream: 'order of batches', step: epoch, sample: start }, whole.length);
    const moved = batches.slice();
    whole.forEach((place, i) => (moved[place] = batches[whole[shuffled[i]]]));
    sorted.push(...moved.flat());
    start = end;
  }
  return Uint32Array.from(sorted);
}

/**
 * The order in which training sees a data set: a new shuffle each epoch, computable at any position without the previous ones.
 *
 * @param bySize if given, batches contain examples of similar size
 */
export function shuffledOrder(seed: number, length: number, bySize?: Sizes): (position: number) => number {
  let epoch = -1;
  let order: Uint32Array = new Uint32Array(0);
  return (position) => {
    const wanted = Math.floor(position / length);
    if (wanted !== epoch) {
      [epoch, order] = [wanted, permutation({ seed, stream: 'order', step: wanted }, length)];
      if (bySize) order = sortedBySize(order, bySize, (wanted * length) % bySize.batchSize, seed, wanted);
    }
    return order[position % length];
  };
}
