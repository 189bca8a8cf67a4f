import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { encodeSafetensors } from '@inrflow/core';
import { openZip } from '@inrflow/core/node';
import { openProteinChains } from '@inrflow/protein/node';
import { temporaryFolder } from '@testing/temporaryFolder';
import { inrflow, lastLine } from './support/command.js';

jest.setTimeout(300_000);
const inFolder = temporaryFolder('file');
const NAMES = ['1ARD_D.pdb', '1AS5_A.pdb', '1ZNF_E.pdb', '2BEG_A.pdb', '3JQH_A.pdb'];
const TINY = ['--batch-size', '2', '--threads', '1', '--set', 'data.maxLength=40', 'model.width=16', 'model.heads=2', 'model.blocks=1', 'model.latents=40', 'sampling.steps=2', 'data.heldOut=0.5'];
const train = (...args: string[]) => inrflow(['train', '--modality', 'protein', '--data', inFolder('chains'), ...args, ...TINY]);
const weights = (run: string) => inFolder(run, 'weights.safetensors');

beforeAll(async () => {
  await mkdir(inFolder('chains'));
  const zip = await openZip(path.join(__dirname, '../../../examples/proteins/chains.zip'));
  for (const name of NAMES) await writeFile(inFolder('chains', name), await zip.read(name));
  await zip.close();
  await writeFile(inFolder('chains', 'broken.pdb'), 'HEADER\n');
});

test('train: structures become chains, one that is none is skipped and counted, previews are drawn', async () => {
  const { code, out, error } = await train('--run', inFolder('run'), '--steps', '4');
  expect([code, out]).toEqual([0, expect.stringMatching(/^trained 4 steps in /)]);
  expect(error).toMatch(/\d chains of up to 40 residues, no classes/);
  expect(await readdir(inFolder('run', 'previews'))).toEqual(['step-0000004.png']);
  expect((await inrflow(['info', weights('run')])).out).toMatch(/chains of up to 40 residues[^]*40 latents of 15 atoms/);
});

test('sample: sequences of a file or letters fold to structures that a reader takes, the same whatever is beside them', async () => {
  await writeFile(inFolder('two.fasta'), '>one\nMKV\nLA\n>two\nGAWHC\n');
  const sample = (...args: string[]) => inrflow(['sample', '--checkpoint', weights('run'), '--threads', '1', ...args]);
  const { code, out } = await sample('--sequence', inFolder('two.fasta'), '--count', '2', '--out', inFolder('folds'));
  expect([code, out]).toEqual([0, expect.stringMatching(/^4 samples of up to 40 residues in .*4 files in /)]);
  expect((await readdir(inFolder('folds'))).sort()).toEqual(['one-000.pdb', 'one-001.pdb', 'two-000.pdb', 'two-001.pdb']);
  expect((await sample('--sequence', 'MKVLA', '--out', inFolder('alone.pdb'))).code).toBe(0);
  const atoms = (text: string) => text.split('\n').filter((line) => line.startsWith('ATOM'));
  expect(atoms(await readFile(inFolder('alone.pdb'), 'utf8'))).toEqual(atoms(await readFile(inFolder('folds', 'one-000.pdb'), 'utf8')));
  const read = await openProteinChains(inFolder('folds'));
  expect(read.items.map(({ residues }) => residues)).toEqual([5, 5, 5, 5]);
  expect((await sample('--sequence', 'MKVLA', '--format', 'cif', '--out', inFolder('cif'))).code).toBe(0);
  expect(await readFile(inFolder('cif', 'sequence-000.cif'), 'utf8')).toMatch(/^data_[^]*_atom_site/);
  expect((await sample('--sequence', inFolder('two.fasta'), '--out', inFolder('page.html'))).code).toBe(0);
  expect(await readFile(inFolder('page.html'), 'utf8')).toMatch(/^<!doctype html>[^]*two 0/i);
});

test.each<[args: string[], message: RegExp]>([
  [[], /^inrflow: this model folds sequences: give them with --sequence, a FASTA file or the letters themselves$/],
  [['--sequence', 'none.fasta'], /^inrflow: --sequence: there is no file 'none\.fasta'/],
  [['--sequence', 'MK1V'], /^inrflow: --sequence: '1' at position 3 of the sequence is not the letter of an amino acid/],
  [['--sequence', 'A'.repeat(41)], /^inrflow: --sequence: the sequence has 41 residues; expected at most 40$/],
  [['--sequence', 'MK', '--points', '3'], /^inrflow: --points is for clouds: this model makes chains$/],
  [['--sequence', 'MK', '--image', 'a.png'], /--image is for clouds: this model makes chains$/],
  [['--sequence', 'MK', '--format', 'ply', '--out', 'x'], /'ply' is invalid\. chains are written as: expected 'pdb', 'cif'/],
])('sample %j is refused in one line', async (args, message) => {
  const outcome = await inrflow(['sample', '--checkpoint', weights('run'), ...args]);
  expect([outcome.code, outcome.error]).toEqual([2, expect.stringMatching(message)]);
});

