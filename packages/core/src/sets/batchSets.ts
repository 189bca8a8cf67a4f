import { channelsOfSet, type CoordinateValueSet } from './coordinateValueSet.js';

/** Sets side by side, padded to one number of points. */
export interface SetBatch {
  /** Number of sets. */
  batch: number;
  /** Slots for pairs in each set. */
  points: number;
  coordinateChannels: number;
  valueChannels: number;
  /** `[batch, points, coordinateChannels]`; padding is 0. */
  coordinates: Float32Array;
  /** `[batch, points, valueChannels]`; padding is 0. */
  values: Float32Array;
  /** `[batch, points]`: 1 at a pair, 0 at padding. */
  mask: Float32Array;
  /** `[batch]`: pairs of each set. */
  counts: Int32Array;
}

/** How sets are batched. */
export interface BatchSetsOptions {
  /** Slots for pairs in each set, so that every batch has the same shape; by default as many as the largest set has. */
  points?: number;
}

/**
 * Batches sets that may differ in their number of pairs.
 *
 * @throws RangeError if there are no sets, they differ in channels, or one has more pairs than slots
 */
export function batchSets(sets: readonly CoordinateValueSet[], { points: wanted }: BatchSetsOptions = {}): SetBatch {
  if (sets.length === 0) throw new RangeError('a batch needs at least one set');
  const { coordinateChannels, valueChannels } = channelsOfSet(sets[0]);
  const largest = sets.reduce((most, set) => Math.max(most, set.points), 0);
  const points = wanted ?? largest;
  if (!Number.isInteger(points) || points < largest) throw new RangeError(`points of the batch is ${points}; expected an integer of at least ${largest}, the pairs of its largest set`);
  const batch = {
    batch: sets.length, points, coordinateChannels, valueChannels,
    coordinates: new Float32Array(sets.length * points * coordinateChannels),
    values: new Float32Array(sets.length * points * valueChannels),
    mask: new Float32Array(sets.length * points),
    counts: Int32Array.from(sets, (set) => set.points),
  };
  sets.forEach((set, place) => {
    const channels = channelsOfSet(set);
    if (channels.coordinateChannels !== coordinateChannels || channels.valueChannels !== valueChannels) {
      throw new RangeError(`set ${place} has ${channels.coordinateChannels} coordinate and ${channels.valueChannels} value channels; ` +
        `expected ${coordinateChannels} and ${valueChannels}, as set 0`);
    }
    batch.coordinates.set(set.coordinates, place * points * coordinateChannels);
    batch.values.set(set.values, place * points * valueChannels);
    batch.mask.fill(1, place * points, place * points + set.points);
  });
  return batch;
}

/**
 * The set at a place of a batch, without its padding.
 *
 * @throws RangeError if the batch has no such index
 */
export function setOfBatch({ batch, points, coordinateChannels, valueChannels, coordinates, values, counts }: SetBatch, place: number): CoordinateValueSet {
  if (!(Number.isInteger(place) && place >= 0 && place < batch)) throw new RangeError(`place ${place} is not in a batch of ${batch} sets`);
  const cut = (numbers: Float32Array, channels: number) => numbers.slice(place * points * channels, (place * points + counts[place]) * channels);
  return { points: counts[place], coordinates: cut(coordinates, coordinateChannels), values: cut(values, valueChannels) };
}
