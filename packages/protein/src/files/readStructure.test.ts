import { gunzipSync, gzipSync } from 'node:zlib';
import { decode, encode } from '@msgpack/msgpack';
import { chainSequence, fullSequence, STANDARD_RESIDUES } from '../chains/index.js';
import { binaryCif } from '../testing/binaryCif.js';
import { cifText, fixture, pdbAtom, pdbResidue, readText } from '../testing/structures.js';
import { structureStem, readStructure } from './index.js';

const textOf = (name: string) => gunzipSync(fixture(name).bytes).toString();
/** Rounds off the last bits, which BinaryCIF's fixed-point numbers do not always preserve. */
const rounded = (value: unknown) => JSON.stringify(value, (_, x: unknown) => (typeof x === 'number' ? Math.round(1e6 * x) / 1e6 : x));
const backbone = (names: string[], fields: Parameters<typeof pdbAtom>[0] = {}) => names.flatMap((residue, i) => pdbResidue(i, { residue, number: i + 1, ...fields }));

test('one entry, four encodings, one chain', async () => {
  const cif = await readStructure(fixture('1A8O.cif.gz'));
  const [chain] = cif.chains;
  expect({ ...cif, chains: cif.chains.length }).toEqual({ id: '1A8O', title: 'HIV CAPSID C-TERMINAL DOMAIN', models: [1], chains: 1, unknownResidues: [] });
  // The sequence as UniProt has it for residues 151 to 220, a selenomethionine at each M.
  expect(chainSequence(chain)).toBe('MDIRQGPKEPFRDYVDRFYKTLRAEQASQEVKNWMTETLLVQNANPDCKTILKALGPGATLEEMMTACQG');
  expect([chain.id, chain.residues[0].number, chain.residues.length]).toEqual(['A', 151, 70]);
  // The file has 644 atoms, of which 88 are waters'.
  expect(chain.residues.reduce((sum, { atoms }) => sum + atoms.length, 0)).toBe(556);
  expect(chain.residues[0].atoms.map(({ name, element }) => `${name} ${element}`)).toEqual(STANDARD_RESIDUES.MET.atoms.map((name) => `${name} ${name[0]}`));
  expect(chain.residues[0].atoms[6].position).toEqual([21.718, 33.262, 23.918]);
  expect(chain.residues[69].atoms.at(-1)!.name).toBe('OXT');
  for (const file of [
    fixture('1A8O.pdb.gz'), { name: 'a.ent', bytes: Buffer.from(textOf('1A8O.pdb.gz')) }, { name: 'a.MMCIF', bytes: Buffer.from(textOf('1A8O.cif.gz')) },
    { name: 'a.bcif', bytes: await binaryCif(textOf('1A8O.cif.gz')) }, { name: 'a.bcif.gz', bytes: gzipSync(await binaryCif(textOf('1A8O.cif.gz'))) },
  ]) expect(rounded((await readStructure(file)).chains)).toBe(rounded(cif.chains));
});

test('of three models with hydrogens and DNA, only the protein of one is read', async () => {
  const first = await readStructure(fixture('1LCD.pdb.gz'));
  expect([first.models, first.chains.map(({ id }) => id), first.chains[0].residues.length]).toEqual([[1, 2, 3], ['A'], 51]);
  const second = await readStructure(fixture('1LCD.pdb.gz'), { model: 2 });
  expect(second.chains[0].residues[0].atoms[1].position).not.toEqual(first.chains[0].residues[0].atoms[1].position);
  for (const { name, atoms } of first.chains[0].residues) expect(atoms.map((atom) => atom.name).filter((atom) => atom !== 'OXT')).toEqual(STANDARD_RESIDUES[name].atoms);
  await expect(readStructure(fixture('1LCD.pdb.gz'), { model: 4 })).rejects.toThrow('it has no model 4; expected one of 1, 2, 3');
  // By their own numbers.
  const text = ['MODEL        7', ...backbone(['GLY']), 'ENDMDL', 'MODEL        9', ...backbone(['ALA']), 'ENDMDL'].join('\n');
  expect(chainSequence((await readText('a.pdb', text, { model: 9 })).chains[0])).toBe('A');
});

