import { mirrored, motion, positionsOf, prediction, reference, residueOf, structureAt, traceOf, whole } from '../testing/fixtureProteins.js';
import { averageStructureScores } from './averageStructureScores.js';
import { scoreStructures } from './scoreStructures.js';
import { flattenStructure, type ProteinResidue, type ProteinStructure } from './structure.js';
import { moveAtoms } from './superpose.js';

const truth = structureAt(reference, 'true.cif');
const made = structureAt(prediction);
const withResidues = (structure: ProteinStructure, change: (residues: ProteinResidue[]) => ProteinResidue[]) => ({ ...structure, residues: change([...structure.residues]) });

test('gives the scores of the parts, and how they were made', () => {
  const scores = scoreStructures(made, truth, { symmetricNames: 'own' });
  expect(scores).toMatchObject({ residues: 51, missingResidues: 0, atoms: 399, missingAtoms: 0, handedness: { count: 50, mirrored: 0 } });
  expect(scores.lddtCa).toBeCloseTo(whole.alphaCarbonLddt.value, 12);
  expect(scores.lddtAllAtoms).toBeCloseTo(whole.allAtomLddt.value, 12);
  expect(scores.lddtCaPerResidue[7]).toBeCloseTo(whole.alphaCarbonLddt.perResidue[7], 12);
  expect(scores.lddtAllAtomsPerResidue[7]).toBeCloseTo(whole.allAtomLddt.perResidue[7], 12);
  expect(scores.tmScore).toBeCloseTo(whole.tmScore.tmScore, 3);
  expect(scores.rmsd).toBeCloseTo(whole.rmsd, 9);
  const shaken = scoreStructures(structureAt(positionsOf(whole.shaken)), truth);
  expect([shaken.clashes.count, shaken.bonds.count, shaken.bonds.outliers]).toEqual([whole.clashes.count, whole.bonds.count, whole.bonds.outliers]);
  expect(shaken.lddtAllAtoms).toBeCloseTo(whole.allAtomLddtOfRenamed.value, 12);
  expect(shaken.protocol.symmetricNames).toBe('best');
  expect(scores.protocol).toEqual({
    correspondence: 'order', symmetricNames: 'own', lddt: expect.stringContaining('15 Å'), tmScore: expect.any(String), rmsd: expect.any(String), clash: expect.stringContaining('nearer than 2 Å'),
    bonds: expect.stringContaining('0.1 Å'), referenceFingerprint: expect.stringMatching(/^[0-9a-f]{8}$/),
  });
});

test('identity and rigid motion: all is best; the superposition undoes the motion', () => {
  const { lddtCa, lddtAllAtoms, tmScore, rmsd, superposition, bonds, clashes } = scoreStructures(structureAt(moveAtoms(motion, reference)), truth);
  expect([lddtCa, lddtAllAtoms, clashes.count, bonds.outliers]).toEqual([1, 1, 0, 0]);
  expect(tmScore).toBeCloseTo(1, 10);
  expect(rmsd).toBeCloseTo(0, 8);
  moveAtoms(superposition, moveAtoms(motion, reference)).forEach((value, k) => expect(value).toBeCloseTo(reference[k], 8));
});

test('a mirror image is found out by TM-score, RMSD and hands', () => {
  const { tmScore, rmsd, handedness } = scoreStructures(structureAt(mirrored(reference)), truth);
  expect(tmScore).toBeLessThan(0.5);
  expect(rmsd).toBeGreaterThan(5);
  expect(handedness).toEqual({ count: 50, mirrored: 50 });
});

test('the order of atoms does not matter; hydrogens and what the reference lacks are left out', () => {
  const hydrogen = { name: 'HA', position: [NaN, NaN, NaN] };
  const jumbled = withResidues(made, (residues) => residues.map((residue) => ({ ...residue, atoms: [...residue.atoms, hydrogen, { name: 'QX', position: [0, 0, 0] }].reverse() })));
  expect(scoreStructures(jumbled, truth)).toEqual(scoreStructures(made, truth));
});

test('atoms that the prediction lacks are counted, and cost lDDT', () => {
  const lacking = prediction.map((value, k) => (Math.floor(k / 3) % 7 === 5 ? NaN : value));
  const { lddtAllAtoms, missingAtoms } = scoreStructures(structureAt(lacking), truth, { symmetricNames: 'own' });
  expect(lddtAllAtoms).toBeCloseTo(whole.allAtomLddtOfLacking.value, 12);
  expect(missingAtoms).toBe(57);
});

test('an unresolved residue of the reference has no score of its own, and adds none', () => {
  const unresolved = structureAt(reference.map((value, k) => (residueOf[Math.floor(k / 3)] === 20 ? NaN : value)));
  const scores = scoreStructures(made, unresolved);
  expect([scores.residues, scores.lddtCaPerResidue.length, scores.lddtAllAtomsPerResidue.length]).toEqual([50, 51, 51]);
  expect([scores.lddtCaPerResidue[20], scores.lddtAllAtomsPerResidue[20]]).toEqual([NaN, NaN]);
  // Left out instead of empty, it corresponds by place or number.
  const leftOut = withResidues(unresolved, (residues) => residues.filter(({ atoms }) => atoms.length > 0));
  for (const correspondence of ['place', 'number'] as const) {
    expect(scoreStructures(made, leftOut, { correspondence })).toMatchObject({ residues: 50, lddtCa: scores.lddtCa, lddtAllAtoms: scores.lddtAllAtoms, tmScore: scores.tmScore });
  }
});

