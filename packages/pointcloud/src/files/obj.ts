import { addPolygon, type Mesh } from '../meshes/mesh.js';
import { textOf } from './shape.js';

/** The corner that an OBJ index names: from 1 on, or, where negative, from the latest vertex back. */
function cornerOf(word: string, vertices: number): number {
  const index = parseInt(word, 10);
  return index < 0 ? vertices + index : index - 1;
}

/**
 * Reads the vertices (`v`) and faces (`f`) of a Wavefront OBJ file, whatever objects and materials they belong to.
 *
 * @throws Error whose message names the line: a vertex that is no three numbers, or a face whose corners are not there
 */
export function parseObj(bytes: Uint8Array): Mesh {
  const vertices: number[] = [];
  const triangles: number[] = [];
  // A backslash at a line's end goes on with the next.
  const lines = textOf(bytes).replace(/\\\r?\n/g, ' ').split('\n');
  lines.forEach((line, number) => {
    const words = line.trim().split(/\s+/);
    if (words[0] === 'v') {
      const position = [Number(words[1]), Number(words[2]), Number(words[3])];
      if (!position.every(Number.isFinite)) throw new Error(`line ${number + 1} is '${line.trim().slice(0, 60)}'; expected a vertex's three finite numbers`);
      vertices.push(...position);
    } else if (words[0] === 'f') {
      const corners = words.slice(1).map((word) => cornerOf(word, vertices.length / 3));
      const wrong = corners.findIndex((corner) => !(corner >= 0));
      if (wrong >= 0) throw new Error(`line ${number + 1} is a face with the corner '${words[wrong + 1]}'; expected the number of a vertex`);
      addPolygon(triangles, corners);
    }
  });
  if (vertices.length === 0) throw new Error("it has no vertices: no line starts with 'v'");
  return { vertices: Float32Array.from(vertices), triangles: Uint32Array.from(triangles) };
}
