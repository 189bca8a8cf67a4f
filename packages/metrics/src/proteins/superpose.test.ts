import { mirrored, motion, positionsOf, prediction, reference, traceOf, traces, whole } from '../testing/fixtureProteins.js';
import { moveAtoms, superpose } from './superpose.js';

const determinant = (r: Float64Array) => r[0] * (r[4] * r[8] - r[5] * r[7]) - r[1] * (r[3] * r[8] - r[5] * r[6]) + r[2] * (r[3] * r[7] - r[4] * r[6]);

test.each(traces)('the RMSD is that of scipy’s singular values: $name', ({ prediction: made, reference: truth, rmsd }) => {
  expect(superpose(positionsOf(made), positionsOf(truth)).rmsd).toBeCloseTo(rmsd, 9);
});

test('so are those of a whole chain’s Cα and of all its atoms', () => {
  expect(superpose(traceOf(prediction), traceOf(reference)).rmsd).toBeCloseTo(whole.rmsd, 9);
  expect(superpose(prediction, reference).rmsd).toBeCloseTo(whole.rmsdOfAllAtoms, 9);
});

test('finds the motion that was made', () => {
  const found = superpose(reference, moveAtoms(motion, reference));
  expect(found.rmsd).toBeLessThan(1e-10);
  found.rotation.forEach((value, k) => expect(value).toBeCloseTo(motion.rotation[k], 10));
  found.translation.forEach((value, k) => expect(value).toBeCloseTo(motion.translation[k], 8));
});

test('a mirror image is turned, not mirrored', () => {
  const { rotation, rmsd } = superpose(mirrored(reference), reference);
  expect(determinant(rotation)).toBeCloseTo(1, 10);
  expect(rmsd).toBeGreaterThan(5);
});

test.each([1, 2])('the motion of %i atom(s) is proper, though more than one is optimal', (atoms) => {
  const { rotation, rmsd } = superpose(moveAtoms(motion, reference).slice(0, atoms * 3), reference.slice(0, atoms * 3));
  expect(determinant(rotation)).toBeCloseTo(1, 10);
  expect(rmsd).toBeLessThan(1e-10);
});

test('atoms missing on either side are left out, and stay missing when moved', () => {
  const [a, b] = [prediction.slice(), reference.slice()];
  a.fill(NaN, 0, 30);
  b.fill(NaN, 60, 90);
  const kept = (positions: Float64Array) => positions.filter((_, k) => k >= 90 || (k >= 30 && k < 60));
  const found = superpose(a, b);
  expect(found.atoms).toBe(whole.residueOf.length - 20);
  expect(found.rmsd).toBeCloseTo(superpose(kept(prediction), kept(reference)).rmsd, 10);
  expect(moveAtoms(found, a).findIndex((value) => !Number.isNaN(value))).toBe(30);
});

test('bad input is named', () => {
  expect(() => superpose(reference, reference.map(() => NaN))).toThrow('no atom is present on both sides');
  expect(() => superpose(new Float64Array(0), reference)).toThrow('moving atoms: 0 numbers');
  expect(() => moveAtoms(motion, Float64Array.of(1, 2))).toThrow('atoms to move: 2 numbers');
});