test('one conformer of each residue: the higher occupancy, the first on a tie', async () => {
  const { chains: [chain] } = await readStructure(fixture('disordered.pdb'));
  const arginine = chain.residues.find(({ name }) => name === 'ARG')!;
  // The file has CZ without a location and in B, then NH1 and NH2 in A and B, all with occupancy one half: B comes first.
  expect(arginine.atoms.filter(({ name }) => ['CZ', 'NH1', 'NH2'].includes(name)).map(({ position }) => position)).toEqual([[60.798, 20.732, 26.326], [61.262, 21.064, 27.522], [61.641, 20.275, 25.411]]);
  const read = async (...conformers: [string, string, string][]) => {
    const lines = conformers.flatMap(([alternate, occupancy, residue], i) => ['CB', 'OG', 'CG2'].map((atom) => pdbAtom({ atom, alternate, occupancy, residue, at: [i, 0, 0], number: 1 })));
    return (await readText('a.pdb', [...pdbResidue(0, { residue: conformers[0][2] }), ...lines].join('\n'))).chains[0].residues;
  };
  expect((await read(['A', '0.40', 'SER'], ['B', '0.60', 'SER']))[0].atoms.find(({ name }) => name === 'CB')!.position[0]).toBe(1);
  expect((await read(['B', '0.50', 'SER'], ['A', '0.50', 'SER']))[0].atoms.find(({ name }) => name === 'CB')!.position[0]).toBe(0);
});

test('if two kinds of residue share a place, the one with the higher occupancy is read', async () => {
  const lines = [...pdbResidue(0, { residue: 'SER', alternate: 'A', occupancy: '0.30' }), ...pdbResidue(0, { residue: 'THR', alternate: 'B', occupancy: '0.70' }), ...pdbResidue(1, { residue: 'GLY', number: 2 })];
  const { chains: [chain] } = await readText('a.pdb', lines.join('\n'));
  expect([chainSequence(chain), chain.residues[0].atoms.length]).toEqual(['TG', 4]);
});

test('modified residues by the table of the file, then by the built-in one, with their standard atoms', async () => {
  const lines = [
    'MODRES 1ABC ZZZ A    2  TYR  MADE UP',
    ...backbone(['SEP', 'ZZZ', 'MSE', 'HSD', 'SEC'], { record: 'HETATM' }),
    pdbAtom({ atom: 'P', residue: 'SEP', number: 1 }), pdbAtom({ atom: 'OG', residue: 'SEP', number: 1 }),
    pdbAtom({ atom: 'SE', residue: 'MSE', number: 3, element: 'SE' }), pdbAtom({ atom: 'SE', residue: 'SEC', number: 5, element: 'SE', at: [15, 1, 0] }),
  ];
  const { chains: [chain], unknownResidues } = await readText('a.pdb', lines.join('\n'));
  expect([chainSequence(chain), unknownResidues]).toEqual(['SYMHC', []]);
  expect(chain.residues.map(({ atoms }) => atoms.slice(4).map(({ name, element }) => name + element).join())).toEqual(['OGO', '', 'SDS', '', 'SGS']);
  const cif = cifText(['ATOM 1 C CA . ZZZ A 1 1 ? 0 0 0 1 0 1 A 1'], 'loop_\n_pdbx_struct_mod_residue.id\n_pdbx_struct_mod_residue.label_comp_id\n_pdbx_struct_mod_residue.parent_comp_id\n1 ZZZ TRP\n');
  expect(chainSequence((await readText('a.cif', cif)).chains[0])).toBe('W');
});