test('evaluate: a model on the chains that it was trained on and on those held out, each by itself', async () => {
  const { code, out, error } = await inrflow(['evaluate', weights('run'), '--threads', '1', '--predictions', inFolder('predictions'), '--out', inFolder('scores.json')]);
  expect([code, error]).toEqual([0, expect.stringMatching(/^warning: skipped, .*broken\.pdb/)]);
  for (const part of ['trained on', 'held out']) expect(out).toMatch(new RegExp(`mean of \\d +${part} `));
  const { scores: { proteins } } = JSON.parse(await readFile(inFolder('scores.json'), 'utf8')) as { scores: { proteins: { name: string; lddtCa: number }[] } };
  expect(proteins.map(({ name }) => name).sort()).toEqual(NAMES);
  expect(proteins.every(({ lddtCa }) => lddtCa >= 0 && lddtCa < 0.9)).toBe(true);
  expect(await readdir(inFolder('predictions'))).toEqual([...NAMES.flatMap((name) => ['predicted', 'reference'].map((what) => name.replace('.pdb', `-${what}.pdb`))), 'viewer.html'].sort());
  // What was written scores as it did, up to the digits of the format.
  const again = await inrflow(['evaluate', inFolder('predictions'), '--reference', inFolder('chains')]);
  expect(lastLine(again)).not.toMatch(/inrflow:/);
});

test('evaluate: structures against themselves are perfect; what does not fit is named with file, chain and residue', async () => {
  const { code, out, error } = await inrflow(['evaluate', inFolder('chains'), '--reference', inFolder('chains')]);
  expect(code).toBe(0);
  expect(out).toMatch(/mean of 5 +1\.000 +1\.000 +1\.000 +0\.00 +0\.0 ‰ +0\.0 %$/m);
  expect(error).toMatch(/warning: skipped, .*broken\.pdb/);
  expect(lastLine(await inrflow(['evaluate', inFolder('chains')]))).toMatch(/evaluate of files needs the chains to compare with: --reference PATH/);
  await mkdir(inFolder('wrong'));
  await writeFile(inFolder('wrong', '1ARD_D.pdb'), await readFile(inFolder('chains', '1AS5_A.pdb')));
  expect(lastLine(await inrflow(['evaluate', inFolder('wrong'), '--reference', inFolder('chains')]))).toMatch(/chain 'A' of prediction 1ARD_D\.pdb has 24 residues and chain '\w' of reference 1ARD_D\.pdb has 29; the first that differ are residue/);
  await mkdir(inFolder('strange'));
  await writeFile(inFolder('strange', '1ARDD.pdb'), await readFile(inFolder('chains', '1AS5_A.pdb')));
  expect(lastLine(await inrflow(['evaluate', inFolder('strange'), '--reference', inFolder('chains')]))).toMatch(/holds no structure named as the prediction '1ARDD': expected .*did you mean '1ARD_D'\?/);
});

test('sequence embeddings of a file: trained with, asked for when sampling, and missing ones named', async () => {
  const source = await openProteinChains(inFolder('chains'));
  const lengths = await Promise.all(NAMES.map(async (name) => {
    const { chain } = await source.chain(source.names.indexOf(name));
    return [name, chain.sequence?.length ?? chain.residues[chain.residues.length - 1].place + 1] as const;
  }));
  const arrays = (names: readonly (readonly [string, number])[]) => encodeSafetensors(Object.fromEntries(names.map(([name, residues]) => [name, { dtype: 'float32' as const, shape: [residues, 2], data: new Float32Array(2 * residues).fill(0.5) }])));
  await writeFile(inFolder('all.safetensors'), arrays(lengths));
  await writeFile(inFolder('fold.safetensors'), arrays([['sequence', 5]]));
  const { code } = await train('--run', inFolder('embedded'), '--steps', '1', '--set', `data.embeddings=${inFolder('all.safetensors')}`);
  expect(code).toBe(0);
  // Cropped chains take their rows of the whole chain's.
  const cropped = await train('--run', inFolder('cropped'), '--steps', '2', '--set', `data.embeddings=${inFolder('all.safetensors')}`, 'data.cropTo=10');
  expect([cropped.code, cropped.error]).toEqual([0, expect.stringMatching(/chains of up to 10 residues/)]);
  const sample = (...args: string[]) => inrflow(['sample', '--checkpoint', weights('embedded'), '--sequence', 'MKVLA', '--out', inFolder('embedded.pdb'), ...args]);
  expect((await sample('--embeddings', inFolder('fold.safetensors'))).code).toBe(0);
  expect(lastLine(await sample())).toMatch(/all\.safetensors': it has no array 'sequence'/);
});

test('a protein has no one layout of atoms, which export says', async () => {
  expect(lastLine(await inrflow(['export', '--checkpoint', weights('run'), '--out', inFolder('onnx')]))).toMatch(/it cannot be exported$/);
});
