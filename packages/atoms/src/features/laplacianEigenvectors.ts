import { symmetricEigen } from './symmetricEigen.js';

/** Eigenvalues nearer to each other than this count as one, and atoms with projections nearer than this are ranked by name. */
const TOLERANCE = 1e-6;

/** L = D − A of a graph, `[nodes, nodes]`. */
function laplacian(names: readonly string[], bonds: readonly (readonly [string, string])[]): Float64Array {
  const size = names.length;
  const matrix = new Float64Array(size * size);
  for (const bond of bonds) {
    const [a, b] = bond.map((name) => names.indexOf(name));
    if (a < 0 || b < 0) throw new RangeError(`bond ${bond.join('–')} names an atom that is not among ${names.join(', ')}`);
    matrix[a * size + a]++;
    matrix[b * size + b]++;
    matrix[a * size + b]--;
    matrix[b * size + a]--;
  }
  return matrix;
}

/**
 * The leading non-trivial eigenvectors of a connected graph's Laplacian L = D − A, by rising eigenvalue; zeros if the graph has
 * fewer. The constant eigenvector of value 0 is left out.
 *
 * An eigenvector's sign, and the basis of an eigenvalue that occurs more than once, are free. Both are fixed here from the eigenspace alone,
 * so that neither the solver nor the order of the atoms matters: the atom that the space reaches farthest towards (of equals, the first by name)
 * gives the first vector, its own direction projected into the space, positive at that atom; then likewise in what is left of
 * the space. Atoms that the graph's symmetry exchanges, such as CD1 and CD2 of a ring, have equal reach, so that there names decide.
 *
 * @param names names of the nodes, all different
 * @param bonds pairs of names
 * @param count eigenvectors wanted
 * @returns `[nodes, count]`
 * @throws RangeError if a bond names an unknown node, or the graph is in more than one piece
 */
export function laplacianEigenvectors(names: readonly string[], bonds: readonly (readonly [string, string])[], count: number): Float32Array {
  const size = names.length;
  const { values, vectors } = symmetricEigen(laplacian(names, bonds), size);
  if (size > 1 && values[1] < TOLERANCE) throw new RangeError(`the graph of ${names.join(', ')} is in more than one piece`);
  const byName = names.map((_, i) => i).sort((a, b) => (names[a] < names[b] ? -1 : 1));
  const features = new Float32Array(size * count);
  for (let first = 1; first < size;) {
    let end = first + 1;
    while (end < size && values[end] - values[first] < TOLERANCE) end++;
    const projector = projectorOnto(vectors.subarray(first * size, end * size), size);
    for (let column = first - 1; column < Math.min(end - 1, count); column++) {
      const vector = takeVector(projector, size, byName);
      for (let i = 0; i < size; i++) features[i * count + column] = vector[i];
    }
    first = end;
  }
  return features;
}

/** P = Σ v vᵀ over orthonormal rows, `[size, size]`: the same for every basis of the space. */
function projectorOnto(rows: Float64Array, size: number): Float64Array {
  const projector = new Float64Array(size * size);
  for (let start = 0; start < rows.length; start += size) {
    for (let i = 0; i < size; i++) for (let j = 0; j < size; j++) projector[i * size + j] += rows[start + i] * rows[start + j];
  }
  return projector;
}

/** A unit vector of the space that a projector maps onto, by the rule above; the space loses it. */
function takeVector(projector: Float64Array, size: number, byName: readonly number[]): Float64Array {
  const reach = (i: number) => projector[i * (size + 1)];
  const pivot = byName.reduce((best, i) => (reach(i) > reach(best) + TOLERANCE ? i : best));
  const vector = projector.slice(pivot * size, (pivot + 1) * size).map((x) => x / Math.sqrt(reach(pivot)));
  for (let i = 0; i < size; i++) for (let j = 0; j < size; j++) projector[i * size + j] -= vector[i] * vector[j];
  return vector;
}
