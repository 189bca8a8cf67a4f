import { readFileSync } from 'node:fs';
import path from 'node:path';
import { inCanonicalOrder } from '../molecules/index.js';
import { sdfOf } from '../writers/index.js';
import { isMoleculeName, parseMolecules } from './index.js';

const fixture = (name: string) => readFileSync(path.join(__dirname, '../testing/fixtures', name), 'utf8');
const parse = (name: string, text = fixture(name), options?: Parameters<typeof parseMolecules>[2]) => parseMolecules(name, text, options);
const distances = (positions: Float64Array, order: readonly number[]) => order.flatMap((a) => order.map((b) => Math.hypot(...[0, 1, 2].map((k) => positions[3 * a + k] - positions[3 * b + k]))));
const byRank = (ranks: readonly number[]) => ranks.map((_, rank) => ranks.indexOf(rank));

test('V2000, V3000 and XYZ, with and without hydrogens, give the same molecules with the same shapes', () => {
  const [v2000, v3000, xyz] = ['few.sdf', 'few.v3000.sdf', 'few.xyz'].map((name) => parse(name));
  const names = ['acetic-acid', 'alanine', 'nitrobenzene', '2-butene', 'anisamide', 'thiazole', 'acetonitrile', 'dimethyl sulfone'];
  for (const records of [v2000, v3000, xyz]) expect(records.map(({ name, problem }) => [name, problem])).toEqual(names.map((name) => [name, undefined]));
  v2000.forEach(({ molecule, positions }, i) => {
    for (const other of [v3000[i], xyz[i]]) {
      expect(other.molecule!.id).toBe(molecule!.id);
      expect(inCanonicalOrder(other.molecule!).bonds.map(({ atoms }) => atoms.join()).sort()).toEqual(inCanonicalOrder(molecule!).bonds.map(({ atoms }) => atoms.join()).sort());
      // Names of symmetric atoms may differ: distances as a set do not.
      const [a, b] = [[molecule!, positions!], [other.molecule!, other.positions!]].map(([m, p]) => distances(p as Float64Array, byRank((m as NonNullable<typeof molecule>).ranks)).sort((x, y) => x - y)) as number[][];
      a.forEach((x, at) => expect(b[at]).toBeCloseTo(x, 2));
    }
  });
});

test('SMILES give the same molecules, including hands and sides', () => {
  const smiles = parse('a.smi', '# a comment\nCC(=O)O acetic-acid\nOC(=O)[C@H](C)N\talanine of two words\n\nC(\\C)=C/C\nc1ccccc1N(=O)=O\n');
  const [acid, alanine, , butene] = parse('few.sdf');
  expect(smiles.map(({ name }) => name)).toEqual(['acetic-acid', 'alanine of two words', 'a 5', 'a 6']);
  expect(smiles.slice(0, 3).map(({ molecule, positions }) => [molecule?.id, positions])).toEqual([acid, alanine, butene].map(({ molecule }) => [molecule!.id, undefined]));
});

test('molecules survive writing and reading, and aromatic bonds have a Kekulé structure', () => {
  for (const { molecule, positions } of parse('few.sdf')) {
    const [again] = parse('b.sdf', sdfOf({ molecule: molecule!, positions: positions! }));
    expect([again.problem, again.name, again.molecule!.id]).toEqual([undefined, molecule!.name, molecule!.id]);
    again.positions!.forEach((x, at) => expect(x).toBeCloseTo(positions![at], 3));
  }
  const [{ molecule }] = parse('aromatic.mol');
  expect([molecule!.bonds.every(({ aromatic }) => aromatic), molecule!.bonds.map(({ order }) => order).sort()]).toEqual([true, [1, 1, 1, 2, 2, 2]]);
  expect(() => sdfOf({ molecule: molecule!, positions: new Float64Array(18).fill(NaN) })).toThrow('do not fit a Molfile');
});