test('unknown residues leave a gap and are reported, or refused; waters and ligands are left out, caps do not count', async () => {
  const lines = [
    ...backbone(['ACE', 'GLY', 'UNK', 'ZZZ', 'ALA'], { chain: 'B' }), pdbAtom({ record: 'HETATM', residue: 'HOH', chain: 'B', number: 90, atom: 'O' }), 'TER',
    ...pdbResidue(9, { record: 'HETATM', residue: 'GLU', chain: 'B', number: 91 }), pdbAtom({ record: 'HETATM', residue: 'CA', chain: 'B', number: 92, element: 'CA' }),
  ];
  const { chains, unknownResidues } = await readText('a.pdb', lines.join('\n'));
  expect(chains.map((chain) => [chain.id, chainSequence(chain), chain.residues.map(({ place }) => place)])).toEqual([['B', 'GA', [0, 3]]]);
  expect(unknownResidues).toEqual([{ chain: 'B', name: 'UNK', number: 3, insertionCode: '' }, { chain: 'B', name: 'ZZZ', number: 4, insertionCode: '' }]);
  await expect(readText('a.pdb', lines.join('\n'), { unknownResidues: 'refuse' })).rejects.toThrow("unknown residue UNK 3 of chain 'B', residue ZZZ 4 of chain 'B'; expected standard residues");
});

test('only the last residue of the whole chain keeps OXT', async () => {
  const ends = [1, 2].map((number) => pdbAtom({ atom: 'OXT', residue: 'GLY', number }));
  const read = async (before: string[]) => (await readText('a.pdb', [...before, ...backbone(['GLY', 'GLY']), ...ends].join('\n'))).chains[0].residues.map(({ atoms }) => atoms.map(({ name }) => name).includes('OXT'));
  expect(await read([])).toEqual([false, true]);
  expect(await read(['SEQRES   1 A    3  GLY GLY ALA'])).toEqual([false, false]);
});

test('chains by choice', async () => {
  const text = [...backbone(['GLY'], { chain: 'X' }), 'TER', ...backbone(['ALA', 'ALA'], { chain: 'Y' }), 'TER', ...backbone(['VAL', 'VAL'], { chain: 'Z' })].join('\n');
  const ids = async (chain?: string) => (await readText('a.pdb', text, { chain })).chains.map(({ id }) => id);
  expect(await Promise.all([undefined, 'all', 'first', 'longest', 'Z'].map(ids))).toEqual([['X', 'Y', 'Z'], ['X', 'Y', 'Z'], ['X'], ['Y'], ['Z']]);
  await expect(ids('A')).rejects.toThrow("it has no protein chain 'A'; expected 'X', 'Y', 'Z'");
  // A chain without a letter is A, and one that ends and begins again counts as two.
  const nameless = [...backbone(['GLY'], { chain: '' }), 'TER', ...pdbResidue(5, { residue: 'ALA', chain: '', number: 9 })].join('\n');
  expect((await readText('a.pdb', nameless)).chains.map((chain) => chain.id + chainSequence(chain))).toEqual(['AG', 'AA']);
});

test('an alternate location of two atoms does not replace the whole residue', async () => {
  const whole = ['N', 'CA', 'C', 'O', 'CB', 'OG'].map((atom, i) => pdbAtom({ atom, residue: 'SER', alternate: 'A', occupancy: '0.45', at: [i, 0, 0] }));
  const part = ['CB', 'OG'].map((atom, i) => pdbAtom({ atom, residue: 'SER', alternate: 'B', occupancy: '0.55', at: [4 + i, 1, 0] }));
  for (const lines of [[...whole, ...part], [...part, ...whole]]) {
    const { chains: [{ residues: [serine] }] } = await readText('a.pdb', lines.join('\n'));
    expect(serine.atoms.map(({ name, position }) => [name, position[1]])).toEqual(['N', 'CA', 'C', 'O', 'CB', 'OG'].map((name) => [name, 0]));
  }
  // Atoms that the fuller location lacks are taken from the other.
  const { chains: [{ residues: [mended] }] } = await readText('a.pdb', [...whole.slice(0, 5), ...part].join('\n'));
  expect(mended.atoms.map(({ name, position }) => [name, position[1]])).toEqual([...['N', 'CA', 'C', 'O', 'CB'].map((name) => [name, 0]), ['OG', 1]]);
});

