import { checkDistanceMatrix, type DistanceMatrix } from './distanceMatrix.js';

/**
 * COV, coverage: the share of the references that are the nearest reference of at least one sample, in (0, 1]. 1 is best; with as many
 * samples as references even the references' own distribution stays below. Of equally near references the first counts.
 *
 * @param distances of samples (rows) from references (columns)
 * @throws RangeError if the matrix is empty or holds NaN or negative numbers
 */
export function coverage(distances: DistanceMatrix): number {
  checkDistanceMatrix(distances, 'samples × references');
  const { rows, columns, values } = distances;
  const covered = new Set<number>();
  for (let sample = 0; sample < rows; sample++) {
    let nearest = 0;
    for (let reference = 1; reference < columns; reference++) {
      if (values[sample * columns + reference] < values[sample * columns + nearest]) nearest = reference;
    }
    covered.add(nearest);
  }
  return covered.size / columns;
}
