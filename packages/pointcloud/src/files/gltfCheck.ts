/** An object of a glTF document, any of whose fields may be anything. */
export type GltfObject = Record<string, unknown>;

/** The checked parts of a document that shapes are made from. */
export interface GltfDocument extends GltfObject {
  buffers: GltfObject[];
  bufferViews: GltfObject[];
  accessors: GltfObject[];
  meshes: GltfObject[];
  nodes: GltfObject[];
  scenes: GltfObject[];
}

const COMPONENTS: Readonly<Record<number, number>> = { 5120: 1, 5121: 1, 5122: 2, 5123: 2, 5125: 4, 5126: 4 };
const ELEMENTS: Readonly<Record<string, number>> = { SCALAR: 1, VEC2: 2, VEC3: 3, VEC4: 4, MAT2: 4, MAT3: 9, MAT4: 16 };
/** Most bytes that one packed byte can stand for. */
const MOST_GROWTH = 256;
/** Most corners of all instances together. */
const MOST_CORNERS = 50_000_000;

const isObject = (value: unknown): value is GltfObject => typeof value === 'object' && value !== null && !Array.isArray(value);

function fail(where: string, value: unknown, expected: string): never {
  throw new Error(`${where} is ${(JSON.stringify(value) ?? 'missing').slice(0, 60)}; expected ${expected}`);
}

/** A list of objects of the document; empty if absent. */
function listOf(json: GltfObject, name: string): GltfObject[] {
  const list = json[name] ?? [];
  if (!Array.isArray(list)) fail(name, list, 'a list');
  list.forEach((item, i) => isObject(item) || fail(`${name}[${i}]`, item, 'an object'));
  return list as GltfObject[];
}

function whole(object: GltfObject, field: string, where: string, standard?: number): number {
  const value = object[field] ?? standard;
  return typeof value === 'number' && Number.isSafeInteger(value) && value >= 0 ? value : fail(`${where}.${field}`, value, 'a whole number');
}

/** An index into a list. */
function indexInto(list: readonly unknown[], value: unknown, where: string, what: string): number {
  return typeof value === 'number' && Number.isInteger(value) && value >= 0 && value < list.length ? value : fail(where, value, `one of the ${list.length} ${what}`);
}

function checkNumbers(object: GltfObject, field: string, length: number, where: string): void {
  const value = object[field];
  if (value === undefined) return;
  if (!Array.isArray(value) || value.length !== length || !value.every((x) => typeof x === 'number' && Number.isFinite(x))) fail(`${where}.${field}`, value, `${length} finite numbers`);
}

/** Whether an extension packs the bytes of a view, so that its lengths are those of the unpacked bytes. */
const isPacked = (view: GltfObject) => isObject(view.extensions) && Object.keys(view.extensions).some((name) => name.endsWith('meshopt_compression'));

function checkView(view: GltfObject, buffers: readonly GltfObject[], where: string): void {
  const buffer = buffers[indexInto(buffers, view.buffer, `${where}.buffer`, 'buffers')];
  const end = whole(view, 'byteOffset', where, 0) + whole(view, 'byteLength', where);
  if (!isPacked(view) && end > (buffer.byteLength as number)) throw new Error(`${where} ends at byte ${end} of a buffer of ${String(buffer.byteLength)}`);
}

/** Checks that elements fit into a view. */
function checkRange(view: GltfObject, offset: number, count: number, size: number, where: string): void {
  const stride = view.byteStride === undefined || view.byteStride === 0 ? size : whole(view, 'byteStride', where);
  const end = offset + (count > 0 ? stride * (count - 1) + size : 0);
  if (end > (view.byteLength as number)) throw new Error(`${where}: its ${count} elements end at byte ${end} of a view of ${String(view.byteLength)}`);
}

function checkAccessor(accessor: GltfObject, views: readonly GltfObject[], bytes: number, where: string): void {
  const component = COMPONENTS[accessor.componentType as number] ?? fail(`${where}.componentType`, accessor.componentType, Object.keys(COMPONENTS).join(', '));
  const elements = typeof accessor.type === 'string' && Object.hasOwn(ELEMENTS, accessor.type) ? ELEMENTS[accessor.type] : fail(`${where}.type`, accessor.type, Object.keys(ELEMENTS).join(', '));
  const count = whole(accessor, 'count', where);
  const offset = whole(accessor, 'byteOffset', where, 0);
  if (accessor.bufferView !== undefined) checkRange(views[indexInto(views, accessor.bufferView, `${where}.bufferView`, 'buffer views')], offset, count, component * elements, where);
  // Without a view, elements are zeros or unpacked by an extension: bound their number by the size of the file.
  else if (count > Math.max(65536, 64 * bytes)) throw new Error(`${where}: ${count} elements of no bytes; the file has ${bytes}`);
  const { sparse } = accessor;
  if (sparse === undefined) return;
  if (!isObject(sparse) || !isObject(sparse.indices) || !isObject(sparse.values)) return void fail(`${where}.sparse`, sparse, 'indices and values');
  const changed = whole(sparse, 'count', `${where}.sparse`);
  if (changed > count) throw new Error(`${where}.sparse changes ${changed} of ${count} elements`);
  for (const [name, part, size] of [['indices', sparse.indices, COMPONENTS[sparse.indices.componentType as number] ?? fail(`${where}.sparse.indices.componentType`, sparse.indices.componentType, '5121, 5123 or 5125')], ['values', sparse.values, component * elements]] as const) {
    checkRange(views[indexInto(views, part.bufferView, `${where}.sparse.${name}.bufferView`, 'buffer views')], whole(part, 'byteOffset', where, 0), changed, size, `${where}.sparse.${name}`);
  }
}

