import { Document, WebIO } from '@gltf-transform/core';
import { readShape } from './readShape.js';

/** A triangle strip under two nodes, one moved within the other that is turned and enlarged; and points, which are left out. */
function scene(): Document {
  const document = new Document();
  const buffer = document.createBuffer();
  const positions = document.createAccessor().setType('VEC3').setArray(Float32Array.of(0, 0, 0, 1, 0, 0, 0, 1, 0, 1, 1, 0)).setBuffer(buffer);
  const indices = document.createAccessor().setType('SCALAR').setArray(Uint16Array.of(0, 1, 2, 2, 1, 3)).setBuffer(buffer);
  const indexed = document.createPrimitive().setAttribute('POSITION', positions).setIndices(indices).setMaterial(document.createMaterial());
  const strip = document.createPrimitive().setAttribute('POSITION', positions).setMode(5);
  const points = document.createPrimitive().setAttribute('POSITION', positions).setMode(0);
  const child = document.createNode().setMesh(document.createMesh().addPrimitive(strip).addPrimitive(points)).setTranslation([0, 0, 5]);
  // A quarter turn about z takes (x, y) to (−y, x).
  const parent = document.createNode().setMesh(document.createMesh().addPrimitive(indexed)).setRotation([0, 0, Math.SQRT1_2, Math.SQRT1_2]).setScale([2, 2, 2]).addChild(child);
  document.createScene().addChild(parent);
  return document;
}

const square = [[0, 0], [0, 2], [-2, 0], [-2, 2]];
const expected = [0, 10].flatMap((z) => square.flatMap(([x, y]) => [x, y, z]));

async function check(name: string, bytes: Uint8Array, beside?: (address: string) => Promise<Uint8Array>): Promise<void> {
  const shape = await readShape({ name, bytes, beside });
  if (shape.kind !== 'mesh') throw new Error('a cloud');
  // Four vertices each for the indexed primitive, the strip, and the points that no triangle has.
  shape.mesh.vertices.slice(0, 24).forEach((x, i) => expect(x).toBeCloseTo(expected[i], 6));
  expect([...shape.mesh.triangles]).toEqual([0, 1, 2, 2, 1, 3, 4, 5, 6, 6, 5, 7]);
}

test('GLB: nodes, strips and indices', async () => check('a.glb', await new WebIO().writeBinary(scene())));

test('glTF with its buffer beside it, or inside', async () => {
  const { json, resources } = await new WebIO().writeJSON(scene(), { basename: 'two words' });
  const [[address, bytes]] = Object.entries(resources);
  json.buffers![0].uri = encodeURIComponent(address);
  json.images = [{ uri: 'not-there.png' }];
  const asked: string[] = [];
  await check('a.gltf', Buffer.from(JSON.stringify(json)), async (name) => {
    asked.push(name);
    return bytes;
  });
  expect(asked).toEqual([address]);
  await expect(readShape({ name: 'a.gltf', bytes: Buffer.from(JSON.stringify(json)) })).rejects.toThrow("its buffer 'two%20words.bin' is not at hand");
  json.buffers![0].uri = `data:application/octet-stream;base64,${Buffer.from(bytes).toString('base64')}`;
  await check('a.gltf', Buffer.from(JSON.stringify(json)));
});

test('what is wrong is named', async () => {
  const bytes = await new WebIO().writeBinary(scene());
  await expect(readShape({ name: 'a.glb', bytes: bytes.subarray(0, 100) })).rejects.toThrow();
  await expect(readShape({ name: 'a.gltf', bytes: Buffer.from('{}') })).rejects.toThrow("it has no 'asset'");
  await expect(readShape({ name: 'a.gltf', bytes: Buffer.from('solid') })).rejects.toThrow('JSON');
  await expect(readShape({ name: 'a.gltf', bytes: Buffer.from(JSON.stringify({ asset: { version: '2.0' }, extensionsRequired: ['KHR_draco_mesh_compression'] })) })).rejects.toThrow('KHR_draco_mesh_compression');
});