test('models have their own numbers, which may be zero; ENDMDL and END end a model, whether or not the next begins with MODEL', async () => {
  const models = async (...lines: string[]) => (await readText('a.pdb', lines.join('\n'))).models;
  const [one, two] = [backbone(['GLY']), backbone(['ALA'])];
  expect(await models('MODEL        0', ...one, 'ENDMDL', 'MODEL        1', ...two, 'ENDMDL')).toEqual([0, 1]);
  expect(await models(...one, 'ENDMDL', ...two, 'ENDMDL')).toEqual([1, 2]);
  expect(await models(...one, 'END', ...two, 'END')).toEqual([1, 2]);
  expect(await models('MODEL        1', ...one, 'ENDMDL', 'MODEL        1', ...two, 'ENDMDL')).toEqual([1, 2]);
});

test('residue numbers beyond 9999 are hybrid-36; those of waters do not matter', async () => {
  const text = [...backbone(['GLY']), pdbAtom({ record: 'HETATM', residue: 'HOH', atom: 'O' }).replace('A   1 ', 'W**** ')].join('\n');
  expect((await readText('a.pdb', text)).chains.map(({ residues }) => residues.length)).toEqual([1]);
  const numbered = (field: string) => backbone(['GLY', 'ALA']).map((line) => line.replace('A   1 ', 'A9999 ').replace('A   2 ', `A${field} `)).join('\n');
  for (const [field, number] of [['A000', 10000], ['A00Z', 10035], ['ZZZZ', 1223055], ['a000', 1223056]] as const) expect((await readText('a.pdb', numbered(field))).chains[0].residues[1].number).toBe(number);
});

test('in mmCIF, names in capitals, comments and a byte order mark make no difference', async () => {
  const text = cifText(['ATOM 1 C CA . ALA A 1 1 ? 0 0 0 1 0 1 A 1']);
  for (const written of [text.replace(/_atom_site\.\w+/g, (tag) => tag.toUpperCase()), `${'# '.repeat(300)}\n${text}`, `\uFEFF${text}`, text.replace('data_x\nloop_', 'DATA_X\nLOOP_'), text.replace('data_x\n', '')]) {
    expect((await readText('a.cif', written)).chains.map((chain) => chainSequence(chain))).toEqual(['A']);
  }
});

test('if the sequence has other residues under the sequence numbers, the residues are looked for in it instead', async () => {
  const sequence = `loop_\n_entity_poly_seq.entity_id\n_entity_poly_seq.num\n_entity_poly_seq.mon_id\n${['MET', 'LYS', 'VAL', 'SER', 'ALA', 'GLY', 'LEU', 'GLU'].map((name, i) => `1 ${i + 1} ${name}`).join('\n')}\n`;
  // Residue 5 has no position, and a program counted on.
  const rows = ['MET', 'LYS', 'VAL', 'SER', 'GLY', 'LEU', 'GLU'].map((name, i) => `ATOM 1 C CA . ${name} A 1 ${i + 1} ? ${4 * i + (i < 4 ? 0 : 5)} 0 0 1 0 ${i < 4 ? i + 1 : i + 2} A 1`);
  const { chains: [chain] } = await readText('a.cif', cifText(rows, sequence));
  expect([fullSequence(chain), chain.residues.map(({ place }) => place)]).toEqual(['MKVSAGLE', [0, 1, 2, 3, 5, 6, 7]]);
});

test.each<[string, string | Uint8Array, RegExp]>([
  ['a sequence of a billion residues', `data_x\nloop_\n_entity_poly_seq.entity_id\n_entity_poly_seq.num\n_entity_poly_seq.mon_id\n1 1000000000 GLY\n${cifText(['ATOM 1 C CA . GLY A 1 1 ? 0 0 0 1 0 1 A 1']).replace('data_x\n', '')}`, /gives a residue the number '1000000000'; expected 1 to 200000/],
  ['a gap of a billion residues', cifText(['ATOM 1 C CA . GLY A 1 1 ? 0 0 0 1 0 1 A 1', 'ATOM 1 C CA . GLY A 1 1000000000 ? 9 0 0 1 0 1000000000 A 1']), /chain 'A' has 2 residues over 1000000000 places; expected at most 200000/],
  ['nothing but comments', '# '.repeat(100_000), /not an mmCIF file/],
  ['an array of four billion', Uint8Array.of(0xdd, 0xee, 0x6b, 0x28, 0), /not a BinaryCIF file: its MessagePack is damaged or cut short/],
])('%s is refused at once', async (_, contents, message) => {
  const begun = performance.now();
  await expect(readStructure({ name: typeof contents === 'string' ? 'a.cif' : 'a.bcif', bytes: typeof contents === 'string' ? Buffer.from(contents) : contents })).rejects.toThrow(message);
  expect(performance.now() - begun).toBeLessThan(1000);
});

