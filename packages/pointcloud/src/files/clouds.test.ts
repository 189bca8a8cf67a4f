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
  // Compressed files store one field after the other; literal runs of up to 32 bytes are the simplest LZF stream.
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

test('PCD is read as three.js reads it; points that were not measured are left out', async () => {
  for (const data of ['ascii', 'binary', 'binary_compressed'] as const) {
    expect([...new PCDLoader().parse(bufferOf(pcd(data))).geometry.getAttribute('position').array]).toEqual([...positions]);
  }
  const bytes = text('VERSION .7', 'FIELDS x y z', 'SIZE 4 4 4', 'TYPE F F F', 'WIDTH 2', 'HEIGHT 2', 'DATA ascii', '1 2 3', 'nan nan nan', '4 5 6', '7 nan 8', '');
  expect(await readShape({ name: 'a.pcd', bytes })).toEqual({ kind: 'cloud', positions: Float32Array.of(1, 2, 3, 4, 5, 6) });
});

test('LZF copies from earlier output, even if the copy overlaps itself', () => {
  // Literals 'ab', then 5 bytes from 2 back, then 10 bytes from 1 back (a length of 7 with another byte).
  const bytes = Uint8Array.of(1, 97, 98, (3 << 5) | 0, 1, (7 << 5) | 0, 1, 0);
  expect(Buffer.from(inflateLzf(bytes, 17)).toString()).toBe('ab' + 'ababa' + 'a'.repeat(10));
  expect(() => inflateLzf(bytes, 16)).toThrow('damaged');
  expect(() => inflateLzf(Uint8Array.of(32, 5), 3)).toThrow('damaged');
});

test.each([
  ['a.pcd', text('hello'), "not a PCD file: its header has no line 'DATA ascii'"],
  ['a.pcd', text('FIELDS rgb', 'DATA ascii', '1', ''), 'its fields are rgb; expected x, y and z among them'],
  ['a.pcd', text('FIELDS x y z', 'COUNT 0 1 1', 'POINTS 1000000000', 'DATA binary', ''), "its field 'x' has the COUNT 0; expected 1"],
  ['a.pcd', text('FIELDS x y z', 'SIZE 4 4 -4', 'POINTS 1', 'DATA binary', ''), "its header's line SIZE has '-4' at place 3"],
  ['a.pcd', pcd('ascii').subarray(0, -60), `cut short: its header has ${count} points, but`],
  ['a.pcd', pcd('binary').subarray(0, -5), 'cut short: its 35 points take 560 bytes, but 555 follow'],
  ['a.pcd', pcd('binary_compressed').subarray(0, -5), 'cut short: its compressed data take 578 bytes, but 573 follow'],
  ['a.xyz', text('1 2 3', '', '1 2'), "line 3 is '1 2'; expected three numbers"],
  ['a.xyz', text('x y z', 'a b c', '1 2 3'), "line 2 is 'a b c'; expected three numbers"],
  ['a.xyz', text('1,2,3', '4,,6'), "line 2 is '4,,6'; expected three numbers, but a cell is empty"],
  ['a.xyz', text('x;y;colour', '1;2;3'), "its columns are named 'x', 'y', 'colour'; expected x, y and z among them"],
  ['a.xyz', text('5', '1 2 3', '4 5 6'), 'cut short: it says 5 points, but 2 follow'],
  ['a.las', text('LASF'), "not a LAS file: it does not start with 'LASF' and a header of 227 bytes"],
  ['a.npy', encodeNpy([3 * count], positions), `its shape is [${3 * count}]; expected [points, 3]`],
  ['a.npy', text('hello, world'), 'not a NumPy array: it starts neither with'],
  ['a.npz', zipSync({ 'a.npy': new Uint8Array(1), 'b.npy': new Uint8Array(1) }), "it has no array of positions: found 'a', 'b'; expected 'points'"],
])('%s: errors say what is wrong (%#)', async (name, bytes, reason) => {
  await expect(readShape({ name, bytes })).rejects.toThrow(reason);
});

const cloudOf = async (name: string, ...lines: string[]) => {
  const shape = await readShape({ name, bytes: text(...lines) });
  if (shape.kind !== 'cloud') throw new Error('a mesh');
  return [...shape.positions];
};
const SIX = [1, 2, 3, 4.5, 5.5, -6.5];