test('the largest fragment of a salt is kept, isotopes count as their element, and errors name unsupported elements', () => {
  const [salt, heavy, iron, star] = parse('a.smi', 'CC[NH3+].[Cl-]\n[13CH3][2H]\nC[Fe]C\nC*\n');
  expect([salt.molecule!.atoms.map(({ element }) => element), salt.leftOut]).toEqual([['C', 'C', 'N'], 1]);
  expect(heavy.molecule!.atoms.map(({ element, hydrogens }) => [element, hydrogens])).toEqual([['C', 4]]);
  expect(iron.problem).toMatch(/^atom 2 is Fe; expected one of H Li B C/);
  expect(star.problem).toMatch(/^it has '\*', an atom of no element/);
});

test.each<[name: string, text: string, problem: RegExp]>([
  ['a.smi', 'c1ccccc1c2', /dangling ring closure/],
  ['a.smi', '[Xx]CC', /Unknown atom label/],
  ['a.smi', 'CC>>CO', /it is a reaction/],
  ['a.smi', '[H][H]', /atom 1 is a hydrogen|no atoms besides hydrogens/],
  ['a.smi', 'C'.repeat(20_000), /has 20000 letters; expected at most 10000/],
  ['a.mol', 'x\ny\nz\nhello\n', /its fourth line is 'hello'/],
  ['a.mol', 'x\n', /it ends before its atoms/],
  ['a.mol', 'x\n\n\n900900  0  0  0  0  0  0  0  0999 V2000\nM  END\n', /it declares 1800 atoms and bonds, but has 6 lines/],
  ['a.mol', 'x\n\n\n  0  0  0     0  0              0 V3000\nM  V30 BEGIN CTAB\nM  V30 COUNTS 99999999 1 0 0 0\n', /it declares 100000000 atoms/],
  ['a.xyz', 'two\nx\n', /line 1 is 'two'; expected the number of atoms/],
  ['a.xyz', '5\nx\nC 0 0 0\n', /it declares 5 atoms, but/],
  ['a.xyz', '1\nx\nC 0 zero 0\n', /atom 1 is 'C 0 zero 0'; expected an element and three numbers/],
  ['a.xyz', '1\nx\nQq 0 0 0\n', /atom 1 is 'Qq'; expected an element/],
  ['a.xyz', '1\nx\nC 0 0 0\n', /lacks 4 of its bonds; expected all hydrogens/],
  ['a.xyz', '1\nx\nAu 0 0 0\n', /bonds of atom 1, Au, cannot be derived from distances/],
])('%s of %j is refused with the reason', (name, text, problem) => {
  expect(parse(name, text)[0].problem).toMatch(problem);
});

test('drawings in a plane have no positions; two atoms in one place are refused; one bad record leaves the others', () => {
  const [first, second] = parse('few.sdf');
  const text = sdfOf({ molecule: first.molecule!, positions: first.positions! });
  const flat = text.replace('3D', '2D').replace(/^( {2,4}-?\d+\.\d{4} {2,4}-?\d+\.\d{4}) {2,4}-?\d+\.\d{4}/gm, '$1    0.0000');
  expect(parse('flat.mol', flat)[0].positions).toBeUndefined();
  const both = first.positions!.slice();
  both.set(both.subarray(0, 3), 3);
  const records = parse('some.sdf', `${sdfOf({ molecule: first.molecule!, positions: both })}broken\n$$$$\n${sdfOf({ molecule: second.molecule!, positions: second.positions! })}`);
  expect(records.map(({ place, problem }) => [place, problem])).toEqual([['record 1 (acetic-acid)', 'atoms 1 and 2 lie on each other'], ['record 2 (broken)', 'it ends before its atoms; expected a Molfile'], ['record 3 (alanine)', undefined]]);
});

test('macrocycles are read like other molecules, and limits on atoms are respected', () => {
  expect(parse('a.smi', 'C1CCCCCCCCCCCCCCCCCCC1')[0].molecule!.atoms).toHaveLength(20);
  expect(parse('a.smi', 'CCCCCCCCCC', { maxAtoms: 9 })[0].problem).toBe('it has 10 atoms besides hydrogens; expected at most 9');
  expect(['a.SDF', 'b.sdf.gz', 'x/c.mol', 'd.xyz', 'e.smiles', 'f.pdb', 'sdf'].map(isMoleculeName)).toEqual([true, true, true, true, true, false, false]);
});