function checkMesh(mesh: GltfObject, accessors: readonly GltfObject[], where: string): void {
  listOf(mesh, 'primitives').forEach((primitive, i) => {
    const at = `${where}.primitives[${i}]`;
    const attributes = primitive.attributes ?? {};
    if (!isObject(attributes)) return void fail(`${at}.attributes`, attributes, 'an object');
    if (attributes.POSITION !== undefined) {
      const { type } = accessors[indexInto(accessors, attributes.POSITION, `${at}.attributes.POSITION`, 'accessors')];
      if (type !== 'VEC3') fail(`${at}: the type of its positions`, type, "'VEC3'");
    }
    if (primitive.indices !== undefined) {
      const { type } = accessors[indexInto(accessors, primitive.indices, `${at}.indices`, 'accessors')];
      if (type !== 'SCALAR') fail(`${at}: the type of its indices`, type, "'SCALAR'");
    }
    if (whole(primitive, 'mode', at, 4) > 6) fail(`${at}.mode`, primitive.mode, '0 to 6');
  });
}

/** Corners of a mesh's primitives. */
const cornersOf = (mesh: GltfObject, accessors: readonly GltfObject[]): number =>
  listOf(mesh, 'primitives').reduce((sum, { indices, attributes }) => sum + Number(accessors[(indices ?? (attributes as GltfObject | undefined)?.POSITION) as number]?.count ?? 0), 0);

function checkNodes({ nodes, meshes, scenes, accessors }: GltfDocument): void {
  const parents = new Map<number, number>();
  nodes.forEach((node, i) => {
    const where = `nodes[${i}]`;
    if (node.mesh !== undefined) indexInto(meshes, node.mesh, `${where}.mesh`, 'meshes');
    for (const [field, length] of [['matrix', 16], ['translation', 3], ['rotation', 4], ['scale', 3]] as const) checkNumbers(node, field, length, where);
    const children = node.children ?? [];
    if (!Array.isArray(children)) return void fail(`${where}.children`, children, 'a list');
    for (const child of children) {
      const index = indexInto(nodes, child, `${where}.children`, 'nodes');
      if (parents.has(index)) throw new Error(`nodes[${index}] has two parents, nodes[${parents.get(index)}] and ${where}; expected a tree`);
      parents.set(index, i);
    }
  });
  // With one parent each, a node is in a circle if its ancestors never end at a root.
  nodes.forEach((_, i) => {
    let steps = 0;
    for (let at: number | undefined = i; at !== undefined; at = parents.get(at)) if (++steps > nodes.length) throw new Error(`nodes[${i}] is its own ancestor; expected a tree`);
    if (nodes.length > 10_000 && steps > 1000) throw new Error(`nodes[${i}] lies ${steps} nodes deep; expected at most 1000`);
  });
  scenes.forEach((scene, i) => {
    const roots = scene.nodes ?? [];
    if (!Array.isArray(roots)) return void fail(`scenes[${i}].nodes`, roots, 'a list');
    roots.forEach((node) => indexInto(nodes, node, `scenes[${i}].nodes`, 'nodes'));
  });
  const corners = nodes.reduce((sum, { mesh, extensions }) => {
    const instancing = isObject(extensions) && isObject(extensions.EXT_mesh_gpu_instancing) && isObject(extensions.EXT_mesh_gpu_instancing.attributes) ? Object.values(extensions.EXT_mesh_gpu_instancing.attributes) : [];
    const instances = instancing.reduce<number>((most, at) => Math.max(most, Number(accessors[indexInto(accessors, at, 'EXT_mesh_gpu_instancing.attributes', 'accessors')].count)), 1);
    return sum + (mesh === undefined ? 0 : instances * cornersOf(meshes[mesh as number], accessors));
  }, 0);
  if (corners > MOST_CORNERS) throw new Error(`its scene has ${corners} corners of triangles, instances counted; expected at most ${MOST_CORNERS}`);
}

/**
 * Checks the parts that shapes are made from: every index must be valid, and all declared elements must be backed by bytes.
 *
 * @param sizes bytes available of each buffer
 * @throws Error naming the place in the document, the value and what was expected
 */
export function checkGltf(json: GltfObject, sizes: readonly number[]): GltfDocument {
  if (!isObject(json.asset)) throw new Error("it has no 'asset', which every glTF file has");
  const document = { ...json, ...Object.fromEntries(['buffers', 'bufferViews', 'accessors', 'meshes', 'nodes', 'scenes'].map((name) => [name, listOf(json, name)])) } as GltfDocument;
  const { buffers, bufferViews, accessors, meshes } = document;
  const all = sizes.reduce((sum, size) => sum + size, 0);
  buffers.forEach((buffer, i) => {
    const length = whole(buffer, 'byteLength', `buffers[${i}]`);
    // A buffer that an extension unpacks into is not stored.
    if (isPacked(buffer) && sizes[i] === 0 && length <= MOST_GROWTH * all) return;
    if (length > sizes[i]) throw new Error(`buffers[${i}] should have ${length} bytes, but ${sizes[i]} are there`);
  });
  bufferViews.forEach((view, i) => checkView(view, buffers, `bufferViews[${i}]`));
  accessors.forEach((accessor, i) => checkAccessor(accessor, bufferViews, all, `accessors[${i}]`));
  meshes.forEach((mesh, i) => checkMesh(mesh, accessors, `meshes[${i}]`));
  if (json.scene !== undefined) indexInto(document.scenes, json.scene, 'scene', 'scenes');
  checkNodes(document);
  return document;
}
