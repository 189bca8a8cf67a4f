import { meshOfSoup, type Mesh } from '../meshes/mesh.js';
import { textOf } from './shape.js';

/** Triangles of 50 bytes each after a header of 84: a normal, three vertices, two bytes of attributes. */
function parseBinary(view: DataView, count: number): Float32Array {
  const vertices = new Float32Array(9 * count);
  for (let i = 0; i < vertices.length; i++) vertices[i] = view.getFloat32(84 + 50 * Math.floor(i / 9) + 12 + 4 * (i % 9), true);
  return vertices;
}

function parseText(text: string): Float32Array {
  if (!/\bendsolid\b/.test(text)) throw new Error("cut short: it has no 'endsolid'");
  const facets = (text.match(/^\s*facet\b/gm) ?? []).length;
  const vertices = [...text.matchAll(/^\s*vertex\s+(\S+)\s+(\S+)\s+(\S+)/gm)].flatMap(([, ...position]) => position.map(Number));
  if (vertices.length !== 9 * facets) throw new Error(`damaged: its ${facets} facets have ${vertices.length / 3} vertices; expected three each`);
  return Float32Array.from(vertices);
}

/**
 * Reads an STL file, as text or binary.
 *
 * @throws Error whose message gives the reason: not STL, or cut short
 */
export function parseStl(bytes: Uint8Array): Mesh {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const count = bytes.length >= 84 ? view.getUint32(80, true) : -1;
  // Binary files may start with 'solid' too; only their length tells.
  if (bytes.length === 84 + 50 * count) return meshOfSoup(parseBinary(view, count));
  const text = textOf(bytes);
  if (/^\W{0,4}solid/.test(text)) return meshOfSoup(parseText(text));
  throw new Error(count < 0 ? "not an STL file: it neither starts with 'solid' nor has a header of 84 bytes" : `cut short, or no STL file: ${count} triangles take ${84 + 50 * count} bytes, not ${bytes.length}`);
}
