import type { Mesh as ThreeMesh } from 'three';
import { OBJLoader } from 'three/examples/jsm/loaders/OBJLoader.js';
import { PLYLoader } from 'three/examples/jsm/loaders/PLYLoader.js';
import { STLLoader } from 'three/examples/jsm/loaders/STLLoader.js';
import type { Mesh } from '../meshes/mesh.js';
import { bufferOf, objOf, offOf, plyOf, soupOf, stlOf } from '../testing/encode.js';
import { sphere } from '../testing/shapes.js';
import { measureSurface } from '../meshes/surface.js';
import { readShape } from './readShape.js';

const mesh = sphere(5, 7, 1.25);
const text = (...lines: string[]) => Buffer.from(lines.join('\n'));
const SQUARE = ['v 0 0 0', 'v 1 0 0', 'v 1 1 0', 'v 0 1 0'];

async function meshIn(name: string, bytes: Uint8Array): Promise<Mesh> {
  const shape = await readShape({ name, bytes });
  if (shape.kind !== 'mesh') throw new Error('a cloud');
  return shape.mesh;
}

test.each([
  ['OBJ', 'a.obj', objOf(mesh)], ['OFF', 'a.OFF', offOf(mesh)],
  ['PLY as text', 'a.ply', plyOf(mesh, 'ascii')], ['PLY, little-endian', 'a.ply', plyOf(mesh, 'binary_little_endian')], ['PLY, big-endian', 'a.PLY', plyOf(mesh, 'binary_big_endian')],
  ['STL as text', 'a.stl', stlOf(mesh, 'ascii')], ['STL, binary', 'a.stl', stlOf(mesh, 'binary')],
])('%s comes back triangle by triangle', async (_, name, bytes) => {
  // Begins at an odd offset of a larger array.
  const shifted = new Uint8Array(bytes.length + 1);
  shifted.set(bytes, 1);
  expect(soupOf(await meshIn(name, shifted.subarray(1)))).toEqual(soupOf(mesh));
});

test('OBJ is read as three.js reads it: objects, polygons, normals, negative numbers, continued lines, Windows line ends', async () => {
  const lines = ['# a comment', 'mtllib a.mtl', 'o one', ...SQUARE, 'vn 0 0 1', 'vt 0 0', 'f 1/1/1 2//1 3 4', 'g two', 'usemtl red', '  v 2 0 1 0.5 0.5 0.5', 'v 2 1 1', 's off',
    'f -1 -2 -3', 'f 1 2 \\', '5 6 3', 'o line', 'l 1 2'];
  for (const end of ['\n', '\r\n']) {
    const bytes = Buffer.from(lines.join(end));
    const expected = new OBJLoader().parse(bytes.toString()).children.filter(({ type }) => type === 'Mesh').flatMap((child) => [...(child as ThreeMesh).geometry.getAttribute('position').array]);
    expect(expected).toHaveLength(9 * 6);
    expect(soupOf(await meshIn('a.obj', bytes))).toEqual(expected);
  }
});

test('STL and PLY are read as three.js reads them', async () => {
  for (const format of ['ascii', 'binary'] as const) {
    const bytes = stlOf(mesh, format);
    expect([...new STLLoader().parse(bufferOf(bytes)).getAttribute('position').array]).toEqual(soupOf(await meshIn('a.stl', bytes)));
  }

  for (const format of ['ascii', 'binary_little_endian', 'binary_big_endian'] as const) {
    const geometry = new PLYLoader().parse(bufferOf(plyOf(mesh, format)));
    const { vertices, triangles } = await meshIn('a.ply', plyOf(mesh, format));
    expect([...geometry.getIndex()!.array]).toEqual([...triangles]);
    expect([...geometry.getAttribute('position').array]).toEqual([...vertices]);
  }
});

test('convex polygons of PLY and OFF are fans; comments, colours and ModelNet\'s header are tolerated', async () => {
  const fan = [0, 1, 2, 0, 2, 3, 0, 3, 4];
  const positions = ['0 0 0', '1 0 0', '1 1 0', '.5 1.5 0', '0 1 0'];
  const ply = text('ply', 'format ascii 1.0', 'element vertex 5', 'property float x', 'property float y', 'property float z', 'element face 1', 'property uchar red', 'property list uchar int vertex_index', 'end_header', ...positions, '255 5 0 1 2 3 4');
  expect([...(await meshIn('a.ply', ply)).triangles]).toEqual(fan);
  for (const header of ['OFF\n5 1 0', 'OFF5 1 0', '# made by hand\nCOFF # coloured\n\n5 1 0 # counts']) {
    const { vertices, triangles } = await meshIn('a.off', text(header, ...positions.map((line) => `${line} 255 0 0`), '5 0 1 2 3 4 0.5 0.5 0.5', ''));
    expect([[...triangles], vertices[10]]).toEqual([fan, 1.5]);
  }
});

