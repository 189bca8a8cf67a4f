import { readdir, readFile } from 'node:fs/promises';
import { temporaryFolder } from '@testing/temporaryFolder';
import { cropChain, type Chain } from '../chains/index.js';
import { readStructure } from '../files/index.js';
import { chainOf, fixture, readText } from '../testing/structures.js';
import { RESIDUE_LETTERS, STANDARD_RESIDUES } from '../chains/standardResidues.js';
import { mmcifOf, pdbOf } from './index.js';
import { writeMmcif, writePdb } from './writeStructure.js';

const inFolder = temporaryFolder();
const FORMATS = [['a.pdb', pdbOf], ['a.cif', mmcifOf]] as const;
const names = Object.keys(STANDARD_RESIDUES);
const first = chainOf(names);

/** A chain with a gap, insertion codes, a missing start and end, and negative numbers. */
const gappy: Chain = {
  ...chainOf(['GLY', 'ALA', 'TRP'], 'b'),
  sequence: ['MET', 'GLY', 'ALA', 'UNK', 'SER', 'TRP', 'GLY'],
};
gappy.residues.forEach((residue, i) => Object.assign(residue, [{ number: -1, place: 1 }, { number: -1, insertionCode: 'A', place: 2 }, { number: 3, place: 5 }][i]));

test.each(FORMATS)('%s: chains survive writing and reading', async (name, write) => {
  for (const chains of [[first], [first, gappy], [gappy]]) {
    const { chains: back, title, id } = await readText(name, write(chains, { id: '9XYZ', title: "a title's 5'-end, as long as it takes to go on in a second line; with 'quotes' and \"others\"" }));
    expect([id, title]).toEqual(['9XYZ', "a title's 5'-end, as long as it takes to go on in a second line; with 'quotes' and \"others\""]);
    expect(back).toEqual(chains.map((chain) => (name === 'a.cif' && !chain.sequence ? { ...chain, sequence: names } : chain)));
  }
});

test.each(FORMATS)('%s: a real chain comes back, whatever order its atoms were in', async (name, write) => {
  const { chains: [chain] } = await readStructure(fixture('1A8O.cif.gz'));
  const shuffled = { ...chain, residues: chain.residues.map((residue) => ({ ...residue, atoms: [...residue.atoms].reverse() })) };
  expect((await readText(name, write(shuffled))).chains).toEqual([chain]);
  const crop = cropChain(chain, 10, 5);
  expect((await readText(name, write(crop))).chains).toEqual([crop]);
});

test('columns of PDB match the description of format 3.3', () => {
  const lines = pdbOf({ ...chainOf(['ARG'], 'H'), sequence: ['ARG'] }, { id: '1ABC', title: 'a' }).split('\n');
  expect(lines.slice(0, 5)).toEqual([
    'HEADER                                                        1ABC              ',
    'TITLE     a                                                                     ',
    'SEQRES   1 H    1  ARG                                                          ',
    'ATOM      1  N   ARG H   1       0.000   0.000   0.000  1.00  0.00           N  ',
    'ATOM      2  CA  ARG H   1       0.000   1.500   3.000  1.00  1.00           C  ',
  ]);
  expect(lines[12]).toBe('ATOM     10  NH1 ARG H   1       0.000  13.500   5.000  1.00  9.00           N  ');
  expect(lines.slice(14)).toEqual(['TER      12      ARG H   1                                                      ', `${'END'.padEnd(80)}`, '']);
  // Four characters fill the name's columns; two letters of an element begin in the first.
  const odd: Chain = { id: 'A', residues: [{ name: 'LYS', number: 1, insertionCode: '', place: 0, atoms: [['HZ12', 'H'], ['SE', 'SE'], ['CA', 'C']].map(([name, element]) => ({ name, element, position: [0, 0, 0], bFactor: 0 })) }] };
  expect(pdbOf(odd).split('\n').slice(0, 3).map((line) => line.slice(12, 16))).toEqual([' CA ', 'HZ12', 'SE  ']);
});

/** 3Dmol.js's parsers, which look for a browser when loaded. */
async function viewerAtoms(text: string, format: string) {
  const around = { window: globalThis, self: globalThis, document: { createElement: () => ({ getContext: () => null, style: {} }), addEventListener() {}, getElementsByTagName: () => [], getElementsByClassName: () => [], querySelector: () => null } };
  for (const [name, value] of Object.entries({ ...around, navigator: { userAgent: '', platform: '', appVersion: '' } })) Object.defineProperty(globalThis, name, { value, configurable: true });
  const { GLModel } = (await import('3dmol')) as unknown as { GLModel: new (id: number) => { addMolData(data: string, format: string, options: object): void; selectedAtoms(which: object): { atom: string; elem: string; resn: string; chain: string; resi: number; icode?: string; b: number; x: number; y: number; z: number }[] } };
  const model = new GLModel(0);
  model.addMolData(text, format, {});
  return model.selectedAtoms({}).map(({ atom, elem, resn, chain, resi, b, x, y, z }) => ({ atom, elem, resn, chain, resi, b, at: [x, y, z] }));
}

