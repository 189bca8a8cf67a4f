import { atomNames, mirrored, motion, positionsOf, prediction, reference, residueOf, whole } from '../testing/fixtureProteins.js';
import { backboneBonds, bondLengthStatistics } from './backboneBonds.js';
import { bondDeviations, bondsByDistance } from './bonds.js';
import { clashStatistics } from './clashes.js';
import { handednessStatistics } from './handedness.js';
import { moveAtoms } from './superpose.js';

const shaken = positionsOf(whole.shaken);
const bonds = bondsByDistance(reference, atomNames);
const backboneOf = (positions: Float64Array, truth?: Float64Array) => bondLengthStatistics({ positions, residues: residueOf, names: atomNames }, backboneBonds, truth);

test('bonds, and how a shaken chain’s differ from the reference’s, are those of brute force', () => {
  const { count, outliers, ...lengths } = bondDeviations(shaken, reference, bonds);
  expect({ count, outliers }).toEqual({ count: whole.bonds.count, outliers: whole.bonds.outliers });
  for (const [field, value] of Object.entries(lengths)) expect(value).toBeCloseTo(whole.bonds[field as keyof typeof lengths], 12);
});

test('bonds that distance finds in 1LCD are those of its chemistry', () => {
  // A chain's graph has atoms − 1 bonds and one more for each ring: 3 TYR, 1 HIS and 2 PRO.
  const rings = whole.sequence.split(' ').reduce((sum, name) => sum + (['TYR', 'PHE', 'HIS', 'PRO'].includes(name) ? 1 : name === 'TRP' ? 2 : 0), 0);
  expect(bonds.length / 2).toBe(atomNames.length - 1 + rings);
});

test('two sulphurs are bonded up to 2.3 Å, others up to 2', () => {
  const pair = Float64Array.of(0, 0, 0, 2.05, 0, 0);
  expect([...bondsByDistance(pair, ['SG', 'SG'])]).toEqual([0, 1]);
  expect([...bondsByDistance(pair, ['SG', 'CB'])]).toEqual([]);
});

test('clashes of a shaken chain are those of brute force', () => {
  const { nearest, perThousandAtoms, ...counts } = clashStatistics(shaken, bonds, 2);
  const { nearest: expected, ...expectedCounts } = whole.clashes;
  expect(counts).toEqual(expectedCounts);
  expect(nearest).toBeCloseTo(expected, 12);
  expect(perThousandAtoms).toBeCloseTo((1000 * counts.count) / counts.atoms, 12);
});

test('a deposited chain has no clash; one folded onto itself has; missing atoms have none', () => {
  expect(clashStatistics(reference, bonds, 2)).toEqual({ count: 0, clashingAtoms: 0, atoms: atomNames.length, perThousandAtoms: 0 });
  const flat = reference.map((value, k) => (k % 3 === 0 ? 0 : value));
  expect(clashStatistics(flat, bonds, 2).count).toBeGreaterThan(100);
  expect(clashStatistics(flat.map(() => NaN), bonds, 2)).toMatchObject({ count: 0, atoms: 0, perThousandAtoms: 0 });
});

test('atoms bonded to each other or to a common atom do not clash, the next do', () => {
  const line = Float64Array.from({ length: 12 }, (_, k) => (k % 3 === 0 ? k / 3 : 0) * 0.5);
  expect(clashStatistics(line, [0, 1, 1, 2, 2, 3], 2)).toMatchObject({ count: 1, clashingAtoms: 2, nearest: 1.5 });
  expect(clashStatistics(line, [], 1.5).count).toBe(5); // strict: 0–3 is at 1.5 Å
});

test('lengths of backbone bonds are those of numpy', () => {
  for (const { name, mean, deviations } of backboneOf(shaken)) {
    const expected = whole.backbone[name as keyof typeof whole.backbone];
    expect(deviations.count).toBe(expected.count);
    expect(mean).toBeCloseTo(expected.mean, 12);
    expect(deviations.standardDeviation).toBeCloseTo(expected.standardDeviation, 12);
  }
});

test('a deposited chain’s bonds are ideal, before and after a rigid motion; a stretched bond is found', () => {
  for (const positions of [reference, moveAtoms(motion, reference)]) {
    for (const { deviations } of backboneOf(positions)) expect(deviations).toMatchObject({ outliers: 0, rootMeanSquare: expect.closeTo(0.01, 1) });
  }
  const oxygen = atomNames.findIndex((name, i) => name === 'O' && residueOf[i] === 30);
  const stretched = reference.map((value, k) => (Math.floor(k / 3) === oxygen ? value + 1 : value));
  expect(backboneOf(stretched)[2]).toMatchObject({ name: 'C–O', worstResidue: 30, deviations: { outliers: 1 } });
});

test('a break in the reference’s chain is not a bond; missing atoms have none', () => {
  const broken = reference.map((value, k) => (residueOf[Math.floor(k / 3)] < 25 ? value : value + 20));
  expect(backboneOf(broken)[4].deviations.count).toBe(50);
  expect(backboneOf(broken, broken)[4].deviations.count).toBe(49);
  expect(backboneOf(reference.map(() => NaN))[0]).toMatchObject({ mean: NaN, worstResidue: -1, deviations: { count: 0, largest: NaN } });
});

test('every Cα of a mirror image is of the wrong hand; none of a second model or of a moved chain', () => {
  const hands = (positions: Float64Array) => handednessStatistics(positions, reference, residueOf, atomNames);
  expect(hands(mirrored(reference))).toEqual({ count: 50, mirrored: 50 });
  expect(hands(moveAtoms(motion, prediction))).toEqual({ count: 50, mirrored: 0 });
  expect(hands(prediction.map((value, k) => (k < 3 ? NaN : value)))).toEqual({ count: 49, mirrored: 0 });
});

test('bad input is named', () => {
  expect(() => clashStatistics(reference, bonds, 0)).toThrow('the distance of a clash must be a positive number of Å, not 0');
  expect(() => clashStatistics(reference, [0], 2)).toThrow('bonds has 1 numbers');
  expect(() => bondDeviations(reference, reference, [0, 1, 2, 5000])).toThrow(`bond 1 names atom 5000 of ${atomNames.length}`);
  expect(() => bondsByDistance(reference, ['CA'])).toThrow(`names has 1 entries for ${atomNames.length} atoms`);
  expect(() => bondLengthStatistics({ positions: reference, residues: residueOf, names: atomNames.map(() => 'CA') })).toThrow('atom CA occurs twice in the residue at index 0');
  expect(() => handednessStatistics(reference, reference, residueOf, [])).toThrow('and 0 names');
});
