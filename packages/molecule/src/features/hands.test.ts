import path from 'node:path';
import { openMoleculeRecords } from '../datasets/index.js';
import { handFeatures, rightHands, rightSides, sideFeatures } from './hands.js';
import { readSmiles } from '../chemistry/index.js';

const FILE = path.join(__dirname, '../../../../examples/molecules/conformers.sdf.gz');

test('hands and sides that are read from positions agree with those positions, and no hand agrees with their mirror image', async () => {
  const { records } = await openMoleculeRecords(FILE);
  let [centres, bonds] = [0, 0];
  const wrong: string[] = [];
  for (const { molecule, positions, name } of records) {
    if (!molecule || !positions) throw new Error(`${name} was not read`);
    const mirrored = positions.map((x, at) => (at % 3 === 2 ? -x : x));
    if (rightHands(molecule, positions) !== molecule.centres.length || rightHands(molecule, mirrored) !== 0) wrong.push(`${name}: ${rightHands(molecule, positions)} and ${rightHands(molecule, mirrored)} of ${molecule.centres.length} hands`);
    if (rightSides(molecule, positions) !== molecule.doubleBonds.length || rightSides(molecule, mirrored) !== molecule.doubleBonds.length) wrong.push(`${name}: ${rightSides(molecule, positions)} of ${molecule.doubleBonds.length} sides`);
    centres += molecule.centres.length;
    bonds += molecule.doubleBonds.length;
  }
  expect(wrong).toEqual([]);
  expect([centres > 300, bonds > 50]).toEqual([true, true]);
});

test('mirror images differ only in two neighbours of each centre; E and Z differ in their sides', () => {
  const [left, right] = ['C[C@H](N)C(=O)O', 'C[C@@H](N)C(=O)O'].map((smiles) => readSmiles(smiles, 'alanine').molecule);
  expect(right.ranks).toEqual(left.ranks);
  expect(handFeatures(right)).not.toEqual(handFeatures(left));
  expect(handFeatures(right, true)).toEqual(handFeatures(left));
  // Written from the other end.
  const again = readSmiles('OC(=O)[C@H](C)N', 'alanine').molecule;
  expect(again.id).toBe(left.id);
  expect(again.ranks.map((_, rank) => [...handFeatures(again).subarray(5 * again.ranks.indexOf(rank), 5 * again.ranks.indexOf(rank) + 5)])).toEqual(left.ranks.map((_, rank) => [...handFeatures(left).subarray(5 * left.ranks.indexOf(rank), 5 * left.ranks.indexOf(rank) + 5)]));
  const [e, z] = ['C/C=C/C', 'C/C=C\\C'].map((smiles) => sideFeatures(readSmiles(smiles, 'butene').molecule));
  expect(Math.abs([...e].reduce((sum, x) => sum + x))).toBe(0);
  expect([...z].reduce((sum, x) => sum + x)).toBe(2);
});