test.each([['pdb', pdbOf], ['cif', mmcifOf]] as const)('3Dmol.js reads the same atoms from %s', async (format, write) => {
  const chains = [first, gappy];
  expect(await viewerAtoms(write(chains), format)).toEqual(chains.flatMap((chain) => chain.residues.flatMap((residue) => residue.atoms.map((atom) => (
    { atom: atom.name, elem: atom.element, resn: residue.name, chain: chain.id, resi: residue.number, b: atom.bFactor, at: [...atom.position] })))));
});

const changed = (change: (chain: Chain) => void) => {
  const chain = chainOf(['GLY', 'TYR'], 'A');
  change(chain);
  return chain;
};

test.each([
  ['a serial number', changed(({ residues }) => (residues[0].atoms = Array.from({ length: 100_000 }, () => residues[0].atoms[0]))), 'an atom serial number is 100000, which takes more than the 5 columns'],
  ['a residue number', changed(({ residues }) => (residues[1].number = 10_000)), "a residue number of chain 'A' is 10000"],
  ['a coordinate', changed(({ residues }) => (residues[1].atoms[2].position = [0, -1000, 0])), "coordinate y of atom C of residue TYR 2 of chain 'A' is -1000.000"],
  ['a B-factor', changed(({ residues }) => (residues[1].atoms[2].bFactor = 1000)), 'the B-factor of atom C'],
  ['a chain', chainOf(['GLY'], 'AA'), "chain 'AA' has an identifier of 2 characters"],
  ['an insertion code', changed(({ residues }) => (residues[1].insertionCode = 'AB')), 'an insertion code'],
])('%s too large for PDB is named in an error, and mmCIF accepts it', async (_, chain, message) => {
  expect(() => pdbOf(chain)).toThrow(message);
  expect(() => pdbOf(chain)).toThrow('write mmCIF instead');
  // A hundred thousand atoms take long to read.
  const { chains: [back] } = await readText('a.cif', mmcifOf(message.includes('serial') ? cropChain(chain, 1, 1) : chain));
  if (message.includes('serial')) return expect(back.residues).toHaveLength(1);
  expect([back.id, back.residues.map(({ number, insertionCode }) => [number, insertionCode])]).toEqual([chain.id, chain.residues.map(({ number, insertionCode }) => [number, insertionCode])]);
});

test.each([
  ['no residue', [], 'without residues'],
  ['a position', changed(({ residues }) => (residues[1].atoms[2].position = [0, NaN, 0])), "atom C of residue TYR 2 of chain 'A' lies at (0, NaN, 0)"],
  ['a B-factor', changed(({ residues }) => (residues[1].atoms[2].bFactor = Infinity)), 'B-factor Infinity'],
  ['a number', changed(({ residues }) => (residues[1].number = 1.5)), 'has the number 1.5'],
  ['a place', changed(({ residues }) => (residues[1].place = 0)), 'expected places to rise'],
  ['an identifier', [chainOf(['GLY']), chainOf(['GLY'])], "two chains have the identifier 'A'"],
])('%s that no format accepts is named in an error', (_, chains, message) => {
  for (const [, write] of FORMATS) expect(() => write(chains)).toThrow(message);
});

test('files are written whole or not at all', async () => {
  await writePdb(inFolder('a.pdb'), first);
  await writeMmcif(inFolder('a.cif'), first);
  expect([await readFile(inFolder('a.pdb'), 'utf8'), await readFile(inFolder('a.cif'), 'utf8')]).toEqual([pdbOf(first), mmcifOf(first)]);
  await expect(writePdb(inFolder('no', 'a.pdb'), first)).rejects.toThrow('is not there');
  await expect(writePdb(inFolder('b.pdb'), [])).rejects.toThrow('without residues');
  expect(await readdir(inFolder())).toEqual(['a.cif', 'a.pdb']);
});

test('letters and names of the twenty residues', () => {
  expect(RESIDUE_LETTERS.join('')).toBe('ACDEFGHIKLMNPQRSTVWY');
  // Statistical potentials over the heavy atoms of residues have 167 types of them.
  expect(Object.values(STANDARD_RESIDUES).reduce((sum, { atoms }) => sum + atoms.length, 0)).toBe(167);
});