test('an error for BinaryCIF encodings that do not fit their bytes names the column', async () => {
  const bytes = await binaryCif(textOf('1A8O.cif.gz'));
  const read = (change: (column: { data: { data: Uint8Array; encoding: Record<string, unknown>[] } }) => void, name = 'label_seq_id') => {
    const file = decode(bytes) as { dataBlocks: { categories: { name: string; columns: { name: string; data: { data: Uint8Array; encoding: Record<string, unknown>[] } }[] }[] }[] };
    change(file.dataBlocks[0].categories.find((category) => category.name === '_atom_site')!.columns.find((column) => column.name === name)!);
    return readStructure({ name: 'a.bcif', bytes: encode(file) });
  };
  await expect(read(() => {})).resolves.toMatchObject({ id: '1A8O' });
  const run = (pairs: number[]) => ({ data: new Uint8Array(Int32Array.from(pairs).buffer), encoding: [{ kind: 'RunLength', srcSize: 644, srcType: 3 }, { kind: 'ByteArray', type: 3 }] });
  await expect(read((column) => Object.assign(column, { data: run([1, 2_000_000_000]) }))).rejects.toThrow("damaged BinaryCIF: column 'atom_site.label_seq_id': its runs have 2000000000 values in all; expected 644");
  await expect(read((column) => Object.assign(column, { data: run([1, -5]) }))).rejects.toThrow('a run has the length -5');
  await expect(read((column) => Object.assign(column, { data: { data: new Uint8Array(8), encoding: [{ kind: 'ByteArray', type: 3 }] } }))).rejects.toThrow('it has 2 values, but its table 644 rows');
  await expect(read((column) => Object.assign(column, { data: { data: new Uint8Array(7), encoding: [{ kind: 'ByteArray', type: 3 }] } }))).rejects.toThrow('its 7 bytes are not whole numbers of 4 bytes');
  await expect(read((column) => Object.assign(column, { data: null }))).rejects.toThrow('it has no data with their encoding');
  await expect(read((column) => Object.assign(column.data, { encoding: [{ kind: 'Magic' }] }))).rejects.toThrow("column 'atom_site.label_seq_id': its encoding ends with Magic; expected ByteArray");
});

const row = (name: string, residue: string, { seq = '1', number = '1', at = '0 0 0', group = 'ATOM', alternate = '.', asym = 'A', chain = 'A', insertion = '?' } = {}) =>
  `${group} 1 ${name[0]} ${name} ${alternate} ${residue} ${asym} 1 ${seq} ${insertion} ${at} 1.0 5.5 ${number} ${chain} 1`;

test("mmCIF's own sequence numbers give places; the authors' numbers name chains and residues", async () => {
  const sequence = 'loop_\n_entity_poly_seq.entity_id\n_entity_poly_seq.num\n_entity_poly_seq.mon_id\n1 1 GLY\n1 2 MSE\n1 3 ZZZ\n1 4 SER\n1 5 VAL\n';
  const rows = [row('CA', 'MSE', { seq: '2', number: '-5', chain: 'H' }), row('CA', 'SER', { seq: '4', number: '52', insertion: 'B', chain: 'H' }), row('O', 'HOH', { seq: '.', asym: 'C', chain: 'H', group: 'HETATM' })];
  const { chains: [chain], unknownResidues } = await readText('a.cif', cifText(rows, sequence));
  expect({ ...chain, residues: chain.residues.map(({ atoms, ...residue }) => ({ ...residue, atoms: atoms.length })) }).toEqual({
    id: 'H', sequence: ['GLY', 'MET', 'UNK', 'SER', 'VAL'],
    residues: [{ name: 'MET', number: -5, insertionCode: '', place: 1, atoms: 1 }, { name: 'SER', number: 52, insertionCode: 'B', place: 3, atoms: 1 }],
  });
  expect([fullSequence(chain), unknownResidues]).toEqual(['GMXSV', []]);
  // Anything but a polypeptide is left out, whatever its residues are called.
  await expect(readText('a.cif', cifText(rows, `${sequence}loop_\n_entity_poly.entity_id\n_entity_poly.type\n1 'polyribonucleotide'\n`))).rejects.toThrow('no protein in it');
});

