import { chainSequence } from '../chains/index.js';
import { pdbAtom, pdbResidue, readText } from '../testing/structures.js';

/** Places of residues `[number, residue, index]`; residues with consecutive indices are bonded. */
async function placesOf(residues: [string, string, number][], sequence = '') {
  const names = sequence.split(' ');
  const lines = residues.flatMap(([number, residue, index]) => pdbResidue(index, { residue, number: parseInt(number), insertion: number.replace(/[\d-]/g, '') }));
  const { chains: [chain] } = await readText('a.pdb', [...(sequence ? [`SEQRES   1 A ${String(names.length).padStart(4)}  ${sequence}`] : []), ...lines].join('\n'));
  return { letters: chainSequence(chain), places: chain.residues.map(({ place }) => place), ...(chain.sequence && { sequence: chain.sequence.join(' ') }) };
}

test('without a sequence, gaps are where numbers are missing and there is no peptide bond', async () => {
  expect((await placesOf([['5', 'GLY', 0], ['6', 'ALA', 1], ['9', 'VAL', 9], ['10', 'SER', 10]])).places).toEqual([0, 1, 4, 5]);
  // Numbers taken from another protein may skip some, and insertion codes repeat them: the bonds decide what follows what.
  expect((await placesOf([['-1', 'GLY', 0], ['52', 'ALA', 1], ['52A', 'VAL', 2], ['52B', 'VAL', 3], ['54', 'SER', 4]])).places).toEqual([0, 1, 2, 3, 4]);
  expect((await placesOf([['60', 'GLY', 0], ['300', 'VAL', 1], ['63', 'ALA', 9]])).places).toEqual([0, 1, 2]);
});

test('SEQRES gives the places of residues in it, those missing at the ends included', async () => {
  const sequence = 'MET GLY ALA GLY VAL SER GLY';
  expect(await placesOf([['12', 'ALA', 0], ['13', 'GLY', 1], ['15', 'SER', 9]], sequence)).toEqual({ letters: 'AGS', places: [2, 3, 5], sequence });
  // By the numbers two residues are missing, but only one is: the names decide.
  expect((await placesOf([['12', 'ALA', 0], ['13', 'GLY', 1], ['16', 'SER', 9]], sequence)).places).toEqual([2, 3, 5]);
  // A lone glycine is placed by its number.
  expect((await placesOf([['1', 'GLY', 0], ['4', 'VAL', 9]], sequence)).places).toEqual([1, 4]);
  // Inserted residues.
  expect((await placesOf([['1', 'GLY', 0], ['1A', 'ALA', 1], ['1B', 'GLY', 2], ['2', 'VAL', 3]], sequence)).places).toEqual([1, 2, 3, 4]);
});

test('a sequence that does not contain the residues is ignored, and unknown residues keep their place in one that does', async () => {
  expect(await placesOf([['1', 'TRP', 0], ['4', 'VAL', 9]], 'MET GLY ALA')).toEqual({ letters: 'WV', places: [0, 3] });
  expect(await placesOf([['1', 'MET', 0], ['2', 'ZZZ', 1], ['3', 'ALA', 2]], 'MSE ZZZ ALA NH2')).toEqual({ letters: 'MA', places: [0, 2], sequence: 'MET UNK ALA UNK' });
});

test('numbers that go back start another chain, unless there is a bond; no residue mixes atoms of two', async () => {
  const chains = async (...lines: string[]) => (await readText('a.pdb', lines.join('\n'))).chains.map((chain) => chainSequence(chain));
  const residues = (letters: string, from: number, index: number, fields = {}) => [...letters].flatMap((letter, i) => pdbResidue(index + i, { residue: { G: 'GLY', A: 'ALA', V: 'VAL', S: 'SER' }[letter], number: from + i, ...fields }));
  expect(await chains(...residues('GAVS', 1, 0), ...residues('SSA', 1, 90))).toEqual(['GAVS', 'SSA']);
  expect(await chains(...residues('GAVS', 5, 0), ...residues('SSA', 1, 90))).toEqual(['GAVS', 'SSA']);
  expect(await chains(...residues('GAVS', 5, 0), ...residues('SSA', 1, 4))).toEqual(['GAVSSSA']);
  expect(await chains(...residues('GA', 9, 0), ...residues('VS', 7, 2), ...residues('GG', 5, 4))).toEqual(['GAVSGG']);
  // A residue that lacks its α carbon does not take that of the next molecule's.
  const lacking = residues('GAVS', 1, 0).filter((line) => !/ CA  GLY A   1/.test(line));
  const { chains: [first, second] } = await readText('a.pdb', [...lacking, ...residues('SSA', 1, 90)].join('\n'));
  expect([first.residues[0].atoms.map(({ name }) => name), second.residues[0].atoms.map(({ name }) => name)]).toEqual([['N', 'C', 'O'], ['N', 'CA', 'C', 'O']]);
  // The segment separates chains even if the numbers continue.
  const segment = (lines: string[], name: string) => lines.map((line) => `${line.slice(0, 72)}${name}${line.slice(76)}`);
  expect(await chains(...segment(residues('GA', 1, 0), 'PROA'), ...segment(residues('VS', 3, 90), 'PROB'))).toEqual(['GA', 'VS']);
  // Conformers listed one after the other belong to one chain; waters with a residue's number belong to none.
  expect(await chains(...residues('GAV', 1, 0, { alternate: 'A', occupancy: '0.60' }), ...residues('GAV', 1, 0, { alternate: 'B', occupancy: '0.40' }))).toEqual(['GAV']);
  expect(await chains(...residues('GA', 1, 0), pdbAtom({ record: 'HETATM', residue: 'HOH', atom: 'O', number: 1 }), pdbAtom({ record: 'HETATM', residue: 'HOH', atom: 'O', number: 2 }))).toEqual(['GA']);
});
