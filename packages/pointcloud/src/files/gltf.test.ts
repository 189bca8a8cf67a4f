import { Document, WebIO } from '@gltf-transform/core';
import { EXTMeshGPUInstancing, EXTMeshoptCompression, KHRDracoMeshCompression, KHRMeshQuantization } from '@gltf-transform/extensions';
import { measureSurface } from '../meshes/surface.js';
import { sphere } from '../testing/shapes.js';
import { readShape } from './readShape.js';

/** A triangle strip under two nodes, a moved one inside a rotated and enlarged one; and points, which are left out. */
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
  // Four vertices each for the indexed primitive, the strip, and the points, which belong to no triangle.
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

test('errors say what is wrong', async () => {
  const bytes = await new WebIO().writeBinary(scene());
  await expect(readShape({ name: 'a.glb', bytes: bytes.subarray(0, 100) })).rejects.toThrow();
  await expect(readShape({ name: 'a.gltf', bytes: Buffer.from('{}') })).rejects.toThrow("it has no 'asset'");
  await expect(readShape({ name: 'a.gltf', bytes: Buffer.from('solid') })).rejects.toThrow('JSON');
  await expect(readShape({ name: 'a.gltf', bytes: Buffer.from(JSON.stringify({ asset: { version: '2.0' }, extensionsRequired: ['CESIUM_RTC'] })) })).rejects.toThrow('it needs the extension CESIUM_RTC, which is not read');
});

/** Lists of a document, with any contents. */
type Parts = Record<'nodes' | 'accessors' | 'bufferViews' | 'buffers' | 'meshes', object[]>;

/** The document of a square of two triangles, 1 × 1, as JSON with its buffer inside. */
async function plain(change: (json: Parts) => void = () => {}): Promise<Uint8Array> {
  const document = new Document();
  const buffer = document.createBuffer();
  const positions = document.createAccessor().setType('VEC3').setArray(Float32Array.of(0, 0, 0, 1, 0, 0, 0, 1, 0, 1, 1, 0)).setBuffer(buffer);
  const indices = document.createAccessor().setType('SCALAR').setArray(Uint16Array.of(0, 1, 2, 2, 1, 3)).setBuffer(buffer);
  document.createScene().addChild(document.createNode().setMesh(document.createMesh().addPrimitive(document.createPrimitive().setAttribute('POSITION', positions).setIndices(indices))));
  const { json, resources } = await new WebIO().writeJSON(document, {});
  json.buffers![0].uri = `data:application/octet-stream;base64,${Buffer.from(Object.values(resources)[0]).toString('base64')}`;
  change(json as unknown as Parts);
  return Buffer.from(JSON.stringify(json));
}
const areaIn = async (bytes: Uint8Array, name = 'a.gltf') => {
  const shape = await readShape({ name, bytes });
  if (shape.kind !== 'mesh') throw new Error('a cloud');
  return measureSurface(shape.mesh).cumulativeAreas.at(-1);
};

test.each(['KHR_materials_unlit', 'KHR_texture_basisu', 'EXT_texture_webp', 'KHR_lights_punctual', 'KHR_materials_pbrSpecularGlossiness', 'KHR_techniques_webgl'])('%s does not affect triangles, so a file that requires it is read', async (name) => {
  expect(await areaIn(await plain((json) => Object.assign(json, { extensionsUsed: [name], extensionsRequired: [name], images: [{ uri: 'https://example.org/a.png' }], textures: [{ source: 7 }], materials: [{ extensions: { [name]: {} } }], extensions: { [name]: { x: 1 } } })))).toBe(1);
});

test('each instance of a mesh is read at its place', async () => {
  const document = new Document();
  document.createBuffer();
  const io = new WebIO().registerExtensions([EXTMeshGPUInstancing]);
  const positions = document.createAccessor().setType('VEC3').setArray(Float32Array.of(0, 0, 0, 1, 0, 0, 0, 1, 0));
  const places = document.createAccessor().setType('VEC3').setArray(Float32Array.of(0, 0, 0, 10, 0, 0, 0, 0, -5));
  const scales = document.createAccessor().setType('VEC3').setArray(Float32Array.of(1, 1, 1, 2, 2, 2, 1, 3, 1));
  const instances = document.createExtension(EXTMeshGPUInstancing).setRequired(true).createInstancedMesh().setAttribute('TRANSLATION', places).setAttribute('SCALE', scales);
  document.createScene().addChild(document.createNode().setMesh(document.createMesh().addPrimitive(document.createPrimitive().setAttribute('POSITION', positions))).setExtension('EXT_mesh_gpu_instancing', instances));
  expect(await areaIn(await io.writeBinary(document), 'a.glb')).toBeCloseTo(0.5 + 0.5 * 4 + 0.5 * 3, 6);
});

