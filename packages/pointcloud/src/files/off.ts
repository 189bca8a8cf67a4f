import { addPolygon, noPolygons, triangulate, type Polygons } from '../meshes/polygons.js';
import { linesOf, shown, textOf, wordsOf, type StoredShape } from './shape.js';

/** Contents of an OFF file. */
interface Contents {
  vertexCount: number;
  faceCount: number;
  /** Words of each line, without comments and empty lines. */
  lines: string[][];
  /** Whether vertices have only a position, so that words may be counted regardless of lines. */
  isPlain: boolean;
}

function contentsOf(text: string): Contents {
  const lines = linesOf(text).map((line) => wordsOf(line.split('#', 1)[0])).filter((words) => words.length > 0);
  const header = /^(ST)?(C)?(N)?([4n])?OFF/i.exec(lines[0]?.[0] ?? '');
  if (!header) throw new Error("not an OFF file: it does not start with 'OFF'");
  if (header[4] !== undefined) throw new Error(`its vertices have another number of dimensions than 3 (${header[4]}OFF)`);
  if (lines[0][1] === 'BINARY') throw new Error('it is binary OFF; expected OFF as text');
  // As in ModelNet, the numbers may follow without a space.
  const first = [lines[0][0].slice(header[0].length), ...lines[0].slice(1)].filter((word) => word !== '');
  const rest = first.length > 0 ? [first, ...lines.slice(1)] : lines.slice(1);
  const counts: string[] = [];
  // The three counts may stand on lines of their own; that of edges may be missing.
  while (counts.length < 2 && rest.length > 0) counts.push(...rest.shift()!);
  const [vertexCount, faceCount] = counts.map(Number);
  if (!(Number.isInteger(vertexCount) && Number.isInteger(faceCount) && vertexCount >= 0 && faceCount >= 0)) throw new Error('it gives no numbers of vertices and faces');
  if (counts.length > 3) rest.unshift(counts.slice(3));
  else if (counts.length === 2 && rest[0]?.length === 1 && Number(rest[0][0]) >= 0 && vertexCount > 0) rest.shift();
  return { vertexCount, faceCount, lines: rest, isPlain: header[1] === undefined && header[2] === undefined && header[3] === undefined };
}

const isCorner = (corner: number, vertexCount: number) => Number.isInteger(corner) && corner >= 0 && corner < vertexCount;

/** Reads one line for each vertex and face; further words on it, such as colours, are ignored. */
function readLines({ vertexCount, faceCount, lines }: Contents): { vertices: Float64Array; faces: Polygons } {
  if (lines.length < vertexCount + faceCount) throw new Error(`cut short: ${vertexCount} vertices and ${faceCount} faces take ${vertexCount + faceCount} lines, but ${lines.length} follow`);
  const vertices = new Float64Array(3 * vertexCount);
  for (let v = 0; v < vertexCount; v++) {
    for (let k = 0; k < 3; k++) vertices[3 * v + k] = lines[v].length < 3 ? NaN : Number(lines[v][k]);
    if (!Number.isFinite(vertices[3 * v] + vertices[3 * v + 1] + vertices[3 * v + 2])) throw new Error(`vertex ${v} is ${shown(lines[v].join(' '))}; expected three finite numbers`);
  }
  const faces = noPolygons();
  for (let f = 0; f < faceCount; f++) {
    const [count, ...corners] = lines[vertexCount + f].map(Number);
    const face = corners.slice(0, count);
    if (!(count >= 0 && count <= corners.length) || !face.every((corner) => isCorner(corner, vertexCount))) {
      throw new Error(`face ${f} is ${shown(lines[vertexCount + f].join(' '))}; expected the number of its corners and their vertices`);
    }
    addPolygon(faces, face);
  }
  return { vertices, faces };
}

/** Reads one word after the other, wherever lines end; undefined unless they fit the counts exactly. */
function readWords({ vertexCount, faceCount, lines }: Contents): { vertices: Float64Array; faces: Polygons } | undefined {
  const numbers = lines.flat().map(Number);
  if (3 * vertexCount > numbers.length || faceCount > numbers.length) return undefined;
  const vertices = Float64Array.from(numbers.slice(0, 3 * vertexCount));
  const faces = noPolygons();
  let at = 3 * vertexCount;
  for (let f = 0; f < faceCount; f++) {
    const count = numbers[at];
    const face = numbers.slice(at + 1, at + 1 + count);
    if (!(Number.isInteger(count) && count >= 0) || face.length < count || !face.every((corner) => isCorner(corner, vertexCount))) return undefined;
    addPolygon(faces, face);
    at += 1 + count;
  }
  return at === numbers.length && vertices.every(Number.isFinite) ? { vertices, faces } : undefined;
}

/**
 * Reads an OFF file as text (Geomview's Object File Format): `OFF`, the numbers of vertices, faces and edges, then vertices and faces, as a rule a line each; without
 * faces it is a cloud. Normals, colours and texture coordinates are left out.
 *
 * @throws Error whose message gives the reason: not OFF, binary, cut short, or an invalid number
 */
export function parseOff(bytes: Uint8Array): StoredShape {
  const contents = contentsOf(textOf(bytes));
  let read: { vertices: Float64Array; faces: Polygons };
  try {
    read = readLines(contents);
  } catch (error) {
    const words = contents.isPlain ? readWords(contents) : undefined;
    if (!words) throw error;
    read = words;
  }
  const { vertices, faces } = read;
  return contents.faceCount === 0 ? { kind: 'cloud', positions: vertices } : { kind: 'mesh', mesh: { vertices, triangles: triangulate(vertices, faces) } };
}
