import type { JSONDocument, mat4, Node, Primitive, WebIO } from '@gltf-transform/core';
import type { InstancedMesh } from '@gltf-transform/extensions';
import { checkGltf, type GltfDocument, type GltfObject } from './gltfCheck.js';
import { gltfContents } from './gltfContainer.js';
import { measured, type ShapeFile, type StoredShape } from './shape.js';

/** Corners of each triangle of a primitive with `count` corners, by its mode: triangles (4), a strip (5) or a fan (6). */
function trianglesOf(mode: number, count: number): number[] {
  if (mode === 4) return Array.from({ length: count - (count % 3) }, (_, i) => i);
  const each = (corners: (i: number) => number[]) => Array.from({ length: Math.max(0, count - 2) }, (_, i) => corners(i)).flat();
  if (mode === 5) return each((i) => (i % 2 === 0 ? [i, i + 1, i + 2] : [i + 1, i, i + 2]));
  return mode === 6 ? each((i) => [0, i + 1, i + 2]) : [];
}

/** Positions and triangles collected so far. */
interface Collected {
  vertices: number[];
  triangles: number[];
}

/** A triangle has a corner that is not a vertex of its primitive. */
class VertexError extends Error {}

/** Appends a primitive, transformed by a matrix (column-major). */
function addPrimitive(primitive: Primitive, m: mat4, { vertices, triangles }: Collected): void {
  const positions = primitive.getAttribute('POSITION');
  if (!positions) return;
  const first = vertices.length / 3;
  const count = positions.getCount();
  for (let i = 0; i < count; i++) {
    const [x, y, z] = positions.getElement(i, [0, 0, 0]);
    for (let k = 0; k < 3; k++) vertices.push(m[k] * x + m[4 + k] * y + m[8 + k] * z + m[12 + k]);
  }
  const indices = primitive.getIndices();
  for (const corner of trianglesOf(primitive.getMode(), indices?.getCount() ?? count)) {
    const vertex = indices ? indices.getScalar(corner) : corner;
    if (!(vertex < count)) throw new VertexError(`a triangle has the vertex ${vertex}, but its primitive has ${count}`);
    triangles.push(first + vertex);
  }
}

/** The product of two matrices, column-major. */
function product(a: mat4, b: mat4): mat4 {
  return Array.from({ length: 16 }, (_, at) => [0, 1, 2, 3].reduce((sum, k) => sum + a[4 * k + (at % 4)] * b[4 * Math.floor(at / 4) + k], 0)) as mat4;
}

/** The matrix of an instance within its node: T · R · S. */
function instanceMatrix(instances: InstancedMesh, i: number): mat4 {
  const element = (name: string, standard: number[]) => instances.getAttribute(name)?.getElement(i, standard.slice()) ?? standard;
  const [[tx, ty, tz], [x, y, z, w], [sx, sy, sz]] = [element('TRANSLATION', [0, 0, 0]), element('ROTATION', [0, 0, 0, 1]), element('SCALE', [1, 1, 1])];
  return [
    (1 - 2 * (y * y + z * z)) * sx, 2 * (x * y + z * w) * sx, 2 * (x * z - y * w) * sx, 0, 2 * (x * y - z * w) * sy, (1 - 2 * (x * x + z * z)) * sy, 2 * (y * z + x * w) * sy, 0,
    2 * (x * z + y * w) * sz, 2 * (y * z - x * w) * sz, (1 - 2 * (x * x + y * y)) * sz, 0, tx, ty, tz, 1,
  ];
}

/** Extensions that determine how positions are stored and are supported. */
const READ = ['KHR_draco_mesh_compression', 'EXT_meshopt_compression', 'KHR_mesh_quantization', 'EXT_mesh_gpu_instancing'];
/** Extensions that do not affect where triangles are. */
const WITHOUT_BEARING = /^(?:KHR_(?:materials|texture|lights|xmp|techniques|animation|audio|interactivity|environment)|EXT_(?:texture|lights|structural_metadata|mesh_features|instance_features|materials|animation)|MSFT_(?:texture|packing|lod|audio|lighting)|ADOBE_materials|AGI_|CESIUM_primitive_outline|FB_|GODOT_|GRIFFEL_|NEEDLE_|NV_materials)/;