test('quantized, Draco and meshopt files give the mesh that they were made from', async () => {
  const ball = sphere(12, 24, 1);
  const area = measureSurface(ball).cumulativeAreas.at(-1)!;
  const document = () => {
    const made = new Document();
    const buffer = made.createBuffer();
    const [positions, indices] = [made.createAccessor().setType('VEC3').setArray(ball.vertices).setBuffer(buffer), made.createAccessor().setType('SCALAR').setArray(ball.triangles).setBuffer(buffer)];
    made.createScene().addChild(made.createNode().setMesh(made.createMesh().addPrimitive(made.createPrimitive().setAttribute('POSITION', positions).setIndices(indices))));
    return { made, positions };
  };
  const quantized = document();
  quantized.positions.setArray(Int16Array.from(ball.vertices, (x) => Math.round(32767 * x))).setNormalized(true);
  quantized.made.createExtension(KHRMeshQuantization).setRequired(true);
  expect(await areaIn(await new WebIO().registerExtensions([KHRMeshQuantization]).writeBinary(quantized.made), 'a.glb')).toBeCloseTo(area, 2);

  const draco = document().made;
  draco.createExtension(KHRDracoMeshCompression).setRequired(true).setEncoderOptions({ quantizationBits: { POSITION: 16 } });
  const dracoIo = new WebIO().registerExtensions([KHRDracoMeshCompression]).registerDependencies({ 'draco3d.encoder': await (await import('draco3dgltf')).default.createEncoderModule!() });
  expect(await areaIn(await dracoIo.writeBinary(draco), 'a.glb')).toBeCloseTo(area, 2);

  const { MeshoptEncoder } = await import('meshoptimizer');
  await MeshoptEncoder.ready;
  const meshopt = document().made;
  meshopt.createExtension(EXTMeshoptCompression).setRequired(true);
  expect(await areaIn(await new WebIO().registerExtensions([EXTMeshoptCompression]).registerDependencies({ 'meshopt.encoder': MeshoptEncoder }).writeBinary(meshopt), 'a.glb')).toBeCloseTo(area, 2);
});

test.each<[string, (json: Parts) => void, string]>([
  ['a circle of nodes', (json) => Object.assign(json.nodes[0], { children: [0] }), 'nodes[0] is its own ancestor'],
  ['a node with two parents', (json) => json.nodes.push({ children: [0] }, { children: [0] }), 'nodes[0] has two parents'],
  ['a mesh that is not there', (json) => Object.assign(json.nodes[0], { mesh: 9 }), 'nodes[0].mesh is 9; expected one of the 1 meshes'],
  ['more elements than bytes', (json) => Object.assign(json.accessors[0], { count: 1e9 }), 'accessors[0]: its 1000000000 elements end at byte'],
  ['elements without bytes', (json) => Object.assign(json.accessors[0], { count: 1e9, bufferView: undefined }), 'accessors[0]: 1000000000 elements of no bytes'],
  ['a view beyond its buffer', (json) => Object.assign(json.bufferViews[0], { byteOffset: 99 }), 'bufferViews[0] ends at byte'],
  ['an unknown type', (json) => Object.assign(json.accessors[0], { type: 'VEC9' }), 'accessors[0].type is "VEC9"'],
  ['a null for a list', (json) => Object.assign(json, { meshes: null, nodes: 3 }), 'nodes is 3; expected a list'],
  ['a matrix of letters', (json) => Object.assign(json.nodes[0], { matrix: 'x' }), 'nodes[0].matrix is "x"; expected 16 finite numbers'],
  ['a buffer on the web', (json) => Object.assign(json.buffers[0], { uri: 'http://example.org/a.bin' }), "its buffer 'http://example.org/a.bin' lies elsewhere"],
])('%s is reported with its place in the document', async (_, change, message) => {
  await expect(readShape({ name: 'a.gltf', bytes: await plain(change) })).rejects.toThrow(message);
});
