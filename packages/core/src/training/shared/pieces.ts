import type { ProcessGroup } from '../../processes/index.js';

const gcd = (a: number, b: number): number => (b === 0 ? a : gcd(b, a % b));

/** How a batch is divided into pieces, of which this process computes some. */
export interface Pieces {
  /** Pieces of the whole batch. */
  count: number;
  /** Examples of a piece. */
  size: number;
  /** This process's pieces, in order. The first pieces of all processes are the first of the batch, and so on. */
  own: readonly number[];
}

/**
 * Divides a batch among processes: into as many pieces as the recipe says, or into a multiple, so that each process computes equally many. The pieces are those of one process with gradient
 * accumulation over as many.
 *
 * @param accumulation pieces that the recipe asks for
 * @throws RangeError if the batch does not divide
 */
export function piecesOf(batchSize: number, accumulation: number, { rank, size }: Pick<ProcessGroup, 'rank' | 'size'>): Pieces {
  const count = (accumulation * size) / gcd(accumulation, size);
  if (!Number.isInteger(accumulation) || accumulation < 1 || batchSize % accumulation !== 0) throw new RangeError(`gradientAccumulation is ${accumulation}; expected a positive integer that divides batchSize, ${batchSize}`);
  if (batchSize % count !== 0) {
    const pieces = count === size ? '' : `, each in ${count / size} pieces`;
    throw new RangeError(`batchSize is ${batchSize}, which does not divide among ${size} processes${pieces}: expected a multiple of ${count}, such as ${count * Math.max(1, Math.round(batchSize / count))}`);
  }
  return { count, size: batchSize / count, own: Array.from({ length: count / size }, (_, i) => i * size + rank) };
}
