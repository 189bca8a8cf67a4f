import { writeFileSync } from 'node:fs';
import { gzipSync } from 'node:zlib';
import { encodeSafetensors } from '@inrflow/core';
import { encodeNpy } from '@inrflow/core/node';
import { fuzzReaders } from '@testing/fuzz';
import { temporaryFolder } from '@testing/temporaryFolder';
import { zipSync } from 'fflate';
import { readSequenceEmbeddings } from './embeddings/embeddingFile.js';
import { readStructure } from './files/readStructure.js';
import { readFasta } from './sequences/fasta.js';
import { binaryCif } from './testing/binaryCif.js';
import { chainOf } from './testing/structures.js';
import { mmcifOf, pdbOf } from './writers/index.js';

const inFolder = temporaryFolder('file');
const chain = chainOf(['MET', 'LYS', 'GLY', 'TRP']);
const pdb = Buffer.from(pdbOf([chain]));
const mmcif = mmcifOf([chain]);
const numbers = Float32Array.from({ length: 12 }, (_, i) => i);

const structure = (name: string) => (bytes: Uint8Array) => readStructure({ name, bytes });
const embeddings = (name: string) => (bytes: Uint8Array) => {
  writeFileSync(inFolder(name), bytes);
  return readSequenceEmbeddings(inFolder(name));
};

fuzzReaders([
  { name: 'PDB', seeds: () => [pdb], read: structure('a.pdb') },
  { name: 'PDB, gzipped', seeds: () => [gzipSync(pdb)], read: structure('a.pdb.gz') },
  { name: 'mmCIF', seeds: () => [Buffer.from(mmcif)], read: structure('a.cif') },
  { name: 'BinaryCIF', seeds: async () => [await binaryCif(mmcif)], read: structure('a.bcif') },
  { name: 'FASTA', seeds: () => [Buffer.from('>one of two\nMKVLAW\nGAW\n>sp|P1|two\nMK*\n')], read: (bytes) => readFasta(new TextDecoder().decode(bytes), 'a.fasta') },
  { name: 'embeddings in safetensors', seeds: () => [encodeSafetensors({ a: { shape: [3, 4], data: numbers }, b: { shape: [1, 4], data: numbers.slice(0, 4) } })], read: embeddings('e.safetensors') },
  { name: 'embeddings in .npz', seeds: () => [zipSync({ 'a.npy': encodeNpy([3, 4], numbers) })], read: embeddings('e.npz') },
]);
