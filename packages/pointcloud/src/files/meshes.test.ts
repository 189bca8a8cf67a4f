import type { Mesh as ThreeMesh } from 'three';
import { OBJLoader } from 'three/examples/jsm/loaders/OBJLoader.js';
import { PLYLoader } from 'three/examples/jsm/loaders/PLYLoader.js';
import { STLLoader } from 'three/examples/jsm/loaders/STLLoader.js';
import type { Mesh } from '../meshes/mesh.js';
import { bufferOf, objOf, offOf, plyOf, soupOf, stlOf } from '../testing/encode.js';
import { sphere } from '../testing/shapes.js';
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
  // Beginning at an odd place of a larger array.
  const shifted = new Uint8Array(bytes.length + 1);
  shifted.set(bytes, 1);
  expect(soupOf(await meshIn(name, shifted.subarray(1)))).toEqual(soupOf(mesh));
});

test("OBJ as three.js reads it: objects, polygons, normals, negative numbers, lines that go on, Windows' line ends", async () => {
  const lines = ['# a comment', 'mtllib a.mtl', 'o one', ...SQUARE, 'vn 0 0 1', 'vt 0 0', 'f 1/1/1 2//1 3 4', 'g two', 'usemtl red', '  v 2 0 1 0.5 0.5 0.5', 'v 2 1 1', 's off',
    'f -1 -2 -3', 'f 1 2 \\', '5 6 3', 'o line', 'l 1 2'];
  for (const end of ['\n', '\r\n']) {
    const bytes = Buffer.from(lines.join(end));
    const expected = new OBJLoader().parse(bytes.toString()).children.filter(({ type }) => type === 'Mesh').flatMap((child) => [...(child as ThreeMesh).geometry.getAttribute('position').array]);
    expect(expected).toHaveLength(9 * 6);
    expect(soupOf(await meshIn('a.obj', bytes))).toEqual(expected);
  }
});

test('STL and PLY as three.js reads them', async () => {
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

test('polygons of PLY and OFF are fans; comments, colours and ModelNet\'s header are borne', async () => {
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
  ['a.obj', text('v 1 2 nan'), "line 1 is 'v 1 2 nan'"],
  ['a.obj', text(...SQUARE, 'f 1 2 0'), "line 5 is a face with the corner '0'"],
  ['a.obj', text(...SQUARE, 'f -5 1 2'), "line 5 is a face with the corner '-5'"],
  ['a.ply', objOf(mesh), "not a PLY file: it does not start with 'ply'"],
  ['a.ply', plyOf(mesh, 'ascii').subarray(0, 100), "its header has no 'end_header'"],
  ['a.ply', plyOf(mesh, 'ascii').subarray(0, -30), "cut short: its header has 70 of 'face', but the file ends at 67"],
  ['a.ply', plyOf(mesh, 'binary_little_endian').subarray(0, 1000), "cut short: its header has 48 of 'vertex', but the file ends at"],
  ['a.ply', text('ply', 'format ascii 1.0', 'element vertex 1', 'property half x', 'end_header', '0'), "a property of type 'half'"],
  ['a.ply', text('ply', 'format ascii 1.0', 'element vertex 1', 'property float x', 'end_header', '0'), 'no properties x, y and z'],
  ['a.ply', text('ply', 'format text 1.0', 'end_header', '0'), "its format is 'text'; expected 'ascii'"],
  ['a.stl', stlOf(mesh, 'binary').subarray(0, -1), 'cut short, or no STL file: 70 triangles take 3584 bytes, not 3583'],
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
])('%s: what is wrong is named (%#)', async (name, bytes, reason) => {
  await expect(readShape({ name, bytes })).rejects.toThrow(reason);
});
