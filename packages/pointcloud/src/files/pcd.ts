import { inflateLzf } from './lzf.js';
import { textOf } from './shape.js';

interface Field {
  size: number;
  type: string;
  /** Place of the field: its column as text, its byte in a row of binary data. */
  column: number;
  offset: number;
}

interface Header {
  data: string;
  points: number;
  /** Bytes of a point. */
  rowSize: number;
  axes: Field[];
}

/** The words after a keyword of the header, if it is there. */
function wordsOf(header: string, keyword: string): string[] | undefined {
  return new RegExp(`^${keyword}[ \\t]+(.*)$`, 'im').exec(header)?.[1].trim().split(/\s+/);
}

function parseHeader(header: string): Header {
  const names = wordsOf(header, 'FIELDS') ?? [];
  const [sizes, types] = [wordsOf(header, 'SIZE') ?? [], wordsOf(header, 'TYPE') ?? []];
  const counts = wordsOf(header, 'COUNT');
  const fields = new Map<string, Field>();
  let [column, offset] = [0, 0];
  names.forEach((name, i) => {
    const [size, count] = [Number(sizes[i] ?? 4), Number(counts?.[i] ?? 1)];
    fields.set(name, { size, type: types[i] ?? 'F', column, offset });
    column += count;
    offset += size * count;
  });
  const axes = ['x', 'y', 'z'].map((axis) => fields.get(axis));
  if (axes.includes(undefined)) throw new Error(`its fields are ${names.join(', ')}; expected x, y and z among them`);
  const points = Number(wordsOf(header, 'POINTS')?.[0] ?? Number(wordsOf(header, 'WIDTH')?.[0]) * Number(wordsOf(header, 'HEIGHT')?.[0] ?? 1));
  if (!(Number.isInteger(points) && points >= 0)) throw new Error('its header has no number of points');
  return { data: wordsOf(header, 'DATA')![0].toLowerCase(), points, rowSize: offset, axes: axes as Field[] };
}

const READERS: Record<string, (view: DataView, at: number) => number> = {
  F4: (view, at) => view.getFloat32(at, true), F8: (view, at) => view.getFloat64(at, true), I1: (view, at) => view.getInt8(at), I2: (view, at) => view.getInt16(at, true),
  I4: (view, at) => view.getInt32(at, true), U1: (view, at) => view.getUint8(at), U2: (view, at) => view.getUint16(at, true), U4: (view, at) => view.getUint32(at, true),
};

function readText(text: string, { points, axes }: Header): number[] {
  const lines = text.split('\n').filter((line) => line.trim() !== '');
  if (lines.length < points) throw new Error(`cut short: its header has ${points} points, but ${lines.length} follow`);
  return lines.slice(0, points).flatMap((line) => {
    const words = line.trim().split(/\s+/);
    return axes.map(({ column }) => Number(words[column]));
  });
}

/** Binary data: point after point, or, once they are inflated, field after field. */
function readBinary(bytes: Uint8Array, { points, rowSize, axes }: Header, byField: boolean): number[] {
  if (bytes.length < points * rowSize) throw new Error(`cut short: its ${points} points take ${points * rowSize} bytes, but ${bytes.length} follow`);
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const positions: number[] = [];
  for (let i = 0; i < points; i++) {
    for (const { type, size, offset } of axes) {
      const read = READERS[`${type}${size}`.toUpperCase()];
      if (!read) throw new Error(`its positions are of type ${type} with ${size} bytes, which is not read`);
      positions.push(read(view, byField ? points * offset + size * i : rowSize * i + offset));
    }
  }
  return positions;
}

function inflate(bytes: Uint8Array): Uint8Array {
  const [compressed, plain] = bytes.length < 8 ? [0, 0] : [0, 4].map((at) => new DataView(bytes.buffer, bytes.byteOffset).getUint32(at, true));
  if (bytes.length < 8 + compressed) throw new Error(`cut short: its compressed data take ${compressed} bytes, but ${Math.max(0, bytes.length - 8)} follow`);
  return inflateLzf(bytes.subarray(8, 8 + compressed), plain);
}

/**
 * Reads the positions of a PCD file (Point Cloud Library), as text, binary or compressed. Points at NaN, by which the format says that
 * nothing was measured, are left out.
 *
 * @returns `[points, 3]`
 * @throws Error whose message gives the reason: not PCD, no fields x, y and z, or cut short
 */
export function parsePcd(bytes: Uint8Array): Float32Array {
  const start = /^[\s\S]*?^DATA[ \t]+(?:ascii|binary_compressed|binary)[ \t\r]*\n/im.exec(textOf(bytes.subarray(0, 4096)))?.[0];
  if (start === undefined) throw new Error("not a PCD file: its header has no line 'DATA ascii', 'DATA binary' or 'DATA binary_compressed'");
  const header = parseHeader(start.replace(/^#.*$/gm, ''));
  const rest = bytes.subarray(start.length);
  const numbers = header.data === 'ascii' ? readText(textOf(rest), header)
    : header.data === 'binary' ? readBinary(rest, header, false) : readBinary(inflate(rest), header, true);
  const isMeasured = (i: number) => !Number.isNaN(numbers[i] + numbers[i + 1] + numbers[i + 2]);
  return Float32Array.from(numbers.filter((_, i) => isMeasured(i - (i % 3))));
}
