import type { Moments } from './moments.js';
import type { Placement } from './placement.js';

/** Normalizations of single shapes, by name. */
const PER_SHAPE = {
  /** The middle of its box to 0, the longest side of the box to [−1, 1]. */
  'unit-box': ({ low, high }: Moments): Placement => ({
    offset: [(low[0] + high[0]) / 2, (low[1] + high[1]) / 2, (low[2] + high[2]) / 2], scale: Math.max(high[0] - low[0], high[1] - low[1], high[2] - low[2]) / 2,
  }),
  /** Its mean to 0, the point farthest from the mean to a distance of 1. */
  'unit-sphere': ({ mean, radius }: Moments): Placement => ({ offset: mean, scale: radius }),
  /** Its mean to 0, the standard deviation over all three axes together to 1, the same as the objective's noise: the easiest to learn. */
  'unit-deviation': ({ mean, square }: Moments): Placement => ({
    offset: mean, scale: Math.sqrt(square.reduce((sum, of, k) => sum + Math.max(0, of - mean[k] ** 2), 0) / 3),
  }),
  /** Unchanged. */
  none: (): Placement => ({ offset: [0, 0, 0], scale: 1 }),
} as const;

/** A normalization: each shape by itself, all shapes by the `dataset`'s mean and standard deviation, or none. */
export type NormalizationName = keyof typeof PER_SHAPE | 'dataset';

/** Names of the normalizations. */
export const NORMALIZATIONS: readonly NormalizationName[] = ['unit-box', 'unit-sphere', 'unit-deviation', 'dataset', 'none'];

/**
 * The placement that a normalization of single shapes gives to one of them.
 *
 * @throws RangeError if the shape's points are all the same
 */
export function shapePlacement(name: Exclude<NormalizationName, 'dataset'>, moments: Moments): Placement {
  const placement = PER_SHAPE[name](moments);
  if (!(placement.scale > 0)) throw new RangeError('its points are all the same');
  return placement;
}

/**
 * The placement that `dataset` gives to all shapes: the mean of every training shape's points to 0, and their standard deviation over all
 * three axes together to 1, σ² = mean over the axes of E x² − (E x)² (as PointFlow does). Each shape has the same weight, whatever its number of points.
 *
 * @throws RangeError if there are no shapes, or all points are the same
 */
export function datasetPlacement(shapes: readonly Moments[]): Placement {
  if (shapes.length === 0) throw new RangeError('the mean of no shapes was asked for');
  const average = (of: (shape: Moments) => number) => shapes.reduce((sum, shape) => sum + of(shape), 0) / shapes.length;
  const offset: Placement['offset'] = [average(({ mean }) => mean[0]), average(({ mean }) => mean[1]), average(({ mean }) => mean[2])];
  const variance = offset.reduce((sum, mean, k) => sum + average(({ square }) => square[k]) - mean * mean, 0) / 3;
  if (!(variance > 0)) throw new RangeError('all points of all shapes are the same');
  return { offset, scale: Math.sqrt(variance) };
}
