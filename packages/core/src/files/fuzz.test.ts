import { writeFileSync } from 'node:fs';
import { gzipSync } from 'node:zlib';
import { fuzzReaders } from '@testing/fuzz';
import { temporaryFolder } from '@testing/temporaryFolder';
import { zipSync } from 'fflate';
import { decodeCheckpoint, decodeSafetensors, encodeCheckpoint, encodeSafetensors } from '../checkpoints/index.js';
import { openFileTree } from './fileTree.js';
import { encodeNpy, parseNpyOrText } from './npy.js';
import { openNpy } from './npyFile.js';
import { readNpz } from './npz.js';

const inFolder = temporaryFolder('file');

/** A reader of files, given bytes. */
const ofFile = (ending: string, read: (file: string) => Promise<unknown>) => (bytes: Uint8Array) => {
  writeFileSync(inFolder(`mutated${ending}`), bytes);
  return read(inFolder(`mutated${ending}`));
};

async function readTree(file: string): Promise<void> {
  const tree = await openFileTree(file);
  try {
    for (const name of tree.names) await tree.read(name);
  } finally {
    await tree.close();
  }
}

async function readNpy(file: string): Promise<void> {
  const array = await openNpy(file);
  try {
    if (array.shape.length > 0 && array.shape[0] > 0) await array.read(0, 1);
  } finally {
    await array.close();
  }
}

/** A tar archive of short files with the header's sums right. */
function tarOf(files: Readonly<Record<string, Uint8Array>>): Uint8Array {
  const blocks = Object.entries(files).flatMap(([name, bytes]) => {
    const header = new Uint8Array(512);
    const put = (at: number, text: string) => header.set(Buffer.from(text), at);
    put(0, name);
    put(100, '0000644\0');
    put(124, `${bytes.length.toString(8).padStart(11, '0')}\0`);
    put(148, '        ');
    put(156, '0');
    put(257, 'ustar\x0000');
    put(148, `${header.reduce((sum, byte) => sum + byte, 0).toString(8).padStart(6, '0')}\0 `);
    const body = new Uint8Array(Math.ceil(bytes.length / 512) * 512);
    body.set(bytes);
    return [header, body];
  });
  return Buffer.concat([...blocks, new Uint8Array(1024)]);
}

const numbers = Float32Array.from({ length: 24 }, (_, i) => i / 24);
const npy = encodeNpy([2, 3, 4], numbers);
const files = { 'a/0.npy': npy, 'a/1.txt': Buffer.from('words\n'.repeat(20)), 'b/2.npy': npy };
const tensors = { weight: { shape: [4, 6], data: numbers }, bias: { shape: [4], data: numbers.slice(0, 4) } };

fuzzReaders([
  { name: 'NumPy in memory', seeds: () => [npy, encodeNpy([24], numbers)], read: parseNpyOrText },
  { name: 'NumPy file', seeds: () => [npy], read: ofFile('.npy', readNpy) },
  { name: 'NumPy archive', seeds: () => [zipSync({ 'x.npy': npy, 'y.npy': encodeNpy([2], Float32Array.of(0, 1)) })], read: ofFile('.npz', (file) => readNpz(file, { what: 'arrays', names: ['x'], labelNames: ['y'] })) },
  { name: 'zip', seeds: () => [zipSync(files), zipSync(files, { level: 0 })], read: ofFile('.zip', readTree) },
  { name: 'tar', seeds: () => [tarOf(files)], read: ofFile('.tar', readTree) },
  { name: 'tar.gz', seeds: () => [gzipSync(tarOf(files))], read: ofFile('.tar.gz', readTree) },
  { name: 'safetensors', seeds: () => [encodeSafetensors(tensors, { a: '1' })], read: (bytes) => decodeSafetensors(bytes) },
  { name: 'checkpoint', seeds: async () => [await encodeCheckpoint({ content: 'weights', config: { width: 4 }, tensors, progress: { step: 3 } })], read: (bytes) => decodeCheckpoint(bytes) },
]);
