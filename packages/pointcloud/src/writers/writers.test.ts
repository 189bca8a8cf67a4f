import { readdir, readFile } from 'node:fs/promises';
import { PLYLoader } from 'three/examples/jsm/loaders/PLYLoader.js';
import { XYZLoader } from 'three/examples/jsm/loaders/XYZLoader.js';
import { parseNpy } from '@inrflow/core/node';
import { temporaryFolder } from '@testing/temporaryFolder';
import { bufferOf } from '../testing/encode.js';
import { writeNpy, writePly, writeXyz } from './index.js';

const inFolder = temporaryFolder();
const cloud = Float32Array.of(0, -1, 0.1, 1e-30, 123456.789, 1 / 3, -0.2, 3e8, 7);

test.each(['ascii', 'binary'] as const)('three.js reads PLY, %s, back bit for bit', async (format) => {
  await writePly(inFolder('a.ply'), cloud, { format });
  expect([...new PLYLoader().parse(bufferOf(await readFile(inFolder('a.ply')))).getAttribute('position').array]).toEqual([...cloud]);
  expect(await readdir(inFolder())).toEqual(['a.ply']);
});

test('three.js reads XYZ back bit for bit', async () => {
  await writeXyz(inFolder('a.xyz'), cloud);
  const text = await readFile(inFolder('a.xyz'), 'latin1');
  expect(text.split('\n')[0]).toBe('0 -1 0.1');
  const read = (new XYZLoader() as unknown as { parse(text: string): unknown }).parse(text) as { getAttribute(name: string): { array: Float32Array } };
  expect([...read.getAttribute('position').array]).toEqual([...cloud]);
});

test('NPY of one cloud and of several', async () => {
  await writeNpy(inFolder('a.npy'), cloud);
  expect(parseNpy(await readFile(inFolder('a.npy')))).toMatchObject({ shape: [3, 3], data: cloud });
  await writeNpy(inFolder('b.npy'), [cloud, cloud.map((x) => -x)]);
  const { shape, data } = parseNpy(await readFile(inFolder('b.npy')));
  expect([shape, [...data]]).toEqual([[2, 3, 3], [...cloud, ...cloud.map((x) => -x)]]);
});

test('errors say what does not fit, and nothing is written', async () => {
  await expect(writePly(inFolder('a.ply'), cloud.subarray(1))).rejects.toThrow('a cloud of 8 numbers is not written; expected three for each point');
  await expect(writeXyz(inFolder('a.xyz'), Float32Array.of(0, 0, 0, 0, NaN, 0))).rejects.toThrow('point 1 of a cloud lies at NaN');
  await expect(writeNpy(inFolder('a.npy'), [cloud, cloud.subarray(3)])).rejects.toThrow('cloud 1 of an array has 2 points, but the first 3');
  await expect(writeNpy(inFolder('a.npy'), [])).rejects.toThrow('at least one');
  await expect(writePly(inFolder('no', 'a.ply'), cloud)).rejects.toThrow('is not there');
  expect(await readdir(inFolder())).toEqual([]);
});
