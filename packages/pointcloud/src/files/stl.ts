import { meshOfSoup, type StoredMesh } from '../meshes/mesh.js';
import { linesOf, shown, textOf, wordsOf } from './shape.js';

const [HEADER, TRIANGLE] = [84, 50];

/** Triangles of 50 bytes each after a header of 84: a normal, three vertices, two bytes of attributes. */
function parseBinary(view: DataView, count: number): Float64Array {
  const vertices = new Float64Array(9 * count);
  for (let i = 0; i < vertices.length; i++) vertices[i] = view.getFloat32(HEADER + TRIANGLE * Math.floor(i / 9) + 12 + 4 * (i % 9), true);
  return vertices;
}

function parseText(text: string): Float64Array {
  const vertices: number[] = [];
  let [facets, isEnded] = [0, false];
  for (const [i, line] of linesOf(text).entries()) {
    const words = wordsOf(line.toLowerCase());
    if (words[0] === 'facet') facets++;
    else if (words[0] === 'endsolid' || (words[0] === 'end' && words[1] === 'solid')) isEnded = true;
    else if (words[0] === 'vertex') {
      const position = words.slice(1, 4).map(Number);
      if (position.length < 3 || !position.every(Number.isFinite)) throw new Error(`line ${i + 1} is ${shown(line)}; expected a vertex's three finite numbers`);
      vertices.push(...position);
    }
  }
  if (!isEnded) throw new Error("cut short: it has no 'endsolid'");
  if (vertices.length !== 9 * facets) throw new Error(`damaged: its ${facets} facets have ${vertices.length / 3} vertices; expected three each`);
  return Float64Array.from(vertices);
}

/** Whether bytes are an STL file as text: `solid` after blanks, then a facet or an end before any zero byte. */
function isText(bytes: Uint8Array): boolean {
  const start = textOf(bytes.subarray(0, 4096)).toLowerCase();
  return start.trimStart().startsWith('solid') && !start.includes('\0') && /\bfacet\b|\bend ?solid\b/.test(start);
}

/**
 * Reads an STL file, as text or binary. In a binary file, bytes after the last triangle are ignored, and a count of zero, which streaming writers leave behind, is replaced by the count that the length gives.
 *
 * @throws Error whose message gives the reason: not STL, or cut short
 */
export function parseStl(bytes: Uint8Array): StoredMesh {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const count = bytes.length >= HEADER ? view.getUint32(80, true) : -1;
  // Binary files may start with 'solid' too, so decide by their length, or by what follows.
  if (count >= 0 && bytes.length === HEADER + TRIANGLE * count) return meshOfSoup(parseBinary(view, count));
  if (isText(bytes)) return meshOfSoup(parseText(textOf(bytes)));
  if (count > 0 && bytes.length > HEADER + TRIANGLE * count) return meshOfSoup(parseBinary(view, count));
  if (count === 0 && (bytes.length - HEADER) % TRIANGLE === 0) return meshOfSoup(parseBinary(view, (bytes.length - HEADER) / TRIANGLE));
  if (textOf(bytes.subarray(0, 80)).trimStart().toLowerCase().startsWith('solid')) return meshOfSoup(parseText(textOf(bytes)));
  throw new Error(count < 0 ? "not an STL file: it neither starts with 'solid' nor has a header of 84 bytes" : `cut short, or not an STL file: ${count} triangles take ${HEADER + TRIANGLE * count} bytes, not ${bytes.length}`);
}
