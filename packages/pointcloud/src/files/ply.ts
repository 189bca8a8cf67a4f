import { addPolygon } from '../meshes/mesh.js';
import { parsePlyHeader, type PlyHeader, type PlyType } from './plyHeader.js';
import { textOf, type Shape } from './shape.js';

type Element = PlyHeader['elements'][number];
type NextNumber = (type: PlyType) => number;

const FACES = ['face', 'faces'];
const CORNERS = ['vertex_indices', 'vertex_index'];

/** Reads the numbers after a header one by one, as text or binary. */
function numbersOf(bytes: Uint8Array, { format, dataStart }: PlyHeader): NextNumber {
  if (format === 'ascii') {
    const words = textOf(bytes.subarray(dataStart)).trim().split(/\s+/);
    let next = 0;
    return () => {
      if (next >= words.length || words[next] === '') throw new RangeError('the end');
      const value = Number(words[next++]);
      if (Number.isNaN(value) && !/^[+-]?nan/i.test(words[next - 1])) throw new Error(`it has '${words[next - 1].slice(0, 40)}' where a number is expected`);
      return value;
    };
  }
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const little = format === 'binary_little_endian';
  let at = dataStart;
  return ([size, read]) => {
    if (at + size > bytes.length) throw new RangeError('the end');
    const value = view[read](at, little);
    at += size;
    return value;
  };
}

/** Reads one of an element: its single numbers into `row`, its lists to `list`. */
function readElement({ properties }: Element, next: NextNumber, row: number[], list: (name: string, numbers: number[]) => void): void {
  properties.forEach(({ name, type, lengthType }, i) => {
    if (lengthType) list(name, Array.from({ length: next(lengthType) }, () => next(type)));
    else row[i] = next(type);
  });
}

/**
 * Reads a PLY file, as text or binary: a mesh where it has faces, of whatever number of corners, else a cloud. (three.js's reader
 * leaves out faces with more than four corners, and does not notice an end that is missing.)
 *
 * @throws Error whose message gives the reason: not PLY, cut short, no positions, or triangle strips
 */
export function parsePly(bytes: Uint8Array): Shape {
  const header = parsePlyHeader(bytes);
  const next = numbersOf(bytes, header);
  const positions: number[] = [];
  const triangles: number[] = [];
  for (const element of header.elements) {
    const axes = ['x', 'y', 'z'].map((axis) => element.properties.findIndex(({ name }) => name === axis));
    if (element.name === 'vertex' && axes.includes(-1)) throw new Error('its vertices have no properties x, y and z');
    if (element.name === 'tristrips') throw new Error('its faces are triangle strips; expected faces of their own');
    if (element.properties.length === 0) continue;
    const row: number[] = [];
    for (let i = 0; i < element.count; i++) {
      try {
        readElement(element, next, row, (name, corners) => {
          if (FACES.includes(element.name) && CORNERS.includes(name)) addPolygon(triangles, corners);
        });
      } catch (error) {
        if (error instanceof RangeError) throw new Error(`cut short: its header has ${element.count} of '${element.name}', but the file ends at ${i}`);
        throw error;
      }
      if (element.name === 'vertex') positions.push(row[axes[0]], row[axes[1]], row[axes[2]]);
    }
  }
  const vertices = Float32Array.from(positions);
  const hasFaces = header.elements.some(({ name, count }) => FACES.includes(name) && count > 0);
  return hasFaces ? { kind: 'mesh', mesh: { vertices, triangles: Uint32Array.from(triangles) } } : { kind: 'cloud', positions: vertices };
}
