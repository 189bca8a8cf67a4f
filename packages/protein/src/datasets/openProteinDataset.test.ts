import { execFileSync } from 'node:child_process';
import { mkdir, readFile, rm, utimes, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { gzipSync } from 'node:zlib';
import { UnreadableExampleError } from '@inrflow/core';
import { inPart } from '@inrflow/core/node';
import { zipSync } from 'fflate';
import { temporaryFolder } from '@testing/temporaryFolder';
import { chainSequence, type Chain } from '../chains/index.js';
import { chainOf, fixture } from '../testing/structures.js';
import { mmcifOf, pdbOf } from '../writers/index.js';
import { openProteinChains, openProteinDataset } from './openProteinDataset.js';

const inFolder = temporaryFolder();
const address = { seed: 3, stream: 'data', step: 5, sample: 1 };

async function writeTree(root: string, files: Record<string, string | Uint8Array>) {
  for (const [name, bytes] of Object.entries(files)) {
    await mkdir(path.dirname(inFolder(root, name)), { recursive: true });
    await writeFile(inFolder(root, name), bytes);
  }
}

/** A chain of this many residues that all have the same B-factor. */
function predicted(length: number, plddt: number, id = 'A'): Chain {
  const chain = chainOf(Array.from({ length }, (_, i) => ['GLY', 'ALA', 'SER', 'TRP'][i % 4]), id);
  for (const { atoms } of chain.residues) for (const atom of atoms) atom.bFactor = plddt;
  return chain;
}

const files = {
  '1a8o.pdb.gz': fixture('1A8O.pdb.gz').bytes, 'deep/er/two.cif': mmcifOf([predicted(5, 90, 'X'), predicted(7, 40, 'Y')], { title: 'two' }), 'AF-P1-F1-model_v4.cif.gz': gzipSync(mmcifOf(predicted(30, 85))),
  'AF-P1-F1-model_v4.pdb.gz': gzipSync(pdbOf(predicted(30, 85))), 'AF-P1-F1-predicted_aligned_error_v4.json.gz': gzipSync('{}'), 'broken.pdb': 'hello', 'readme.md': 'x', '.hidden/a.pdb': 'x',
};

test('a folder tree: chain lengths are known before reading, a structure in several formats is read once, and unreadable files have a reason', async () => {
  await writeTree('tree', files);
  const data = await openProteinChains(inFolder('tree'));
  expect(data.items).toEqual([
    { name: '1a8o.pdb.gz', file: '1a8o.pdb.gz', chain: 'A', residues: 70, meanBFactor: expect.closeTo(20, -1), title: 'HIV CAPSID C-TERMINAL DOMAIN' },
    { name: 'AF-P1-F1-model_v4.cif.gz', file: 'AF-P1-F1-model_v4.cif.gz', chain: 'A', residues: 30, meanBFactor: 85 },
    { name: 'broken.pdb', file: 'broken.pdb', chain: '', residues: 0, meanBFactor: 0, problem: 'not a PDB file: it has no ATOM records' },
    { name: 'deep/er/two.cif:X', file: 'deep/er/two.cif', chain: 'X', residues: 5, meanBFactor: 90, title: 'two' },
    { name: 'deep/er/two.cif:Y', file: 'deep/er/two.cif', chain: 'Y', residues: 7, meanBFactor: 40, title: 'two' },
  ]);
  data.prefetch([0, 1, 2, 3, 4, 9]);
  const { name, chain } = await data.chain(4);
  expect([name, chain.id, chainSequence(chain)]).toEqual(['deep/er/two.cif:Y', 'Y', 'GASWGAS']);
  await expect(data.chain(2)).rejects.toThrow(UnreadableExampleError);
  await expect(data.chain(2)).rejects.toThrow(`cannot read protein '${inFolder('tree', 'broken.pdb')}': not a PDB file`);
  await expect(data.chain(5)).rejects.toThrow('chain 5 of a data set of 5');
  await writeFile(inFolder('tree', '1a8o.pdb.gz'), gzipSync(pdbOf(predicted(3, 1))));
  const later = await openProteinChains(inFolder('tree'), { cacheBytes: 0 });
  await writeFile(inFolder('tree', '1a8o.pdb.gz'), gzipSync(pdbOf(predicted(4, 1))));
  await expect(later.chain(0)).rejects.toThrow("chain 'A' is not what it was when the data set was opened");
  await rm(inFolder('tree', '1a8o.pdb.gz'));
  await expect(later.chain(0)).rejects.toThrow(UnreadableExampleError);
});

test.each([['as it is', '.', ''], ['wrapped in a folder', '..', 'tree/']])('a zip and tars, %s, equal the folder', async (_, from, prefix) => {
  await writeTree('tree', files);
  const folder = await openProteinChains(inFolder('tree'));
  await writeFile(inFolder('a.zip'), zipSync(Object.fromEntries(Object.entries(files).map(([name, bytes]) => [prefix + name, Buffer.from(bytes)]))));
  for (const format of ['ustar', 'gnu', 'pax']) execFileSync('tar', [`--format=${format}`, '-cf', inFolder(`${format}.tar`), '-C', inFolder('tree', from), prefix || '.']);
  for (const archive of ['a.zip', 'ustar.tar', 'gnu.tar', 'pax.tar']) {
    const data = await openProteinChains(inFolder(archive));
    expect(data.items).toEqual(folder.items);
    for (const i of [0, 1, 3, 4]) expect(await data.chain(i)).toEqual(await folder.chain(i));
    await expect(data.chain(2)).rejects.toThrow(`cannot read protein '${inFolder(archive)}:`);
    await data.close();
  }
});

test('a single file, and choices of chain, length and pLDDT', async () => {
  await writeTree('tree', files);
  const names = async (options: Parameters<typeof openProteinChains>[1], file = inFolder('tree')) => {
    const data = await openProteinChains(file, options);
    return [data.names.map((name) => name.replace(/.*\//, '').replace(/\..*?(:|$)/, '$1')), Object.values(data.leftOut).join()];
  };
  expect(await names({}, inFolder('tree', 'deep', 'er', 'two.cif'))).toEqual([['two:X', 'two:Y'], '0,0,0']);
  expect(await names({ chain: 'longest' })).toEqual([['1a8o', 'AF-P1-F1-model_v4', 'broken', 'two:Y'], '0,0,0']);
  expect(await names({ chain: 'first' })).toEqual([['1a8o', 'AF-P1-F1-model_v4', 'broken', 'two:X'], '0,0,0']);
  expect(await names({ minLength: 6, maxLength: 30 })).toEqual([['AF-P1-F1-model_v4', 'broken', 'two:Y'], '1,1,0']);
  expect(await names({ minPlddt: 70 })).toEqual([['AF-P1-F1-model_v4', 'broken', 'two:X'], '0,0,2']);
  const chosen = await openProteinChains(inFolder('tree'), { chain: 'Y' });
  expect(chosen.items[0].problem).toBe("it has no protein chain 'Y'; expected 'A'");
  const refusing = { ...predicted(2, 1), residues: predicted(2, 1).residues.map((residue, i) => (i === 0 ? residue : { ...residue, name: 'ZZZ' })) };
  await writeTree('odd', { 'a.pdb': pdbOf(refusing), 'b.pdb': pdbOf(predicted(2, 1)) });
  expect((await openProteinChains(inFolder('odd'))).items.map(({ residues }) => residues)).toEqual([1, 2]);
  const { items } = await openProteinChains(inFolder('odd'), { unknownResidues: 'refuse' });
  expect(items[0].problem).toBe("unknown residue ZZZ 2 of chain 'A'; expected standard residues or modified ones with a standard parent");
});

test('long chains are cropped at a place that the address chooses, every place occurs, and equal addresses repeat', async () => {
  await writeTree('tree', { 'a.pdb': pdbOf(predicted(10, 1)), 'b.pdb': pdbOf(predicted(4, 1)) });
  const data = await openProteinChains(inFolder('tree'), { cropTo: 4 });
  const whole = (await data.chain(0)).chain.residues.map(({ number }) => number);
  expect(whole).toHaveLength(10);
  const starts = new Set<number>();
  for (let step = 0; step < 100; step++) {
    const { chain } = await data.chain(0, { ...address, step });
    const [start] = chain.residues.map(({ number }) => number);
    expect(chain.residues.map(({ number, place }) => [number, place])).toEqual([0, 1, 2, 3].map((i) => [start + i, i]));
    const again = await data.chain(0, { ...address, step });
    expect(again.chain).toEqual(chain);
    expect([again.cropped?.firstPlace, again.cropped?.whole.residues.length]).toEqual([start - 1, 10]);
    starts.add(start);
  }
  expect([...starts].sort((a, b) => a - b)).toEqual([1, 2, 3, 4, 5, 6, 7]);
  expect((await data.chain(1, address)).chain.residues).toHaveLength(4);
});

test('parts by a hash of the file name keep the chains of a file together', async () => {
  const names = Array.from({ length: 30 }, (_, i) => `${i}.pdb`);
  await writeTree('tree', Object.fromEntries(names.map((name) => [name, pdbOf([predicted(2, 1), predicted(3, 1, 'B')])])));
  const held = await openProteinChains(inFolder('tree'), { split: { heldOut: 0.3, part: 'held-out' } });
  const train = await openProteinChains(inFolder('tree'), { split: { heldOut: 0.3, part: 'train' } });
  const expected = names.filter((name) => inPart(name, { heldOut: 0.3, part: 'held-out' }));
  expect([...held.names].sort()).toEqual(expected.flatMap((name) => [`${name}:A`, `${name}:B`]).sort());
  expect([...held.names, ...train.names].sort()).toEqual(names.flatMap((name) => [`${name}:A`, `${name}:B`]).sort());
});

test('with an index file, files that have not changed are not read again', async () => {
  await writeTree('tree', files);
  const [indexFile, seen] = [inFolder('index.json'), [] as number[]];
  const options = { indexFile, onProgress: (done: number) => seen.push(done) };
  const { items } = await openProteinChains(inFolder('tree'), options);
  expect(seen).toEqual([1, 2, 3, 4]);
  const kept = await readFile(indexFile, 'utf8');
  // The index is trusted: here it is given a wrong length.
  await writeFile(indexFile, kept.replace('"residues":70', '"residues":71'));
  expect((await openProteinChains(inFolder('tree'), options)).items[0].residues).toBe(71);
  await utimes(inFolder('tree', '1a8o.pdb.gz'), 1, 1);
  expect((await openProteinChains(inFolder('tree'), options)).items).toEqual(items);
  expect((await openProteinChains(inFolder('tree'), { ...options, model: 1 })).items).toEqual(items);
  await writeFile(indexFile, '{"a": 1}');
  await expect(openProteinChains(inFolder('tree'), options)).rejects.toThrow(`'${indexFile}' is not an index of a protein data set`);
});

test('as a training set', async () => {
  await writeTree('tree', { 'a.pdb': pdbOf(predicted(10, 1)), 'b.pdb': 'hello' });
  const data = await openProteinDataset(inFolder('tree'), {
    cropTo: 4, toExample: async (chain, name, { seed }) => ({ points: chain.residues.length, coordinates: Float32Array.of(seed), values: Float32Array.of(name.length) }),
  });
  expect([data.length, data.classes]).toEqual([2, []]);
  expect(await data.example(0, address)).toEqual({ points: 4, coordinates: Float32Array.of(3), values: Float32Array.of(5) });
  await expect(data.example(1, address)).rejects.toThrow(UnreadableExampleError);
  await data.close();
});

test.each([
  [{ minLength: 100 }, "no chain of '.*' is left: 4 chains are shorter than 100 residues; 1 cannot be read, such as 'broken.pdb': not a PDB file"],
  [{ maxLength: 2 }, '4 are longer than 2'],
  [{ minPlddt: 99 }, '4 have a mean pLDDT below 99'],
  [{ chain: 'Q' }, "5 cannot be read|4 cannot be read, such as '1a8o.pdb.gz': it has no protein chain 'Q'"],
  [{ split: { part: 'held-out', heldOut: 1e-6 } }, "the held-out part of '.*' is empty: 4 files"],
  [{ model: 7 }, "no chain .* it has no model 7; expected 1"],
  [{ maxFileBytes: 10 }, 'more than maxFileBytes allows'],
  [{ minLength: 0 }, 'minLength of a protein data set must be a positive number of residues, not 0'],
  [{ minLength: 5, maxLength: 4 }, 'at most maxLength, which is 4'],
  [{ cropTo: 1.5 }, 'cropTo'],
  [{ minPlddt: 101 }, 'from 0 to 100'],
  [{ chain: '' }, "'first', 'longest', 'all'"],
  [{ model: 0.5 }, 'model'],
  [{ split: { part: 'val' as 'train' } }, "'train' or 'held-out'"],
  [{ split: { part: 'train' as const, heldOut: 1 } }, 'a fraction between 0 and 1'],
  [{ unknownResidues: 'no' as 'drop' }, "'drop' or 'refuse'"],
  [{ cacheBytes: -1 }, 'cacheBytes'],
  [{ maxFileBytes: 0 }, 'maxFileBytes'],
] as [Parameters<typeof openProteinChains>[1], string][])('options that leave nothing or are out of range: %j', async (options, message) => {
  await writeTree('tree', files);
  await expect(openProteinChains(inFolder('tree'), options)).rejects.toThrow(new RegExp(message));
});

test('errors name what is not a data set', async () => {
  await writeTree('none', { 'a.txt': 'x' });
  await writeTree('', { 'a.tar.gz': 'x', 'b.tar': 'x'.repeat(600), 'c.txt': 'x', 'd.zip': 'x', 'e.zip': zipSync({ 'a.txt': Buffer.from('x') }) });
  const open = (name: string) => openProteinChains(inFolder(name));
  await expect(open('none')).rejects.toThrow('holds no protein structures; looked for .pdb, .ent, .cif, .mmcif, .bcif');
  await expect(open('e.zip')).rejects.toThrow(`zip archive '${inFolder('e.zip')}' holds no protein structures`);
  await expect(open('nine')).rejects.toThrow(`did you mean '${inFolder('none')}'`);
  await expect(open('a.tar.gz')).rejects.toThrow(`cannot read tar archive '${inFolder('a.tar.gz')}': its gzip is damaged or cut short`);
  await expect(open('b.tar')).rejects.toThrow(`cannot read tar archive '${inFolder('b.tar')}': not a tar archive`);
  await expect(open('c.txt')).rejects.toThrow('is not a data set of proteins');
  await expect(open('d.zip')).rejects.toThrow('cannot read zip archive');
});
