import { writeFile } from 'node:fs/promises';
import { encodeSafetensors } from '@inrflow/core';
import { encodeNpy } from '@inrflow/core/node';
import { zipSync } from 'fflate';
import { temporaryFolder } from '@testing/temporaryFolder';
import { readSequenceEmbeddings } from './embeddingFile.js';

const inFolder = temporaryFolder();
const rows = (count: number, first = 0) => Float32Array.from({ length: count }, (_, i) => first + i);
const arrays = { P12345: rows(6), Q99999: rows(4, 10), WIDE: rows(3) };
const shapes = { P12345: [3, 2], Q99999: [2, 2], WIDE: [1, 3] };
type Name = keyof typeof arrays;
const names = Object.keys(arrays) as Name[];

beforeEach(async () => {
  await writeFile(inFolder('embeddings.npz'), zipSync(Object.fromEntries(names.map((name) => [`${name}.npy`, encodeNpy(shapes[name], arrays[name])]))));
  await writeFile(inFolder('embeddings.safetensors'), encodeSafetensors(Object.fromEntries(names.map((name) => [name, { shape: shapes[name], data: arrays[name] }]))));
});

test.each(['npz', 'safetensors'])('.%s: arrays by the names of proteins, and errors name what is missing', async (extension) => {
  const file = inFolder(`embeddings.${extension}`);
  const embeddings = await readSequenceEmbeddings(file);
  expect(embeddings.channels).toBe(2);
  expect(await embeddings.embed({ name: 'P12345', sequence: 'GAV' })).toEqual({ residues: 3, channels: 2, rows: arrays.P12345 });
  expect(await embeddings.embed({ name: 'Q99999', sequence: 'GA' })).toEqual({ residues: 2, channels: 2, rows: arrays.Q99999 });
  await expect(embeddings.embed({ name: 'P12346', sequence: 'GAV' })).rejects.toThrow(`sequence embeddings '${file}': it has no array 'P12346'; did you mean 'P12345'?`);
  await expect(embeddings.embed({ name: 'elsewhere', sequence: 'GAV' })).rejects.toThrow("it has no array 'elsewhere' among its 3");
  await expect(embeddings.embed({ name: 'P12345', sequence: 'GAVL' })).rejects.toThrow("the array 'P12345' has 3 rows, but the sequence 4 residues: residue 4, L, has none");
  await expect(embeddings.embed({ name: 'P12345', sequence: 'GA' })).rejects.toThrow("the array 'P12345' has 3 rows, but the sequence 2 residues");
  await expect(embeddings.embed({ name: 'WIDE', sequence: 'G' })).rejects.toThrow("the array 'WIDE' has 3 channels, but 'P12345' has 2");
  await embeddings.dispose();
});

test('errors name files that do not hold embeddings', async () => {
  await expect(readSequenceEmbeddings(inFolder('none.npz'))).rejects.toThrow(/sequence embeddings '.*none\.npz': there is no such file/);
  await expect(readSequenceEmbeddings(inFolder('none.safetensors'))).rejects.toThrow(/none\.safetensors': there is no such file/);
  await expect(readSequenceEmbeddings(inFolder('table.csv'))).rejects.toThrow("its name ends in '.csv'; expected .npz or .safetensors");
  await writeFile(inFolder('text.npz'), 'no archive');
  await expect(readSequenceEmbeddings(inFolder('text.npz'))).rejects.toThrow(/text\.npz': /);
  await writeFile(inFolder('empty.npz'), zipSync({}));
  await expect(readSequenceEmbeddings(inFolder('empty.npz'))).rejects.toThrow('it holds no arrays');
  await writeFile(inFolder('flat.npz'), zipSync({ 'P.npy': encodeNpy([4], rows(4)) }));
  await expect(readSequenceEmbeddings(inFolder('flat.npz'))).rejects.toThrow("the array 'P': its shape is [4]; expected [residues, channels]");
  await writeFile(inFolder('whole.safetensors'), encodeSafetensors({ P: { shape: [2, 2], data: Int32Array.of(1, 2, 3, 4) } }));
  await expect(readSequenceEmbeddings(inFolder('whole.safetensors'))).rejects.toThrow("the array 'P': its numbers are integers; expected floats");
});
