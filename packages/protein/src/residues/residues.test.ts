import { execFileSync } from 'node:child_process';
import path from 'node:path';
import { STANDARD_RESIDUES } from '../chains/standardResidues.js';
import { atomsOf, bondsOf, MOST_ATOMS, RESIDUE_TYPES, residueType } from './index.js';
import { RESIDUE_TABLE, TERMINAL_OXYGEN } from './residueTable.js';

const named = (residue: string, atom: string) => residueType(residue)!.type.atoms.find(({ name }) => name === atom)!;

test('the table is what RDKit gives', () => {
  const tool = path.join(__dirname, '../../../../tools/protein/residues.mjs');
  const printed = execFileSync(process.execPath, [tool, '--print'], { encoding: 'utf8' });
  expect(JSON.parse(printed)).toEqual({ residues: RESIDUE_TABLE, terminalOxygen: TERMINAL_OXYGEN });
});

test('twenty residues with the atoms that structure files have, and the unknown one', () => {
  expect(RESIDUE_TABLE.map(({ name }) => name)).toEqual(Object.keys(STANDARD_RESIDUES).sort());
  for (const { name, letter, atoms } of RESIDUE_TABLE) {
    expect({ letter, atoms: atoms.map((atom) => atom.name) }).toEqual(STANDARD_RESIDUES[name]);
  }
  expect(Math.max(...RESIDUE_TYPES.map(({ atoms }) => atoms.length))).toBe(MOST_ATOMS);
  expect(residueType('UNK')).toMatchObject({ index: 20, type: { letter: 'X', atoms: residueType('ALA')!.type.atoms } });
  expect(residueType('HOH')).toBeUndefined();
});

test('each residue is one piece, with as many bonds as its rings require', () => {
  // Rings by hand: bonds = atoms − 1 + rings in a connected graph.
  const rings: Record<string, number> = { HIS: 1, PHE: 1, PRO: 1, TRP: 2, TYR: 1 };
  for (const type of RESIDUE_TYPES) {
    const [atoms, bonds] = [atomsOf(type, true).map(({ name }) => name), bondsOf(type, true)];
    expect(bonds).toHaveLength(atoms.length - 1 + (rings[type.name] ?? 0));
    const reached = new Set(['N']);
    for (let size = 0; size < reached.size;) {
      size = reached.size;
      for (const [a, b] of bonds) if (reached.has(a) || reached.has(b)) [a, b].forEach((name) => reached.add(name));
    }
    expect([...reached].sort()).toEqual([...atoms].sort());
  }
});

test('chemistry agrees with the textbook', () => {
  expect(RESIDUE_TYPES.map(({ name, atoms }) => [name, atoms.reduce((sum, { charge }) => sum + charge, 0)]).filter(([, charge]) => charge))
    .toEqual([['ARG', 1], ['ASP', -1], ['GLU', -1], ['LYS', 1]]);
  // Formulas of residues (amino acid less water): carbons and hydrogens of neutral forms, plus or minus a proton where charged.
  const hydrogens = (name: string) => residueType(name)!.type.atoms.reduce((sum, atom) => sum + atom.hydrogens, 0);
  const formulas = { GLY: 3, ALA: 5, SER: 5, PRO: 7, VAL: 9, THR: 7, CYS: 5, LEU: 11, ILE: 11, ASN: 6, ASP: 4, GLN: 8, LYS: 13, GLU: 6, MET: 9, HIS: 7, PHE: 9, ARG: 13, TYR: 9, TRP: 10 };
  expect(Object.fromEntries(Object.keys(formulas).map((name) => [name, hydrogens(name)]))).toEqual(formulas);
  expect(named('GLY', 'N')).toMatchObject({ degree: 2, hydrogens: 1, hybridisation: 'sp2' });
  expect(named('PRO', 'N')).toMatchObject({ degree: 3, hydrogens: 0, rings: 1, aromatic: false });
  expect(named('TRP', 'CD2')).toMatchObject({ degree: 3, rings: 2, aromatic: true });
  expect(named('HIS', 'NE2')).toMatchObject({ hydrogens: 1, aromatic: true });
  expect(named('HIS', 'ND1')).toMatchObject({ hydrogens: 0, aromatic: true });
  expect(named('MET', 'SD')).toMatchObject({ element: 'S', degree: 2, hybridisation: 'sp3' });
  expect(TERMINAL_OXYGEN).toMatchObject({ element: 'O', degree: 1, charge: -1 });
});
