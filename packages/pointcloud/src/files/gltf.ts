import type { JSONDocument, mat4, Node, Primitive } from '@gltf-transform/core';
import type { Mesh } from '../meshes/mesh.js';
import { textOf, type ShapeFile } from './shape.js';

/** Corners of each triangle of a primitive with `count` corners, by its mode: triangles (4), a strip (5) or a fan (6). */
function trianglesOf(mode: number, count: number): number[] {
  if (mode === 4) return Array.from({ length: count - (count % 3) }, (_, i) => i);
  const each = (corners: (i: number) => number[]) => Array.from({ length: Math.max(0, count - 2) }, (_, i) => corners(i)).flat();
  if (mode === 5) return each((i) => (i % 2 === 0 ? [i, i + 1, i + 2] : [i + 1, i, i + 2]));
  return mode === 6 ? each((i) => [0, i + 1, i + 2]) : [];
}

/** Appends a primitive where its node's matrix (column-major) puts it. */
function addPrimitive(primitive: Primitive, m: mat4, vertices: number[], triangles: number[]): void {
  const positions = primitive.getAttribute('POSITION');
  if (!positions) return;
  const first = vertices.length / 3;
  for (let i = 0; i < positions.getCount(); i++) {
    const [x, y, z] = positions.getElement(i, [0, 0, 0]);
    for (let k = 0; k < 3; k++) vertices.push(m[k] * x + m[4 + k] * y + m[8 + k] * z + m[12 + k]);
  }
  const indices = primitive.getIndices();
  const corners = trianglesOf(primitive.getMode(), indices?.getCount() ?? positions.getCount());
  for (const corner of corners) triangles.push(first + (indices ? indices.getScalar(corner) : corner));
}

/** The document without what shapes do without, with the buffers that lie beside it. */
async function readJsonDocument({ bytes, beside }: ShapeFile): Promise<JSONDocument> {
  const json = JSON.parse(new TextDecoder().decode(bytes)) as JSONDocument['json'];
  if (json?.asset === undefined) throw new Error("it has no 'asset', which every glTF file has");
  for (const mesh of json.meshes ?? []) for (const primitive of mesh.primitives) delete primitive.material;
  const resources: JSONDocument['resources'] = {};
  for (const { uri } of json.buffers ?? []) {
    if (uri === undefined || uri.startsWith('data:')) continue;
    if (!beside) throw new Error(`its buffer '${uri}' is not at hand`);
    resources[uri] = new Uint8Array(await beside(decodeURIComponent(uri)));
  }
  return { json: { ...json, images: undefined, textures: undefined, materials: undefined }, resources };
}

/**
 * Reads the triangles of a glTF 2.0 file (`.glb`, or `.gltf` with its buffers inside or beside it): those of its default scene, each where
 * its node stands. Materials, skins, points and lines are left out.
 *
 * @throws Error whose message gives the reason: no glTF, a buffer that is missing or too short, or an extension that is needed but not read
 */
export async function parseGltf(file: ShapeFile): Promise<Mesh> {
  const { Logger, Verbosity, WebIO } = await import('@gltf-transform/core');
  const io = new WebIO().setLogger(new Logger(Verbosity.SILENT));
  const isBinary = textOf(file.bytes.subarray(0, 4)) === 'glTF';
  const document = isBinary ? await io.readBinary(new Uint8Array(file.bytes)) : await io.readJSON(await readJsonDocument(file));
  const root = document.getRoot();
  const scene = root.getDefaultScene() ?? root.listScenes()[0];
  const vertices: number[] = [];
  const triangles: number[] = [];
  const visit = (node: Node) => {
    for (const primitive of node.getMesh()?.listPrimitives() ?? []) addPrimitive(primitive, node.getWorldMatrix(), vertices, triangles);
  };
  scene?.traverse(visit);
  return { vertices: Float32Array.from(vertices), triangles: Uint32Array.from(triangles) };
}
