import { encodeNpy } from '@inrflow/core/node';
import { fuzzReaders } from '@testing/fuzz';
import { readShape } from './files/readShape.js';
import { objOf, offOf, plyOf, stlOf } from './testing/encode.js';
import { box } from './testing/shapes.js';

const mesh = box(1, 2, 3);
const positions = Float32Array.from({ length: 60 }, (_, i) => Math.sin(i));
const rows = Array.from({ length: 20 }, (_, i) => [...positions.subarray(3 * i, 3 * i + 3)]);
const bytes = (text: string) => Buffer.from(text);

/** The mesh as glTF with an embedded buffer. */
function gltfOf(): Buffer {
  const vertices = Buffer.from(Float32Array.from(mesh.vertices).buffer);
  const corners = Buffer.from(Uint16Array.from(mesh.triangles).buffer);
  const data = Buffer.concat([vertices, corners]);
  return bytes(JSON.stringify({
    asset: { version: '2.0' }, scene: 0, scenes: [{ nodes: [0] }], nodes: [{ mesh: 0, scale: [2, 2, 2], children: [1] }, { mesh: 0 }],
    meshes: [{ primitives: [{ attributes: { POSITION: 0 }, indices: 1 }] }],
    buffers: [{ byteLength: data.length, uri: `data:application/octet-stream;base64,${data.toString('base64')}` }],
    bufferViews: [{ buffer: 0, byteOffset: 0, byteLength: vertices.length }, { buffer: 0, byteOffset: vertices.length, byteLength: corners.length }],
    accessors: [
      { bufferView: 0, componentType: 5126, count: mesh.vertices.length / 3, type: 'VEC3', min: [-9, -9, -9], max: [9, 9, 9] },
      { bufferView: 1, componentType: 5123, count: mesh.triangles.length, type: 'SCALAR' },
    ],
  }));
}

/** The same as GLB. */
function glbOf(): Buffer {
  const document = JSON.parse(gltfOf().toString()) as { buffers: { byteLength: number; uri?: string }[] };
  const data = Buffer.from(document.buffers[0].uri!.split(',')[1], 'base64');
  delete document.buffers[0].uri;
  const chunk = (type: number, body: Buffer, fill: number) => {
    const padded = Buffer.concat([body, Buffer.alloc((4 - (body.length % 4)) % 4, fill)]);
    const head = Buffer.alloc(8);
    head.writeUInt32LE(padded.length, 0);
    head.writeUInt32LE(type, 4);
    return Buffer.concat([head, padded]);
  };
  const body = Buffer.concat([chunk(0x4e4f534a, bytes(JSON.stringify(document)), 0x20), chunk(0x004e4942, data, 0)]);
  const header = Buffer.alloc(12);
  header.write('glTF', 0, 'latin1');
  header.writeUInt32LE(2, 4);
  header.writeUInt32LE(12 + body.length, 8);
  return Buffer.concat([header, body]);
}

function pcdOf(data: 'ascii' | 'binary'): Buffer {
  const header = `VERSION .7\nFIELDS x y z\nSIZE 4 4 4\nTYPE F F F\nCOUNT 1 1 1\nWIDTH 20\nHEIGHT 1\nVIEWPOINT 0 0 0 1 0 0 0\nPOINTS 20\nDATA ${data}\n`;
  return Buffer.concat([bytes(header), data === 'ascii' ? bytes(rows.map((row) => row.join(' ')).join('\n')) : Buffer.from(positions.buffer)]);
}

/** LAS 1.2, points of format 0. */
function lasOf(): Buffer {
  const header = Buffer.alloc(227);
  header.write('LASF', 0, 'latin1');
  header.writeUInt8(1, 24);
  header.writeUInt8(2, 25);
  header.writeUInt16LE(227, 94);
  header.writeUInt32LE(227, 96);
  header.writeUInt8(0, 104);
  header.writeUInt16LE(20, 105);
  header.writeUInt32LE(20, 107);
  for (const at of [131, 139, 147]) header.writeDoubleLE(0.01, at);
  const points = Buffer.alloc(20 * 20);
  rows.forEach((row, i) => row.forEach((x, k) => points.writeInt32LE(Math.round(100 * x), 20 * i + 4 * k)));
  return Buffer.concat([header, points]);
}

const SEEDS: Readonly<Record<string, () => readonly Uint8Array[]>> = {
  obj: () => [objOf(mesh), bytes('v 0 0 0 1 0 0\nv 1 0 0\nv 1 1 0\nv 0 1 0\nv .5 .5 0\nvt 0 0\nvn 0 0 1\nf 1/1/1 2//1 \\\n3 4 -1 # five\n')],
  off: () => [offOf(mesh), bytes('COFF\n3 1 0\n0 0 0 1 0 0 1\n1 0 0 1 0 0 1\n0 1 0 1 0 0 1\n3 0 1 2\n')],
  ply: () => [plyOf(mesh, 'ascii'), plyOf(mesh, 'binary_little_endian'), plyOf(mesh, 'binary_big_endian')],
  stl: () => [stlOf(mesh, 'ascii'), stlOf(mesh, 'binary')],
  gltf: () => [gltfOf()],
  glb: () => [glbOf()],
  pcd: () => [pcdOf('ascii'), pcdOf('binary')],
  las: () => [lasOf()],
  xyz: () => [bytes(rows.map((row) => row.join(' ')).join('\n')), bytes(`x,y,z\n${rows.map((row) => row.join(',')).join('\n')}`), bytes(`20\n${rows.map((row) => row.join(';').replaceAll('.', ',')).join('\n')}`)],
  npy: () => [encodeNpy([20, 3], positions)],
};

fuzzReaders(Object.entries(SEEDS).map(([name, seeds]) => ({ name, seeds, read: (file: Uint8Array) => readShape({ name: `mutated.${name}`, bytes: file }) })));
