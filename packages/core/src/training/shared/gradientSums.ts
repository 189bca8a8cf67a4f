import type { ProcessGroup } from '../../processes/index.js';
import type { NamedArrays } from '../arrays.js';
import type { Layout } from './layout.js';
import { addInOrder } from './orderedSum.js';

/** Gradients of all pieces of a batch, summed over the processes that compute them. */
export interface GradientSums {
  /** Where to write a piece's gradients. */
  readonly piece: NamedArrays;
  /** Begins a step. */
  clear(): void;
  /** Adds every process's current piece to the sums, in the order of ranks. */
  addPiece(): Promise<void>;
  /** Ends a step in which pieces were added in order: the sums of all, or those of this process's part. */
  finish(): Promise<NamedArrays>;
  /** The alternative to adding in order: sums every process's current piece, in whatever order is fastest. */
  sumPieces(): Promise<NamedArrays>;
}

/**
 * Sums of gradients.
 *
 * @param parts whether only this process's part of the sums is wanted, as divided by the layout
 */
export function gradientSums(processes: ProcessGroup, layout: Layout, { parts: isPart }: { parts: boolean }): GradientSums {
  const { parts, length, namesOf } = layout;
  const { rank } = processes;
  const all = new Float32Array(length);
  const piece = layout.views(all);
  let own: Float32Array | undefined;
  const ownSums = () => (own ??= new Float32Array(parts[rank].length));
  /** This process's arrays, in its part of the sums. */
  const views = (): NamedArrays => Object.fromEntries(namesOf(rank).map((name) => {
    const { data, shape } = piece[name];
    const at = data.byteOffset / 4 - parts[rank].offset;
    return [name, { dtype: 'float32' as const, shape, data: ownSums().subarray(at, at + data.length) }];
  }));
  return {
    piece,
    clear: () => void own?.fill(0),
    addPiece: () => addInOrder(processes, all, parts, ownSums()),
    async finish() {
      if (isPart) return views();
      all.set(ownSums(), parts[rank].offset);
      await processes.spread(all, parts);
      return piece;
    },
    async sumPieces() {
      if (!isPart) {
        await processes.sum(all);
        return piece;
      }
      await processes.sumParts(all, parts, ownSums());
      return views();
    },
  };
}