test('by number or place, residues that the prediction lacks count as missing', () => {
  const short = withResidues(made, (residues) => residues.slice(10));
  const scores = scoreStructures(short, truth, { correspondence: 'place' });
  expect(scores).toMatchObject({ missingResidues: 10, residues: 51 });
  expect(scores.tmScore).toBeLessThanOrEqual(41 / 51);
});

test('insertion codes tell residues of one number apart', () => {
  const inserted = (structure: ProteinStructure) => withResidues(structure, (residues) => residues.map((residue, i) => (i === 3 ? { ...residue, number: 3, insertionCode: 'A' } : residue)));
  expect(scoreStructures(inserted(made), inserted(truth), { correspondence: 'number' }).missingResidues).toBe(0);
  expect(scoreStructures(made, inserted(truth), { correspondence: 'number' }).missingResidues).toBe(1);
});

test('short chains: two residues are scored, one has no distances', () => {
  const first = (count: number) => [made, truth].map((structure) => withResidues(structure, (residues) => residues.slice(0, count)));
  const [two, trueTwo] = first(2);
  const scores = scoreStructures(two, trueTwo);
  expect(scores.lddtCa).toBe(1);
  expect(scores.tmScore).toBeGreaterThan(0.9);
  const [one, trueOne] = first(1);
  expect(() => scoreStructures(one, trueOne)).toThrow("chain 'A' of prediction made.pdb against chain 'A' of reference true.cif: lDDT is not defined");
});

const chain = "chain 'A' of prediction made.pdb";
const trueChain = "chain 'A' of reference true.cif";
const renamed = (index: number, change: Partial<ProteinResidue>) => withResidues(made, (residues) => residues.map((residue, i) => (i === index ? { ...residue, ...change } : residue)));
const bad: [string, ProteinStructure, ProteinStructure, object, string][] = [
  ['another residue', renamed(6, { name: 'TRP' }), truth, {}, `residue TRP 7 of ${chain} stands where ${trueChain} has residue TYR 7`],
  ['a residue too many', made, withResidues(truth, (residues) => residues.filter((_, i) => i !== 6)), {}, `${chain} has 51 residues and ${trueChain} has 50; the first that differ are residue TYR 7 and residue ASP 8`],
  ['an end cut off', withResidues(made, (residues) => residues.slice(0, 40)), truth, {}, 'the first that differ are no residue and residue ALA 41'],
  ['other numbers', withResidues(made, (residues) => residues.map((residue) => ({ ...residue, number: 900 + residue.number! }))), truth, { correspondence: 'number' }, `${chain} has no residue of the number of any of ${trueChain}, such as residue MET 1`],
  ['no numbers', renamed(3, { number: undefined }), truth, { correspondence: 'number' }, `residue VAL at index 3 of ${chain} has number undefined`],
  ['a number twice', renamed(3, { number: 2 }), truth, { correspondence: 'number' }, `residue VAL 2 of ${chain} is the second of number 2`],
  ['an unknown correspondence', made, truth, { correspondence: 'name' }, 'correspondence must be one of order, number, place, not name'],
  ['an atom without coordinates', renamed(3, { atoms: [{ name: 'CA', position: [1, NaN, 2] }] }), truth, {}, `atom CA of residue VAL 4 of ${chain} has position (1, NaN, 2)`],
  ['an atom twice', renamed(3, { atoms: [{ name: 'CA', position: [1, 0, 2] }, { name: 'CA', position: [1, 0, 3] }] }), truth, {}, `atom CA of residue VAL 4 of ${chain} occurs twice`],
  ['no Cα in the reference', made, withResidues(truth, (residues) => residues.map((residue) => ({ ...residue, atoms: [] }))), {}, `${trueChain} has 51 residues and no Cα`],
  ['no residue at all', { residues: [] }, { residues: [] }, {}, 'the reference has 0 residues and no Cα'],
  ['no Cα in the prediction', withResidues(made, (residues) => residues.map((residue) => ({ ...residue, atoms: [] }))), truth, {}, `${chain} has none of the 51 Cα of ${trueChain}`],
  ['an unknown naming', made, truth, { symmetricNames: 'any' }, 'symmetricNames must be one of best, own, not any'],
  ['no distance', made, truth, { clashDistance: -1 }, 'the distance of a clash must be a positive number of Å, not -1'],
];
test.each(bad)('bad input is named: %s', (_, badPrediction, badReference, options, message) => {
  expect(() => scoreStructures(badPrediction, badReference, options)).toThrow(message);
});

test('flat arrays hold the atoms in their order', () => {
  const flat = flattenStructure(made);
  expect(flat.positions).toEqual(prediction);
  expect(flat.residues).toEqual(residueOf);
  expect(traceOf(flat.positions)).toHaveLength(153);
});

test('averages are means with a protocol; other protocols do not average', () => {
  const [first, second] = [scoreStructures(made, truth), scoreStructures(truth, made)];
  const average = averageStructureScores([first, second]);
  expect(average.lddtCa).toMatchObject({ name: 'Cα-lDDT', better: 'higher', value: (first.lddtCa + second.lddtCa) / 2, protocol: { proteins: 2, correspondence: 'order' } });
  expect(average.bondOutliers?.value).toBeCloseTo((first.bonds.outliers / first.bonds.count + second.bonds.outliers / second.bonds.count) / 2, 12);
  expect(averageStructureScores([second, first]).rmsd.protocol.referenceFingerprint).not.toBe(average.rmsd.protocol.referenceFingerprint);
  expect(() => averageStructureScores([first, scoreStructures(made, truth, { clashDistance: 3 })])).toThrow('scores of different protocols cannot be averaged (clash: ');
  expect(() => averageStructureScores([])).toThrow('there are no scores of structures to average');
});
