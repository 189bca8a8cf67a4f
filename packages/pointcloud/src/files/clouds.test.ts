import { encodeNpy } from '@inrflow/core/node';
import { zipSync } from 'fflate';
import { PCDLoader } from 'three/examples/jsm/loaders/PCDLoader.js';
import { bufferOf, plyOf } from '../testing/encode.js';
import { sphere } from '../testing/shapes.js';
import { encodePly } from '../writers/ply.js';
import { inflateLzf } from './lzf.js';
import { readShape } from './readShape.js';

const { vertices: positions } = sphere(4, 6, 2.5);
const count = positions.length / 3;
const text = (...lines: string[]) => Buffer.from(lines.join('\n'));
const points = Array.from({ length: count }, (_, i) => [...positions.subarray(3 * i, 3 * i + 3)]);

/** A PCD file with an intensity between the positions. */
function pcd(data: 'ascii' | 'binary' | 'binary_compressed'): Uint8Array {
  const header = text('# .PCD v0.7', 'VERSION 0.7', 'FIELDS x intensity y z', 'SIZE 4 4 4 4', 'TYPE F F F F', 'COUNT 1 1 1 1', `WIDTH ${count}`, 'HEIGHT 1', 'VIEWPOINT 0 0 0 1 0 0 0', `POINTS ${count}`, `DATA ${data}`, '');
  const rows = points.map(([x, y, z]) => [x, 9, y, z]);
  if (data === 'ascii') return Buffer.concat([header, text(...rows.map((row) => row.join(' ')), '')]);
  if (data === 'binary') return Buffer.concat([header, new Uint8Array(Float32Array.from(rows.flat()).buffer)]);
  // Compressed files keep field after field; literal runs of up to 32 bytes are the simplest LZF stream.
  const plain = new Uint8Array(Float32Array.from([0, 1, 2, 3].flatMap((field) => rows.map((row) => row[field]))).buffer);
  const runs = Array.from({ length: Math.ceil(plain.length / 32) }, (_, i) => plain.subarray(32 * i, 32 * i + 32)).flatMap((run) => [run.length - 1, ...run]);
  return Buffer.concat([header, new Uint8Array(Uint32Array.of(runs.length, plain.length).buffer), Uint8Array.from(runs)]);
}

test.each([
  ['PCD as text', 'a.pcd', pcd('ascii')], ['PCD, binary', 'a.pcd', pcd('binary')], ['PCD, compressed', 'a.pcd', pcd('binary_compressed')],
  ['XYZ', 'a.xyz', text('# x y z', ...points.map((p) => p.join(' ')), '')],
  ['XYZ with colours and commas', 'a.xyz', text(...points.map((p) => `${p.join(', ')}, 255, 0, 0 // red\r`))],
  ['NPY', 'a.npy', encodeNpy([count, 3], positions)],
  ['NPZ', 'a.npz', zipSync({ 'points.npy': encodeNpy([count, 3], positions), 'normals.npy': encodeNpy([1, 3], Float32Array.of(0, 0, 1)) })],
  ['PLY', 'a.ply', encodePly(positions)], ['PLY as text', 'a.ply', encodePly(positions, { format: 'ascii' })],
  ['PLY without faces', 'a.ply', plyOf({ vertices: positions, triangles: new Uint32Array(0) }, 'binary_big_endian')],
])('%s comes back', async (_, name, bytes) => {
  const shape = await readShape({ name, bytes });
  expect(shape).toEqual({ kind: 'cloud', positions });
});

test('PCD as three.js reads it; points that were not measured are left out', async () => {
  for (const data of ['ascii', 'binary', 'binary_compressed'] as const) {
    expect([...new PCDLoader().parse(bufferOf(pcd(data))).geometry.getAttribute('position').array]).toEqual([...positions]);
  }
  const bytes = text('VERSION .7', 'FIELDS x y z', 'SIZE 4 4 4', 'TYPE F F F', 'WIDTH 2', 'HEIGHT 2', 'DATA ascii', '1 2 3', 'nan nan nan', '4 5 6', '7 nan 8', '');
  expect(await readShape({ name: 'a.pcd', bytes })).toEqual({ kind: 'cloud', positions: Float32Array.of(1, 2, 3, 4, 5, 6) });
});

test('LZF copies from what came before, overlapping too', () => {
  // Literals 'ab', then 5 bytes from 2 back, then 10 bytes from 1 back (a length of 7 with another byte).
  const bytes = Uint8Array.of(1, 97, 98, (3 << 5) | 0, 1, (7 << 5) | 0, 1, 0);
  expect(Buffer.from(inflateLzf(bytes, 17)).toString()).toBe('ab' + 'ababa' + 'a'.repeat(10));
  expect(() => inflateLzf(bytes, 16)).toThrow('damaged');
  expect(() => inflateLzf(Uint8Array.of(32, 5), 3)).toThrow('damaged');
});

test.each([
  ['a.pcd', text('hello'), "not a PCD file: its header has no line 'DATA ascii'"],
  ['a.pcd', text('FIELDS rgb', 'DATA ascii', '1', ''), 'its fields are rgb; expected x, y and z among them'],
  ['a.pcd', pcd('ascii').subarray(0, -60), `cut short: its header has ${count} points, but`],
  ['a.pcd', pcd('binary').subarray(0, -5), 'cut short: its 35 points take 560 bytes, but 555 follow'],
  ['a.pcd', pcd('binary_compressed').subarray(0, -5), 'cut short: its compressed data take 578 bytes, but 573 follow'],
  ['a.xyz', text('1 2 3', '', '1 2'), "line 3 is '1 2'; expected three numbers"],
  ['a.xyz', text('x y z', '1 2 3'), "line 1 is 'x y z'"],
  ['a.npy', encodeNpy([3 * count], positions), `its shape is [${3 * count}]; expected [points, 3]`],
  ['a.npy', text('hello, world'), 'cannot read zip archive inside'],
  ['a.npz', zipSync({ 'a.npy': new Uint8Array(1), 'b.npy': new Uint8Array(1) }), "it has no array of positions: found 'a', 'b'; expected 'points'"],
])('%s: what is wrong is named (%#)', async (name, bytes, reason) => {
  await expect(readShape({ name, bytes })).rejects.toThrow(reason);
});
