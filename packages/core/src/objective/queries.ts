import type { Example } from '../modality/index.js';

/** How many and which points of an example a training step decodes. */
export interface QueryRecipe {
  /** Points decoded per example; all if it has fewer. */
  decodedPoints: number;
  /** Share of them taken from {@link Example.finer}, if examples have it. Default ½. */
  finerShare?: number;
}

/** The queries of each example of a batch. */
export interface QueryCounts {
  /** In all, padding included. */
  count: number;
  /** Of the pairs that the encoder reads, at most. */
  read: number;
  /** Of the finer ones. */
  finer: number;
  /** Whether some examples have fewer. */
  padded: boolean;
}

/** If examples differ and the largest in a batch is too small, the number of queries is a multiple of this, so that batches come in few shapes, each compiled once. */
const QUERY_TILE = 64;

/** The number of queries of each kind in a batch: as the recipe says, or all of the largest example, rounded up if examples differ. */
export function queriesOf(examples: readonly Example[], { decodedPoints, finerShare = 0.5 }: QueryRecipe): QueryCounts {
  const most = examples.reduce((size, { points }) => Math.max(size, points), 0);
  const all = Math.min(decodedPoints, examples.every(({ points }) => points === most) ? most : QUERY_TILE * Math.ceil(most / QUERY_TILE));
  const fewest = examples.reduce((size, { finer }) => Math.min(size, finer?.points ?? 0), Infinity);
  const finer = Math.min(fewest, Math.round(all * finerShare));
  const read = all - finer;
  return { count: all, read, finer, padded: examples.some(({ points }) => points < read) };
}
