import { addPolygon, type Mesh } from '../meshes/mesh.js';
import { textOf } from './shape.js';

/** Lines without comments, and none that are empty. */
function linesOf(text: string): string[][] {
  return text.split('\n').map((line) => line.replace(/#.*/, '').trim()).filter(Boolean).map((line) => line.split(/\s+/));
}

/**
 * Reads an OFF file as text (Geomview's Object File Format): `OFF`, the numbers of vertices, faces and edges, a line for each vertex and
 * face. Normals, colours and texture coordinates are left out. As ModelNet has it, the numbers may follow `OFF` without a space.
 *
 * @throws Error whose message gives the reason: not OFF, binary, cut short, or a number that is none
 */
export function parseOff(bytes: Uint8Array): Mesh {
  const text = textOf(bytes);
  const header = /^\s*(?:#.*\s+)*(ST)?C?N?(4|n)?OFF/.exec(text);
  if (!header) throw new Error("not an OFF file: it does not start with 'OFF'");
  if (header[2] !== undefined) throw new Error(`its vertices have another number of dimensions than 3 (${header[2]}OFF)`);
  const rest = text.slice(header[0].length);
  if (/^[ \t]+BINARY/.test(rest)) throw new Error('it is binary OFF; expected OFF as text');
  const [counts, ...lines] = linesOf(rest);
  const [vertexCount, faceCount] = (counts ?? []).map(Number);
  if (!(vertexCount >= 0 && faceCount >= 0)) throw new Error('it gives no numbers of vertices and faces');
  if (lines.length < vertexCount + faceCount) throw new Error(`cut short: ${vertexCount} vertices and ${faceCount} faces take ${vertexCount + faceCount} lines, but ${lines.length} follow`);
  const vertices = new Float32Array(3 * vertexCount);
  for (let v = 0; v < vertexCount; v++) for (let k = 0; k < 3; k++) vertices[3 * v + k] = Number(lines[v][k]);
  const triangles: number[] = [];
  for (let f = 0; f < faceCount; f++) {
    const [count, ...corners] = lines[vertexCount + f].map(Number);
    const wrong = corners.slice(0, count).findIndex((corner) => !(Number.isInteger(corner) && corner >= 0 && corner < vertexCount));
    if (!(count >= 0 && count <= corners.length) || wrong >= 0) throw new Error(`face ${f} is '${lines[vertexCount + f].join(' ').slice(0, 60)}'; expected the number of its corners and their vertices`);
    addPolygon(triangles, corners.slice(0, count));
  }
  return { vertices, triangles: Uint32Array.from(triangles) };
}