test.each<[string, string[]]>([
  ['a line of names', ['x y z', '1 2 3', '4.5 5.5 -6.5']],
  ['names in another order', ['id,Z,Y,X,label', '0,3,2,1,a', '1,-6.5,5.5,4.5,b']],
  ['quoted names and cells', ['"X";"Y";"Z"', '"1";"2";"3"', '4.5;5.5;-6.5']],
  ['a number of points', ['2', '1 2 3', '4.5 5.5 -6.5']],
  ['a number of points and names', ['2', '//X Y Z', '1 2 3 255 0 0', '4.5 5.5 -6.5 0 0 0']],
  ['decimal commas between semicolons', ['1,0;2;3,0', '4,5;5,5;-6,5']],
  ['decimal commas between blanks', ['1,0 2,0 3,0', '4,5 5,5 -6,5']],
  ['decimal commas, each with another comma', ['1,0, 2,0, 3,0', '4,5, 5,5, -6,5']],
  ['tabs', ['1\t2\t3', '4.5\t5.5\t-6.5\tname of a point']],
  ['points that were not measured', ['1 2 3', 'nan nan nan', '1 -nan(ind) 2'.replace('-nan(ind)', 'NaN'), '4.5 5.5 -6.5', 'inf 0 0']],
  ["old Macs' line ends", ['1 2 3\r4.5 5.5 -6.5\r']],
  ['a mark of UTF-8', ['\u00ef\u00bb\u00bf1 2 3', '4.5 5.5 -6.5'].map((line) => Buffer.from(line, 'latin1').toString('latin1'))],
])('a table with %s is read', async (_, lines) => {
  for (const name of ['a.xyz', 'a.csv', 'a.pts']) {
    const shape = await readShape({ name, bytes: Buffer.from(lines.join('\n'), 'latin1') });
    expect(shape).toEqual({ kind: 'cloud', positions: Float32Array.from(SIX) });
  }
});

test('columns after the first three and points that were not measured are left out, in NumPy as elsewhere', async () => {
  const rows = [[1, 2, 3, 9, 9, 9], [NaN, 0, 0, 9, 9, 9], [4.5, 5.5, -6.5, 9, 9, 9]];
  expect(await readShape({ name: 'a.npy', bytes: encodeNpy([3, 6], Float32Array.from(rows.flat())) })).toEqual({ kind: 'cloud', positions: Float32Array.from(SIX) });
  const ply = ['ply', 'format ascii 1.0', 'element vertex 3', 'property float x', 'property float y', 'property float z', 'end_header', '1 2 3', 'nan nan nan', '4.5 5.5 -6.5'];
  expect(await cloudOf('a.ply', ...ply)).toEqual(SIX);
  expect(await cloudOf('a.obj', 'v 1 2 3', 'v nan nan nan', 'v 4.5 5.5 -6.5')).toEqual(SIX);
});

test('LAS: whole numbers with a scale and an offset; compressed files are refused by name', async () => {
  const bytes = Buffer.alloc(227 + 2 * 20);
  bytes.write('LASF');
  bytes.set([1, 2], 24);
  bytes.writeUInt32LE(227, 96);
  bytes.writeUInt16LE(20, 105);
  bytes.writeUInt32LE(2, 107);
  [0.5, 0.5, 0.5, 1, 2, 3].forEach((value, i) => bytes.writeDoubleLE(value, 131 + 8 * i));
  [0, 0, 0].forEach((value, i) => bytes.writeInt32LE(value, 227 + 4 * i));
  [7, 7, -19].forEach((value, i) => bytes.writeInt32LE(value, 247 + 4 * i));
  expect(await readShape({ name: 'a.las', bytes })).toEqual({ kind: 'cloud', positions: Float32Array.from(SIX) });
  await expect(readShape({ name: 'a.las', bytes: bytes.subarray(0, -1) })).rejects.toThrow('cut short: its 2 points take 40 bytes from byte 227, but it has 266');
  bytes[104] = 0x80;
  await expect(readShape({ name: 'a.las', bytes })).rejects.toThrow('compressed (LAZ), which is not read');
});

test('far from the origin, differences of a millimetre survive', async () => {
  const rows = Array.from({ length: 50 }, (_, i) => [5_630_000 + i / 1000, 460_000 - i / 1000, 100 + i / 1000]);
  for (const [name, bytes] of [['a.xyz', text(...rows.map((row) => row.map((x) => x.toFixed(3)).join(' ')))], ['a.obj', text(...rows.map((row) => `v ${row.map((x) => x.toFixed(3)).join(' ')}`))]] as const) {
    const shape = await readShape({ name, bytes });
    if (shape.kind !== 'cloud') throw new Error('a mesh');
    rows.forEach((row, i) => row.forEach((x, k) => expect(Math.abs(shape.positions[3 * i + k] + shape.origin![k] - x)).toBeLessThan(1e-5)));
  }
});

test('a file with an uninformative or misleading name is recognized by its first bytes', async () => {
  expect(await readShape({ name: 'scan.dat', bytes: encodePly(positions) })).toEqual({ kind: 'cloud', positions });
  expect(await readShape({ name: 'scan.obj', bytes: encodeNpy([count, 3], positions) })).toEqual({ kind: 'cloud', positions });
});
