import fixture from '../testing/fixtures/images.json';
import { normals } from '../testing/pictures.js';
import { weyl } from '../testing/weyl.js';
import { densityCoverage, precisionRecall } from './neighbourScores.js';

const set = (values: Float64Array | Float32Array, dimensions = 8) => ({ values, dimensions });
const samples = set(weyl(150 * 8, 20).map((value) => value ** 2 + 0.1));
const references = set(weyl(200 * 8, 1));
const names = { features: 'made up', referenceSet: 'made up' };
const valuesOf = (a: ReturnType<typeof set>, b: ReturnType<typeof set>, neighbours?: number) => {
  const { precision, recall } = precisionRecall(a, b, { ...names, neighbours });
  const { density, coverage } = densityCoverage(a, b, { ...names, neighbours });
  return { precision: precision.value, recall: recall.value, density: density.value, coverage: coverage.value };
};

test.each(fixture.neighbours)('equals scipy’s distances sorted, k = $neighbours', ({ neighbours, ...expected }) => {
  expect(valuesOf(samples, references, neighbours)).toEqual({ ...expected, density: expect.closeTo(expected.density, 12) });
  // A shift of both and a turn of the axes move nothing.
  const moved = ({ values }: typeof samples) => set(values.map((_, i) => 1e4 - values[i - (i % 8) + 7 - (i % 8)]));
  expect(valuesOf(moved(samples), moved(references), neighbours)).toEqual({ ...expected, density: expect.closeTo(expected.density, 12) });
});

test('carries the counts and the usual numbers of neighbours', () => {
  const protocol = { ...names, dimensions: 8, samples: 150, references: 200 };
  expect(precisionRecall(samples, references, names).recall).toEqual({ name: 'recall', value: expect.any(Number), better: 'higher', protocol: { ...protocol, neighbours: 3 } });
  expect(densityCoverage(samples, references, names).coverage).toEqual({ name: 'coverage', value: expect.any(Number), better: 'higher', protocol: { ...protocol, neighbours: 5 } });
});

test('recall is the precision of exchanged sets', () => {
  expect(precisionRecall(references, samples, names).precision.value).toBe(precisionRecall(samples, references, names).recall.value);
});

test('a set against itself: all 1, with float32 and with copies of one vector too', () => {
  for (const values of [references.values, Float32Array.from(references.values), Float32Array.from({ length: 20 * 8 }, (_, i) => 0.1 * (i % 8) + 100)]) {
    expect(valuesOf(set(values), set(values), 5)).toMatchObject({ precision: 1, recall: 1, coverage: 1 });
    expect(valuesOf(set(values), set(values), 5).density).toBeGreaterThanOrEqual(1);
  }
});

test('two draws of one distribution: density about 1, the rest high', () => {
  const { precision, recall, density, coverage } = valuesOf(set(normals(1000 * 4, 1), 4), set(normals(1000 * 4, 2), 4), 5);
  expect(Math.min(precision, recall, coverage)).toBeGreaterThan(0.85);
  expect(Math.abs(density - 1)).toBeLessThan(0.1);
});

test('a collapsed generator has high precision and low recall; one that covers too much the reverse', () => {
  const real = set(normals(400 * 6, 1), 6);
  const collapsed = set(normals(400 * 6, 2).map((value) => 0.05 * value), 6);
  const wide = set(normals(400 * 6, 3).map((value) => 4 * value), 6);
  expect(valuesOf(collapsed, real)).toMatchObject({ precision: 1, recall: 0 });
  expect(valuesOf(collapsed, real).coverage).toBeLessThan(0.4);
  expect(valuesOf(wide, real).precision).toBeLessThan(0.2);
  expect(valuesOf(wide, real).recall).toBeGreaterThan(0.9);
});

test('one of two modes left out: precision stays, recall and coverage halve; modes far off: all 0', () => {
  const mode = (place: number, seed: number) => normals(200 * 3, seed).map((value) => value + place);
  const both = set(Float64Array.of(...mode(0, 1), ...mode(50, 2)), 3);
  const { precision, recall, coverage } = valuesOf(set(mode(0, 3), 3), both);
  expect(precision).toBeGreaterThan(0.85);
  for (const share of [recall, coverage]) expect(Math.abs(share - 0.5)).toBeLessThan(0.1);
  expect(valuesOf(set(mode(-50, 4), 3), both)).toEqual({ precision: 0, recall: 0, density: 0, coverage: 0 });
});

test('on the edge of a ball is inside', () => {
  // References 0, 1, 2: balls of radius 1 about each.
  const line = set(Float64Array.of(0, 1, 2), 1);
  expect(precisionRecall(set(Float64Array.of(3, 3.01), 1), line, { ...names, neighbours: 1 }).precision.value).toBe(0.5);
});

test.each([
  ['few samples', () => precisionRecall(set(weyl(3 * 8, 1)), references, names), 'the features samples hold 3 vectors: the 3 nearest neighbours of each need at least 4'],
  ['few references', () => densityCoverage(samples, set(weyl(5 * 8, 1)), names), 'the features references hold 5 vectors: the 5 nearest neighbours of each need at least 6'],
  ['neighbours', () => precisionRecall(samples, references, { ...names, neighbours: 1.5 }), 'neighbours must be a positive integer, not 1.5'],
  ['dimensions', () => densityCoverage(samples, set(weyl(100, 1), 10), names), 'the features samples have 8 dimensions and references 10'],
  ['infinite', () => precisionRecall(set(Float32Array.of(1, Infinity), 1), references, names), 'vector 1 of the features samples has Infinity'],
])('refused: %s', (_, score, message) => {
  expect(score).toThrow(message);
});
