import { checkDistanceMatrix, type DistanceMatrix } from './distanceMatrix.js';

/**
 * MMD, minimum matching distance: each reference's distance from its nearest sample, averaged over the references,
 * 1/|R| Σ_{r∈R} min_{s∈S} D(s, r). 0 is best; it ignores samples that are not the nearest of any reference.
 *
 * @param distances of samples (rows) from references (columns)
 * @throws RangeError if the matrix is empty or holds NaN or negative numbers
 */
export function minimumMatchingDistance(distances: DistanceMatrix): number {
  checkDistanceMatrix(distances, 'samples × references');
  const { rows, columns, values } = distances;
  let sum = 0;
  for (let reference = 0; reference < columns; reference++) {
    let least = Infinity;
    for (let sample = 0; sample < rows; sample++) least = Math.min(least, values[sample * columns + reference]);
    sum += least;
  }
  return sum / columns;
}
