import { copyFile, mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { parseMolecules } from '@inrflow/molecule';
import { temporaryFolder } from '@testing/temporaryFolder';
import { inrflow, lastLine } from './support/command.js';

jest.setTimeout(300_000);
const inFolder = temporaryFolder('file');
const TINY = ['--batch-size', '2', '--threads', '1', '--set', 'data.maxAtoms=12', 'model.width=16', 'model.heads=2', 'model.blocks=1', 'model.latents=12', 'sampling.steps=2', 'data.heldOut=0.4'];
const weights = (run: string) => inFolder(run, 'weights.safetensors');

beforeAll(async () => {
  await mkdir(inFolder('molecules'));
  await copyFile(path.join(__dirname, '../../molecule/src/testing/fixtures/few.sdf'), inFolder('molecules', 'few.sdf'));
  await writeFile(inFolder('molecules', 'broken.mol'), 'x\ny\nz\nhello\n');
  await writeFile(inFolder('molecules', 'large.smi'), `${'C'.repeat(40)} tetracontane\n`);
});

test('train: conformers are learnt from, what is none is skipped and counted, what is too large is left out and said', async () => {
  const { code, out, error } = await inrflow(['train', '--modality', 'molecule', '--data', inFolder('molecules'), '--run', inFolder('run'), '--steps', '4', ...TINY]);
  expect([code, out]).toEqual([0, expect.stringMatching(/^trained 4 steps in /)]);
  expect(error).toMatch(/conformers of up to 12 atoms, no classes/);
  expect(error).toContain('1 molecule has more than 12 atoms besides hydrogens (data.maxAtoms) and was left out');
  expect((await inrflow(['info', weights('run')])).out).toMatch(/conformers of up to 12 atoms[^]*12 latents of 1 atoms?/);
});

test('sample: SMILES of a file or on the line become SDF that a reader takes, the same whatever is beside them', async () => {
  await writeFile(inFolder('two.smi'), 'C[C@H](N)C(=O)O alanine\nc1ccccc1 benzene\n');
  const sample = (...args: string[]) => inrflow(['sample', '--checkpoint', weights('run'), '--threads', '1', ...args]);
  const { code, out } = await sample('--smiles', inFolder('two.smi'), '--count', '2', '--out', inFolder('made'));
  expect([code, out]).toEqual([0, expect.stringMatching(/^4 samples of up to 12 atoms in .*4 files in /)]);
  expect((await readdir(inFolder('made'))).sort()).toEqual(['alanine-000.sdf', 'alanine-001.sdf', 'benzene-000.sdf', 'benzene-001.sdf']);
  const [alanine] = parseMolecules('a.sdf', await readFile(inFolder('made', 'alanine-000.sdf'), 'utf8'));
  const [meant] = parseMolecules('a.smi', 'C[C@H](N)C(=O)O');
  // One centre: a sample of the wrong hand is mirrored.
  expect([alanine.problem, alanine.molecule?.id]).toEqual([undefined, meant.molecule!.id]);
  expect((await sample('--smiles', 'OC(=O)[C@H](C)N', '--count', '1', '--out', inFolder('page.html'))).code).toBe(0);
  expect(await readFile(inFolder('page.html'), 'utf8')).toMatch(/^<!doctype html>/i);
});

test.each<[args: string[], message: RegExp]>([
  [[], /^inrflow: this model makes conformers of molecules: give them with --smiles, a file or SMILES themselves$/],
  [['--smiles', 'none.sdf'], /^inrflow: --smiles: there is no file 'none\.sdf'/],
  [['--smiles', 'c1ccccc1c2'], /^inrflow: --smiles: dangling ring closure/],
  [['--smiles', 'C[Fe]C'], /^inrflow: --smiles: atom 2 is Fe; expected one of H Li B C/],
  [['--smiles', 'C'.repeat(13)], /^inrflow: --smiles: it has 13 atoms besides hydrogens; expected at most 12/],
])('sample %j is refused in one line', async (args, message) => {
  const outcome = await inrflow(['sample', '--checkpoint', weights('run'), ...args]);
  expect([outcome.code, outcome.error]).toEqual([2, expect.stringMatching(message)]);
});

test('evaluate: a model on molecules of training and held out, and files against references', async () => {
  const { code, out } = await inrflow(['evaluate', weights('run'), '--threads', '1', '--baseline', 'none', '--predictions', inFolder('predictions'), '--out', inFolder('scores.json')]);
  expect(code).toBe(0);
  for (const part of ['trained on', 'held out']) expect(out).toMatch(new RegExp(`the model +${part} +\\d`));
  const { scores: { sources } } = JSON.parse(await readFile(inFolder('scores.json'), 'utf8')) as { scores: { sources: { molecules: unknown[] }[] } };
  expect(sources.reduce((sum, { molecules }) => sum + molecules.length, 0)).toBe(8);
  expect(await readdir(inFolder('predictions'))).toContain('viewer.html');
  const same = await inrflow(['evaluate', inFolder('molecules'), '--reference', inFolder('molecules', 'few.sdf')]);
  expect(same.out).toMatch(/8 +100\.0 % +0\.000 +100\.0 % +0\.000 +0\.0 % +0\.0 %/);
  await writeFile(inFolder('other.sdf'), await readFile(inFolder('made', 'benzene-000.sdf')));
  expect(lastLine(await inrflow(['evaluate', inFolder('other.sdf'), '--reference', inFolder('molecules', 'few.sdf')]))).toMatch(/no molecule of .*other\.sdf is among those of/);
});
