import type { Example } from '../modality/index.js';

/** How many points of an example a training step decodes, and which. */
export interface QueryRecipe {
  /** Points decoded of each example; all where it has fewer. */
  decodedPoints: number;
  /** Share of them that is taken from {@link Example.finer}, if examples have it. Default ½. */
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

/** Queries in a batch where the largest example is too small, and examples differ, are a multiple of this many: batches come in few shapes, each compiled once. */
const QUERY_TILE = 64;

/** How many queries of each kind a batch has: what the recipe says, or all of the largest example, with room to spare if examples differ. */
export function queriesOf(examples: readonly Example[], { decodedPoints, finerShare = 0.5 }: QueryRecipe): QueryCounts {
  const most = examples.reduce((size, { points }) => Math.max(size, points), 0);
  const all = Math.min(decodedPoints, examples.every(({ points }) => points === most) ? most : QUERY_TILE * Math.ceil(most / QUERY_TILE));
  const fewest = examples.reduce((size, { finer }) => Math.min(size, finer?.points ?? 0), Infinity);
  const finer = Math.min(fewest, Math.round(all * finerShare));
  const read = all - finer;
  return { count: all, read, finer, padded: examples.some(({ points }) => points < read) };
}