test.each([
  ['a.pdb', '', 'zero bytes'],
  ['a.pdb', 'hello', 'not a PDB file: it has no ATOM records'],
  ['a.cif', 'hello', "not an mmCIF file: it does not start with 'data_'"],
  ['a.cif', 'data_x\n_cell.length_a 1\n', "no atoms in it: a structure in mmCIF has a table '_atom_site'"],
  ['a.bcif', 'hello', 'not a BinaryCIF file'],
  ['a.txt', 'hello', "files that end in '.txt' are not read; expected one of .pdb, .ent, .cif, .mmcif, .bcif"],
  ['a', 'hello', "files that end in '' are not read"],
  ['a.pdb', pdbAtom({ residue: 'DA', atom: 'P' }), 'no protein in it'],
  ['a.pdb', backbone(['UNK', 'UNK']).join('\n'), 'no protein in it'],
  ['a.pdb', pdbAtom({ at: ['', '', ''], residue: 'TYR', number: 7, insertion: 'A', chain: 'C' }), "atom CA of residue TYR 7A of chain 'C' has no coordinates"],
  ['a.pdb', pdbAtom({ at: [0, '********', 0] }), 'has no coordinates'],
  ['a.pdb', pdbAtom({}).replace('A   1', 'A?000'), "a ALA of chain 'A' has no residue number"],
  ['a.cif', cifText([row('CA', 'MSE', { at: '? ? ?' })]), "atom CA of residue MSE 1 of chain 'A' has no coordinates"],
  ['a.cif', cifText([row('CA', 'ALA', { at: '0 nan 0' })]), 'has no coordinates'],
  ['a.cif', 'data_x\nloop_\n_atom_site.id\n_atom_site.label_atom_id\n1 CA\n', "its table '_atom_site' has no 'Cartn_x'"],
])('bad contents of %s are refused (%#)', async (name, text, message) => {
  await expect(readText(name, text)).rejects.toThrow(message);
});

test('damaged gzip is refused, and so is one that unpacks to too much; ignored atoms may lack coordinates', async () => {
  const { bytes } = fixture('1A8O.pdb.gz');
  await expect(readStructure({ name: 'a.pdb.gz', bytes: bytes.subarray(0, 5000) })).rejects.toThrow('its gzip is damaged or cut short');
  await expect(readStructure({ name: 'a.pdb.gz', bytes: gzipSync(Buffer.alloc(10_000)) }, { maxFileBytes: 9999 })).rejects.toThrow('its gzip unpacks to more than maxFileBytes allows (0.0 MB)');
  const cif = cifText([row('CA', 'ALA'), row('HA', 'ALA', { at: '? ? ?' })]);
  expect((await readText('a.cif', cif)).chains[0].residues[0].atoms).toHaveLength(1);
  await expect(readStructure({ name: 'a.bcif', bytes: await binaryCif(cifText([row('CA', 'ALA', { at: '0 ? 0' })])) })).rejects.toThrow('has no coordinates');
});

test('the stem of a name keeps its folder and chain, without the ending', () => {
  const stems = { 'a.pdb': 'a', 'b/1a8o.cif.gz': 'b/1a8o', '1lcd.v2.BCIF:A': '1lcd.v2:A', 'x.ent.gz:B#2': 'x:B#2', 'no.txt': 'no.txt', plain: 'plain' };
  expect(Object.keys(stems).map(structureStem)).toEqual(Object.values(stems));
});
