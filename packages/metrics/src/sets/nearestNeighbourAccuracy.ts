import { checkDistanceMatrix, type DistanceMatrix } from './distanceMatrix.js';

/** The distances that 1-NNA needs. */
export interface UnionDistances {
  /** Samples among themselves, `[samples, samples]`. */
  samples: DistanceMatrix;
  /** References among themselves, `[references, references]`. */
  references: DistanceMatrix;
  /** Samples (rows) from references (columns). */
  across: DistanceMatrix;
}

/** The chance that a random one of the nearest lies in the first group, given (distance, in the first group) of each. */
function ownShare(count: number, at: (i: number) => [distance: number, own: boolean]): number {
  let [least, own, others] = [Infinity, 0, 0];
  for (let i = 0; i < count; i++) {
    const [distance, isOwn] = at(i);
    if (distance > least) continue;
    if (distance < least) [least, own, others] = [distance, 0, 0];
    if (isOwn) own++;
    else others++;
  }
  return own / (own + others);
}

/**
 * 1-NNA, the leave-one-out accuracy of a nearest-neighbour classifier on the union of samples and references: the share of all clouds
 * whose nearest other cloud is of their own set. 0.5 is best: the sets cannot be told apart. 1: they lie apart; 0: every sample copies a
 * reference. Among equally near clouds one at random counts, in expectation.
 *
 * @throws RangeError if the counts of samples and references differ (one distribution gives 0.5 only at equal counts), the matrices do
 *   not fit one another, or hold NaN or negative numbers
 */
export function nearestNeighbourAccuracy({ samples, references, across }: UnionDistances): number {
  checkDistanceMatrix(samples, 'samples × samples');
  checkDistanceMatrix(references, 'references × references');
  checkDistanceMatrix(across, 'samples × references');
  const count = across.rows;
  if (across.columns !== count) {
    throw new RangeError(`1-NNA needs as many samples as references, not ${across.rows} and ${across.columns}: leave some out, or make more`);
  }
  for (const [name, { rows, columns }] of Object.entries({ samples, references })) {
    if (rows !== count || columns !== count) throw new RangeError(`the distances among the ${name} are ${rows} × ${columns}, not ${count} × ${count}`);
  }
  let correct = 0;
  for (let i = 0; i < count; i++) {
    const among = (own: DistanceMatrix, other: (j: number) => number) =>
      ownShare(2 * count, (j) => (j >= count ? [other(j - count), false] : [j === i ? Infinity : own.values[i * count + j], true]));
    correct += among(samples, (j) => across.values[i * count + j]);
    correct += among(references, (j) => across.values[j * count + i]);
  }
  return correct / (2 * count);
}