/** The extensions of a document that are supported. @throws Error naming one that it requires and that is not */
function extensionsOf(json: GltfObject): string[] {
  const listed = (field: string) => (Array.isArray(json[field]) ? (json[field] as unknown[]).map(String) : []);
  const unread = listed('extensionsRequired').find((name) => !READ.includes(name) && !WITHOUT_BEARING.test(name));
  if (unread !== undefined) throw new Error(`it needs the extension ${unread.slice(0, 60)}, which is not read`);
  return READ.filter((name) => listed('extensionsUsed').includes(name) || listed('extensionsRequired').includes(name));
}

/** A part of a document with only the extensions to keep. */
function withExtensions<T extends GltfObject>(object: T, kept: readonly string[]): T {
  const { extensions, ...rest } = object;
  const left = typeof extensions === 'object' && extensions !== null ? Object.fromEntries(Object.entries(extensions).filter(([name]) => kept.includes(name))) : {};
  return { ...rest, ...(Object.keys(left).length > 0 && { extensions: left }) } as T;
}

/** A document reduced to what shapes are made from: without materials, pictures, skins, cameras and animations, which may then be damaged or missing. */
function stripped(document: GltfDocument, kept: readonly string[]): GltfObject {
  const { asset, buffers, bufferViews, accessors, meshes, nodes, scenes, scene } = document;
  const positions = (primitive: GltfObject): GltfObject => {
    const { attributes, indices, mode, extensions } = withExtensions(primitive, kept) as { attributes?: GltfObject; indices?: number; mode?: number; extensions?: GltfObject };
    return { attributes: attributes?.POSITION === undefined ? {} : { POSITION: attributes.POSITION }, ...(indices !== undefined && { indices }), ...(mode !== undefined && { mode }), ...(extensions && { extensions }) };
  };
  return {
    asset: { ...(asset as object), version: '2.0' }, ...(kept.length > 0 && { extensionsUsed: kept }), ...(scene !== undefined && { scene }),
    buffers: buffers.map((each) => withExtensions(each, kept)), bufferViews: bufferViews.map((each) => withExtensions(each, kept)), accessors: accessors.map((each) => withExtensions(each, [])),
    meshes: meshes.map(({ primitives }) => ({ primitives: ((primitives ?? []) as GltfObject[]).map(positions) })),
    nodes: nodes.map((node) => {
      const { skin: _skin, camera: _camera, weights: _weights, ...rest } = withExtensions(node, kept);
      return rest;
    }),
    scenes: scenes.map((each) => withExtensions(each, [])),
  };
}

/**
 * Addresses of the files beside a `.gltf` that hold its buffers.
 *
 * @throws Error if it is not glTF
 */
export function gltfAddresses(bytes: Uint8Array): string[] {
  const { buffers } = gltfContents(bytes).json;
  return (Array.isArray(buffers) ? (buffers as (GltfObject | null)[]) : []).flatMap((buffer) => (typeof buffer?.uri === 'string' && !/^[a-z][a-z0-9+.-]*:/i.test(buffer.uri) ? [decoded(buffer.uri)] : []));
}

/** Bytes of each buffer: from inside the file, its JSON, or a file beside it. */
async function buffersOf(json: GltfObject, binary: Uint8Array | undefined, beside: ShapeFile['beside']): Promise<Uint8Array[]> {
  const buffers = Array.isArray(json.buffers) ? (json.buffers as (GltfObject | null)[]) : [];
  const found: Uint8Array[] = [];
  for (const [i, buffer] of buffers.entries()) {
    const uri = buffer?.uri;
    if (uri === undefined) {
      found.push(i === 0 && binary ? binary : new Uint8Array(0));
      continue;
    }
    if (typeof uri !== 'string') throw new Error(`buffers[${i}].uri is not a text`);
    const inline = /^data:[^,]{0,200},/.exec(uri);
    if (inline) found.push(inline[0].endsWith(';base64,') ? Buffer.from(uri.slice(inline[0].length), 'base64') : Buffer.from(decodeURIComponent(uri.slice(inline[0].length)), 'latin1'));
    else if (/^[a-z][a-z0-9+.-]*:/i.test(uri)) throw new Error(`its buffer '${uri.slice(0, 60)}' lies elsewhere; expected one inside the file, or beside it`);
    else if (!beside) throw new Error(`its buffer '${uri.slice(0, 60)}' is not at hand`);
    else found.push(await beside(decoded(uri)));
  }
  return found;
}

