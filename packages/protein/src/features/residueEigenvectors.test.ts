import { laplacianEigenvectors } from '@inrflow/atoms';
import { permutation } from '@inrflow/core';
import { atomsOf, bondsOf, RESIDUE_TYPES } from '../residues/index.js';

const column = (features: Float32Array, count: number, at: number) => Array.from({ length: features.length / count }, (_, i) => features[i * count + at]);
const dot = (a: readonly number[], b: readonly number[]) => a.reduce((sum, x, i) => sum + x * b[i], 0);

describe('eigenvectors of residues', () => {
  test.each(RESIDUE_TYPES.flatMap((type) => [[type.name, type, false], [`${type.name} at the end`, type, true]] as const))('%s: orthonormal eigenvectors of L, whatever the order of atoms and bonds', (_, type, terminal) => {
    const names = atomsOf(type, terminal).map(({ name }) => name);
    const bonds = bondsOf(type, terminal);
    const count = names.length - 1;
    const features = laplacianEigenvectors(names, bonds, count);
    const columns = Array.from({ length: count }, (_, k) => column(features, count, k));
    columns.forEach((vector, i) => {
      columns.forEach((other, j) => expect(dot(vector, other)).toBeCloseTo(i === j ? 1 : 0, 5));
      expect(dot(vector, vector.map(() => 1))).toBeCloseTo(0, 5);
      // L v = λ v, with λ from v itself.
      const image = vector.map((x, at) => bonds.reduce((sum, bond) => (bond.includes(names[at]) ? sum + x - vector[names.indexOf(bond[0] === names[at] ? bond[1] : bond[0])] : sum), 0));
      const value = dot(vector, image);
      image.forEach((x, at) => expect(x).toBeCloseTo(value * vector[at], 4));
    });
    for (let sample = 0; sample < 4; sample++) {
      const order = [...permutation({ seed: 2, stream: 'atoms', sample }, names.length)];
      const bondOrder = [...permutation({ seed: 2, stream: 'bonds', sample }, bonds.length)];
      const shuffled = laplacianEigenvectors(order.map((i) => names[i]), bondOrder.map((i) => [bonds[i][1], bonds[i][0]] as const), count);
      order.forEach((from, to) => {
        for (let k = 0; k < count; k++) expect(shuffled[to * count + k]).toBeCloseTo(features[from * count + k], 5);
      });
    }
  });
});