test.each([
  ['a.obj', text('hello'), "it has no vertices: no line starts with 'v'"],
  ['a.obj', text('v 1 2', 'f 1 1 1'), "line 1 is 'v 1 2'; expected a vertex's three finite numbers"],
  ['a.obj', text('v 1 2 0,5'), "line 1 is 'v 1 2 0,5'"],
  ['a.obj', text(...SQUARE, 'f 1 2 1000000000'), 'line 5 is a face with the vertex 1000000000, but there are 4'],
  ['a.obj', text(...SQUARE, 'f 1 2 0'), "line 5 is a face with the corner '0'"],
  ['a.obj', text(...SQUARE, 'f -5 1 2'), "line 5 is a face with the corner '-5'"],
  ['a.ply', objOf(mesh), "not a PLY file: it does not start with 'ply'"],
  ['a.ply', plyOf(mesh, 'ascii').subarray(0, 100), "its header has no 'end_header'"],
  ['a.ply', plyOf(mesh, 'ascii').subarray(0, -30), "cut short: its header has 70 of 'face', but the file ends at 0"],
  ['a.ply', plyOf(mesh, 'binary_little_endian').subarray(0, 1000), "cut short: its header has 48 of 'vertex', but the file ends at"],
  ['a.ply', text('ply', 'format ascii 1.0', 'element vertex 1', 'property half x', 'end_header', '0'), "a property of type 'half'"],
  ['a.ply', text('ply', 'format ascii 1.0', 'element vertex 1', 'property float x', 'end_header', '0'), 'no properties x, y and z'],
  ['a.ply', text('ply', 'format text 1.0', 'end_header', '0'), "its format is 'text'; expected 'ascii'"],
  ['a.stl', stlOf(mesh, 'binary').subarray(0, -1), 'cut short, or not an STL file: 70 triangles take 3584 bytes, not 3583'],
  ['a.stl', stlOf(mesh, 'ascii').subarray(0, -20), "cut short: it has no 'endsolid'"],
  ['a.stl', Buffer.from(stlOf(mesh, 'ascii').toString().replace('vertex', 'vortex')), 'damaged: its 70 facets have 209 vertices'],
  ['a.stl', text('hello'), 'not an STL file'],
  ['a.off', objOf(mesh), "not an OFF file: it does not start with 'OFF'"],
  ['a.off', text('4OFF', '0 0 0'), 'another number of dimensions'],
  ['a.off', text('OFF BINARY', ''), 'it is binary OFF'],
  ['a.off', offOf(mesh).subarray(0, -20), 'cut short: 48 vertices and 70 faces take 118 lines, but 1'],
  ['a.off', text('OFF', '1 1 0', '0 0 0', '3 0 0 1'), "face 0 is '3 0 0 1'"],
  ['a.obj', new Uint8Array(0), 'the file has zero bytes'],
  ['a.dae', objOf(mesh), "files that end in '.dae' are not read; expected one of .obj, .ply, .stl"],
])('%s: errors say what is wrong (%#)', async (name, bytes, reason) => {
  await expect(readShape({ name, bytes })).rejects.toThrow(reason);
});

const areaOf = async (name: string, ...lines: string[]) => measureSurface(await meshIn(name, text(...lines))).cumulativeAreas.at(-1);
const L = ['0 0 0', '2 0 0', '2 1 0', '1 1 0', '1 2 0', '0 2 0'];
const PLY = (...more: string[]) => ['ply', 'format ascii 1.0', 'element vertex 6', 'property float x', 'property float y', 'property float z', ...more, 'end_header'];
const LIST = ['element face 1', 'property list uchar int vertex_indices'];

test('concave polygons have their area, 3, in every format', async () => {
  expect(await areaOf('a.obj', ...L.map((v) => `v ${v}`), 'f 1 2 3 4 5 6')).toBeCloseTo(3, 6);
  expect(await areaOf('a.off', 'OFF', '6 1 0', ...L, '6 0 1 2 3 4 5')).toBeCloseTo(3, 6);
  expect(await areaOf('a.ply', ...PLY(...LIST), ...L, '6 0 1 2 3 4 5')).toBeCloseTo(3, 6);
});

