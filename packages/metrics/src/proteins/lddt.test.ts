import { seededRandom } from '../clouds/seededRandom.js';
import { atomNames, mirrored, motion, prediction, reference, residueOf, traceOf, whole } from '../testing/fixtureProteins.js';
import { lddt, type LocalDistanceScore } from './lddt.js';
import { forEachNearPair } from './neighbours.js';
import { moveAtoms } from './superpose.js';

const trace = traceOf(reference);

function expectClose(actual: LocalDistanceScore, expected: { value: number; pairs: number; perResidue: number[] }): void {
  expect(actual.pairs).toBe(expected.pairs);
  expect(actual.value).toBeCloseTo(expected.value, 12);
  expect(actual.perResidue).toHaveLength(expected.perResidue.length);
  actual.perResidue.forEach((value, i) => expect(value).toBeCloseTo(expected.perResidue[i], 12));
}

test('Cα-lDDT, all-atom lDDT and shares by residue are those of scipy’s whole distance matrices', () => {
  expectClose(lddt(traceOf(prediction), trace), whole.alphaCarbonLddt);
  expectClose(lddt(prediction, reference, residueOf), whole.allAtomLddt);
});

test('a distance to an atom that the prediction lacks is not preserved', () => {
  const lacking = prediction.map((value, k) => (Math.floor(k / 3) % 7 === 5 ? NaN : value));
  expectClose(lddt(lacking, reference, residueOf), whole.allAtomLddtOfLacking);
});

test('identity and rigid motion: 1, on every residue; a mirror image too, as distances are all that is compared', () => {
  for (const same of [reference, moveAtoms(motion, reference), mirrored(reference)]) {
    const { value, perResidue } = lddt(same, reference, residueOf);
    expect([value, ...perResidue]).toEqual(new Array(52).fill(1));
  }
});

test('what the reference lacks does not count', () => {
  const lacking = reference.map((value, k) => (residueOf[Math.floor(k / 3)] === 20 ? NaN : value));
  const without = (positions: Float64Array) => positions.filter((_, k) => residueOf[Math.floor(k / 3)] !== 20);
  const score = lddt(prediction, lacking, residueOf);
  expect(score.value).toBeCloseTo(lddt(without(prediction), without(reference), residueOf.filter((residue) => residue !== 20)).value, 12);
  expect(score.perResidue[20]).toBeNaN();
});

test('thresholds and radius are strict', () => {
  // Exactly representable: one pair at 8 Å, moved by 0, 0.5, 1, 2, 4 and a little less than 4.
  const pair = (distance: number) => Float64Array.of(0, 0, 0, distance, 0, 0);
  expect([0, 0.25, 0.5, 1, 2, 3.75, 4].map((change) => lddt(pair(8 + change), pair(8)).value)).toEqual([1, 1, 0.75, 0.5, 0.25, 0.25, 0]);
  expect(lddt(pair(14), pair(14.9375)).value).toBe(0.75);
  expect(() => lddt(pair(15), pair(15))).toThrow('lDDT is not defined: no two atoms of different residues are nearer than 15 Å in the reference');
});

test('short chains: two residues have one pair, one residue has none', () => {
  expect(lddt(trace.slice(0, 6), trace.slice(0, 6))).toEqual({ value: 1, perResidue: Float64Array.of(1, 1), pairs: 1 });
  expect(() => lddt(trace.slice(0, 3), trace.slice(0, 3))).toThrow('lDDT is not defined');
});

test('near pairs are those of all pairs, each once, also where atoms lie far out or are missing', () => {
  const random = seededRandom(4);
  const positions = Float64Array.from({ length: 300 }, () => random() * 30);
  positions.set([NaN, NaN, NaN], 9);
  positions.set([1e6, -1e5, 0, 1e6 + 1, -1e5, 0], 60);
  const brute: string[] = [];
  for (let j = 0; j < 100; j++) {
    for (let i = 0; i < j; i++) if (Math.hypot(...[0, 1, 2].map((k) => positions[i * 3 + k] - positions[j * 3 + k])) < 5) brute.push(`${i} ${j}`);
  }
  const found: string[] = [];
  forEachNearPair(positions, 5, (i, j) => found.push(`${i} ${j}`));
  expect(brute.length).toBeGreaterThan(50);
  expect(found.sort()).toEqual(brute.sort());
});

test('bad input is named', () => {
  expect(() => lddt(trace, trace.slice(3))).toThrow('prediction and reference have 51 and 50 atoms');
  expect(() => lddt(trace.slice(1), trace)).toThrow('prediction: 152 numbers');
  expect(() => lddt(trace.with(4, NaN), trace)).toThrow('atom 1 of the prediction is at (');
  expect(() => lddt(trace, trace.with(4, Infinity))).toThrow('atom 1 of the reference is at (');
  expect(() => lddt(reference, reference, [0])).toThrow(`residues has 1 indices for ${atomNames.length} atoms`);
  expect(() => lddt(trace, trace, new Array(51).fill(-1))).toThrow('residues[0] is -1');
});