function decoded(uri: string): string {
  try {
    return decodeURIComponent(uri);
  } catch {
    return uri;
  }
}

/** The library's reader, with the decoders that a file's extensions need. */
async function readerFor(extensions: readonly string[]): Promise<WebIO> {
  const { Logger, Verbosity, WebIO } = await import('@gltf-transform/core');
  const io = new WebIO().setLogger(new Logger(Verbosity.SILENT));
  if (extensions.length === 0) return io;
  const { EXTMeshGPUInstancing, EXTMeshoptCompression, KHRDracoMeshCompression, KHRMeshQuantization } = await import('@gltf-transform/extensions');
  io.registerExtensions([EXTMeshGPUInstancing, EXTMeshoptCompression, KHRDracoMeshCompression, KHRMeshQuantization]);
  if (extensions.includes('KHR_draco_mesh_compression')) io.registerDependencies({ 'draco3d.decoder': await (await import('draco3dgltf')).default.createDecoderModule() });
  if (extensions.includes('EXT_meshopt_compression')) {
    const { MeshoptDecoder } = await import('meshoptimizer');
    await MeshoptDecoder.ready;
    io.registerDependencies({ 'meshopt.decoder': MeshoptDecoder });
  }
  return io;
}

/**
 * Reads the triangles of a glTF 2.0 file (`.glb`, or `.gltf` with its buffers inside or beside it): those of its default scene, else its first, else of all nodes. Each node's
 * transformation is applied, and each of its instances is read. Skins and morphs are read at rest. Materials and pictures are ignored and may be missing; a scene of points alone is a cloud, lines are left out.
 *
 * @throws Error whose message gives the reason: not glTF, a buffer that is missing or too short, or a required extension that is not supported
 */
export async function parseGltf({ bytes, beside }: ShapeFile): Promise<StoredShape> {
  const { json, binary } = gltfContents(bytes);
  const extensions = extensionsOf(json);
  if (typeof json.asset !== 'object' || json.asset === null) throw new Error("it has no 'asset', which every glTF file has");
  const buffers = await buffersOf(json, binary, beside);
  const document = checkGltf(json, buffers.map(({ length }) => length));
  const plain = stripped(document, extensions);
  const resources: JSONDocument['resources'] = {};
  (plain.buffers as GltfObject[]).forEach((buffer, i) => {
    buffer.uri = `buffer-${i}.bin`;
    // The library makes typed arrays from whole buffers, which must therefore be aligned: copy them.
    resources[`buffer-${i}.bin`] = new Uint8Array(buffers[i]);
  });
  const collected: Collected = { vertices: [], triangles: [] };
  const clouds: Collected = { vertices: [], triangles: [] };
  try {
    const io = await readerFor(extensions);
    const root = (await io.readJSON({ json: plain as unknown as JSONDocument['json'], resources })).getRoot();
    const scene = root.getDefaultScene() ?? root.listScenes()[0];
    const visit = (node: Node) => {
      const instances = node.getExtension<InstancedMesh>('EXT_mesh_gpu_instancing');
      const world = node.getWorldMatrix();
      const count = instances ? Math.max(0, ...instances.listAttributes().map((attribute) => attribute.getCount())) : 1;
      for (let i = 0; i < count; i++) {
        const matrix = instances ? product(world, instanceMatrix(instances, i)) : world;
        for (const primitive of node.getMesh()?.listPrimitives() ?? []) addPrimitive(primitive, matrix, primitive.getMode() === 0 ? clouds : collected);
      }
    };
    if (scene) scene.traverse(visit);
    else root.listNodes().forEach(visit);
  } catch (error) {
    if (error instanceof VertexError) throw error;
    throw new Error(`it cannot be read as glTF (${String((error as Error)?.message ?? error).split('\n')[0].slice(0, 120)})`, { cause: error });
  }
  if (collected.triangles.length === 0 && clouds.vertices.length > 0) return { kind: 'cloud', positions: measured(Float64Array.from(clouds.vertices)) };
  return { kind: 'mesh', mesh: { vertices: Float64Array.from(collected.vertices), triangles: Uint32Array.from(collected.triangles) } };
}
