import { addPolygon, noPolygons, triangulate } from '../meshes/polygons.js';
import { linesOf, measured, shown, textOf, wordsOf, type StoredShape } from './shape.js';

/** The vertex, from 0, that an OBJ index names: positive ones count from 1, negative ones back from the latest vertex; −1 if it is not valid. */
function cornerOf(word: string, vertices: number): number {
  const index = /^[+-]?\d{1,10}(?:\/|$)/.test(word) ? parseInt(word, 10) : 0;
  return index < 0 ? vertices + index : index - 1;
}

/** A coordinate; NaN for a vertex that was not measured, undefined for a word that is not a number. */
function coordinateOf(word: string | undefined): number | undefined {
  const value = word === undefined ? NaN : Number(word);
  return Number.isFinite(value) ? value : word !== undefined && /^[+-]?nan$/i.test(word) ? NaN : undefined;
}

/** Lines without comments, each joined with the next if it ends in a backslash; a backslash inside a comment joins nothing. */
function* statements(text: string): Generator<{ words: string[]; number: number }> {
  let [joined, begun] = ['', 0];
  for (const [i, line] of linesOf(text).entries()) {
    if (joined === '') begun = i + 1;
    const comment = line.indexOf('#');
    const plain = comment < 0 ? line : line.slice(0, comment);
    if (comment < 0 && plain.endsWith('\\')) {
      joined += `${plain.slice(0, -1)} `;
      continue;
    }
    const words = wordsOf(joined + plain);
    joined = '';
    if (words.length > 0) yield { words, number: begun };
  }
  const words = wordsOf(joined);
  if (words.length > 0) yield { words, number: begun };
}

/**
 * Reads the vertices (`v`) and faces (`f`) of a Wavefront OBJ file, whatever objects and materials they belong to; without faces it is a cloud.
 *
 * @throws Error whose message names the line: a vertex that is not three numbers, or a face whose corners are not there
 */
export function parseObj(bytes: Uint8Array): StoredShape {
  const vertices: number[] = [];
  const faces = noPolygons();
  const lineOf: number[] = [];
  for (const { words, number } of statements(textOf(bytes))) {
    if (words[0] === 'v') {
      const position = [1, 2, 3].map((i) => coordinateOf(words[i]));
      if (position.includes(undefined)) throw new Error(`line ${number} is ${shown(words.join(' '))}; expected a vertex's three finite numbers`);
      vertices.push(...(position as number[]));
    } else if (words[0] === 'f') {
      const corners = words.slice(1).map((word) => cornerOf(word, vertices.length / 3));
      const wrong = corners.findIndex((corner) => !(corner >= 0));
      if (wrong >= 0) throw new Error(`line ${number} is a face with the corner ${shown(words[wrong + 1])}; expected the number of a vertex`);
      addPolygon(faces, corners);
      if (corners.length >= 3) lineOf.push(number);
    }
  }
  if (vertices.length === 0) throw new Error("it has no vertices: no line starts with 'v'");
  const positions = Float64Array.from(vertices);
  if (faces.counts.length === 0) return { kind: 'cloud', positions: measured(positions) };
  let at = 0;
  faces.counts.forEach((count, face) => {
    // Faces may name vertices that come later, but not ones that never come.
    for (let i = 0; i < count; i++, at++) if (faces.corners[at] >= vertices.length / 3) throw new Error(`line ${lineOf[face]} is a face with the vertex ${faces.corners[at] + 1}, but there are ${vertices.length / 3}`);
  });
  return { kind: 'mesh', mesh: { vertices: positions, triangles: triangulate(positions, faces) } };
}