test('marks, comments and surplus words around numbers do not change them', async () => {
  const square = (...lines: string[]) => areaOf('a.obj', ...lines);
  expect(await square('\u00ef\u00bb\u00bfv 0 0 0'.slice(3), ...SQUARE.slice(1), 'f 1 2 3 4')).toBe(1);
  const marked = await readShape({ name: 'a.obj', bytes: Buffer.concat([Buffer.of(0xef, 0xbb, 0xbf), text(...SQUARE, 'f 1 2 3 4')]) });
  expect(marked.kind === 'mesh' && measureSurface(marked.mesh).cumulativeAreas.at(-1)).toBe(1);
  expect(await square(...SQUARE.slice(0, 2), '# ends in a backslash \\', ...SQUARE.slice(2), 'f 1 2 3 4 # left side')).toBe(1);
  expect(await square('v nan nan nan', ...SQUARE, 'f 2 3 4 5')).toBe(1);
  expect(await areaOf('a.obj', 'f 1 2 3 4', ...SQUARE)).toBe(1);
  // Lines of text PLY may have more columns than the header says.
  expect(await areaOf('a.ply', ...PLY(...LIST), ...L.map((v) => `${v} 255 0 0`), '6 0 1 2 3 4 5 7 7')).toBeCloseTo(3, 6);
  expect(await areaOf('a.ply', ...PLY(...LIST).map((line) => `${line} `), ...L, '6 0 1 2', '3 4 5')).toBeCloseTo(3, 6);
  // OFF is a stream of words, wherever lines end.
  expect(await areaOf('a.off', 'OFF 6', '1', '0', L.join(' '), '6 0 1 2', '3 4 5')).toBeCloseTo(3, 6);
});

test('triangle strips of PLY: every second triangle is flipped, and −1 separates strips', async () => {
  const strip = ['element tristrips 1', 'property list int int vertex_indices'];
  const { triangles } = await meshIn('a.ply', text(...PLY(...strip), ...L, '8 0 1 2 3 -1 3 4 5'));
  expect([...triangles]).toEqual([0, 1, 2, 2, 1, 3, 3, 4, 5]);
});

test('STL is read as other programs write it', async () => {
  const ascii = stlOf(mesh, 'ascii').toString();
  const binary = Buffer.from(stlOf(mesh, 'binary'));
  const expected = soupOf(mesh);
  const read = async (bytes: Uint8Array) => soupOf(await meshIn('a.stl', bytes));
  expect(await read(Buffer.from(ascii.toUpperCase().replaceAll('E-', 'e-')))).toEqual(await read(Buffer.from(ascii)));
  expect(await read(Buffer.from(ascii.replace('endsolid', 'end solid')))).toEqual(expected);
  expect(await read(Buffer.from(ascii.split('\n').map((line) => `        ${line}`).join('\n\n\n')))).toEqual(expected);
  for (const more of [1, 12, 50]) expect(await read(Buffer.concat([binary, Buffer.alloc(more)]))).toEqual(expected);
  const solid = Buffer.concat([binary, Buffer.alloc(1)]);
  solid.write('solid by another program');
  expect(await read(solid)).toEqual(expected);
  const uncounted = Buffer.from(binary);
  uncounted.writeUInt32LE(0, 80);
  expect(await read(uncounted)).toEqual(expected);
});

test('points alone are a cloud in OBJ and OFF', async () => {
  expect(await readShape({ name: 'a.obj', bytes: text(...SQUARE) })).toMatchObject({ kind: 'cloud', positions: Float32Array.of(0, 0, 0, 1, 0, 0, 1, 1, 0, 0, 1, 0) });
  expect(await readShape({ name: 'a.off', bytes: text('OFF', '2 0 0', '1 2 3', '4 5 6') })).toMatchObject({ kind: 'cloud', positions: Float32Array.of(1, 2, 3, 4, 5, 6) });
});

test.each([
  ['a.stl', `solid${'\n'.repeat(200_000)}`], ['a.off', `${'# '.repeat(50_000)}\n`], ['a.obj', `v${' '.repeat(200_000)}`], ['a.xyz', `${'" '.repeat(100_000)}`], ['a.ply', `ply\n${'comment \n'.repeat(20_000)}`], ['a.pcd', `${'# \n'.repeat(60_000)}`],
])('%s of nothing but padding is refused at once', async (name, contents) => {
  const begun = performance.now();
  await expect(readShape({ name, bytes: Buffer.from(contents) })).rejects.toThrow();
  expect(performance.now() - begun).toBeLessThan(1500);
});

test.each([
  ['a.ply', text('ply', 'format ascii 1.0', 'element vertex 1000000000', 'property float x', 'property float y', 'property float z', 'end_header', '1 2 3'), "its header has 1000000000 of 'vertex', but the file ends at 0"],
  ['a.ply', Buffer.concat([text('ply', 'format binary_little_endian 1.0', 'element face 1', 'property list uint int vertex_indices', 'end_header', ''), Buffer.from([255, 255, 255, 255, 0, 0])]), "cut short: its header has 1 of 'face'"],
  ['a.off', text('OFF', '1000000000 1 0', '0 0 0'), 'cut short: 1000000000 vertices'],
  ['a.stl', Buffer.concat([Buffer.alloc(80), Buffer.from([0, 202, 154, 59]), Buffer.alloc(50)]), '1000000000 triangles take 50000000084 bytes, not 134'],
])('%s: declared sizes are checked before memory is allocated for them (%#)', async (name, bytes, reason) => {
  await expect(readShape({ name, bytes })).rejects.toThrow(reason);
});
