import { addPolygon, noPolygons, triangulate, type Polygons } from '../meshes/polygons.js';
import { parsePlyHeader, type PlyHeader, type PlyProperty } from './plyHeader.js';
import { linesOf, measured, wordsOf, type StoredShape } from './shape.js';

type Element = PlyHeader['elements'][number];

/** One instance of an element: its scalar properties by index, and its lists by name. */
interface Row {
  numbers: number[];
  lists: Map<string, number[]>;
}

/** A reader of one instance after the other. */
interface Rows {
  next(element: Element): Row;
  /** @throws RangeError if the rest of the file is too short for the element's instances */
  expect(element: Element): void;
}

const FACES = ['face', 'faces'];
const CORNERS = ['vertex_indices', 'vertex_index'];

/** The data end too early. */
class EndError extends RangeError {
  override name = 'EndError';
}

function fill({ properties }: Element, next: (property: PlyProperty, isLength: boolean) => number, most: (property: PlyProperty) => number): Row {
  const row: Row = { numbers: [], lists: new Map() };
  properties.forEach((property, i) => {
    if (!property.lengthType) {
      row.numbers[i] = next(property, false);
      return;
    }
    const length = next(property, true);
    if (!(Number.isInteger(length) && length >= 0)) throw new Error(`a list '${property.name}' has the length ${length}; expected a whole number`);
    if (length > most(property)) throw new EndError();
    row.lists.set(property.name, Array.from({ length }, () => next(property, false)));
  });
  return row;
}

/** Reads text: one line per instance; surplus words are ignored, and a list may continue on the next lines. */
function textRows(text: string): Rows {
  const lines = linesOf(text);
  let at = 0;
  const nextLine = (): string[] => {
    while (at < lines.length) {
      const words = wordsOf(lines[at++]);
      if (words.length > 0) return words;
    }
    throw new EndError();
  };
  return {
    expect({ count }) {
      if (count > lines.length - at) throw new EndError();
    },
    next(element) {
      let [words, word] = [nextLine(), 0];
      return fill(element, () => {
        if (word >= words.length) [words, word] = [nextLine(), 0];
        const value = Number(words[word++]);
        if (Number.isNaN(value) && !/^[+-]?nan/i.test(words[word - 1])) throw new Error(`line ${at} after its header has '${words[word - 1].slice(0, 40)}' where a number is expected`);
        return value;
      }, () => text.length);
    },
  };
}

function binaryRows(bytes: Uint8Array, { format, dataStart }: PlyHeader): Rows {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const little = format === 'binary_little_endian';
  let at = dataStart;
  return {
    expect({ properties, count }) {
      const least = properties.reduce((sum, { type, lengthType }) => sum + (lengthType ?? type)[0], 0);
      if (count * least > bytes.length - at) throw new EndError();
    },
    next: (element) => fill(element, ({ type, lengthType }, isLength) => {
      const [size, read] = isLength ? lengthType! : type;
      if (at + size > bytes.length) throw new EndError();
      const value = view[read](at, little);
      at += size;
      return value;
    }, ({ type }) => (bytes.length - at) / type[0]),
  };
}

/** Adds the triangles of strips, each ended by −1; every second triangle is flipped. */
function addStrips(faces: Polygons, corners: readonly number[]): void {
  let begun = 0;
  corners.forEach((corner, i) => {
    if (corner < 0) begun = i + 1;
    else if (i - begun >= 2) addPolygon(faces, (i - begun) % 2 === 0 ? [corners[i - 2], corners[i - 1], corner] : [corners[i - 1], corners[i - 2], corner]);
  });
}

/**
 * Reads a PLY file, as text or binary: a mesh if it has triangle strips or faces of any number of corners, else a cloud. (three.js's reader
 * leaves out faces with more than four corners, and does not notice that a file is cut short.)
 *
 * @throws Error whose message gives the reason: not PLY, cut short, no positions, a face with a vertex that does not exist
 */
export function parsePly(bytes: Uint8Array): StoredShape {
  const header = parsePlyHeader(bytes);
  const rows = header.format === 'ascii' ? textRows(new TextDecoder('latin1').decode(bytes.subarray(header.dataStart))) : binaryRows(bytes, header);
  const positions: number[] = [];
  const faces = noPolygons();
  let hasFaces = false;
  for (const element of header.elements) {
    const axes = ['x', 'y', 'z'].map((axis) => element.properties.findIndex(({ name, lengthType }) => name === axis && !lengthType));
    if (element.name === 'vertex' && axes.includes(-1)) throw new Error('its vertices have no properties x, y and z');
    if (element.properties.length === 0 || element.count === 0) continue;
    let done = 0;
    try {
      rows.expect(element);
      for (; done < element.count; done++) {
        const { numbers, lists } = rows.next(element);
        if (element.name === 'vertex') positions.push(numbers[axes[0]], numbers[axes[1]], numbers[axes[2]]);
        for (const name of CORNERS) {
          const corners = lists.get(name);
          if (!corners) continue;
          if (FACES.includes(element.name)) addPolygon(faces, corners);
          else if (element.name === 'tristrips') addStrips(faces, corners);
        }
      }
    } catch (error) {
      if (error instanceof EndError) throw new Error(`cut short: its header has ${element.count} of '${element.name}', but the file ends at ${done}`);
      throw error;
    }
    hasFaces ||= FACES.includes(element.name) || element.name === 'tristrips';
  }
  const vertices = Float64Array.from(positions);
  if (!hasFaces) return { kind: 'cloud', positions: measured(vertices) };
  const wrong = faces.corners.find((corner) => !(Number.isInteger(corner) && corner >= 0 && corner < vertices.length / 3));
  if (wrong !== undefined) throw new Error(`a face has the vertex ${wrong}, but there are ${vertices.length / 3}`);
  return { kind: 'mesh', mesh: { vertices, triangles: triangulate(vertices, faces) } };
}
