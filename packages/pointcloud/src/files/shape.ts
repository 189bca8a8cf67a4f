import type { Mesh, StoredMesh } from '../meshes/mesh.js';

/** Where a shape's positions are counted from, in the file's own frame: for shapes that lie far from its origin. */
export type Origin = readonly [x: number, y: number, z: number];

/** What a file holds: a surface, or points alone; positions are counted from `origin`, (0, 0, 0) if there is none. */
export type Shape = ({ kind: 'mesh'; mesh: Mesh } | { kind: 'cloud'; /** `[points, 3]` */ positions: Float32Array }) & { origin?: Origin };

/** The same as a file has it, in 64 bits. */
export type StoredShape = { kind: 'mesh'; mesh: StoredMesh } | { kind: 'cloud'; /** `[points, 3]` */ positions: Float64Array };

/** A file's bytes, and the way to those that it refers to. */
export interface ShapeFile {
  /** Name or path, whose ending tells the format, unless the contents do. */
  name: string;
  bytes: Uint8Array;
  /** Bytes of a file that this one refers to by a relative address, such as the `.bin` of a `.gltf`. */
  beside?(address: string): Promise<Uint8Array>;
}

/** Text of bytes, one character each: the formats are ASCII, and what is not lies in names and comments. A mark of UTF-8 at the beginning is left out. */
export function textOf(bytes: Uint8Array): string {
  const isMarked = bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf;
  return new TextDecoder('latin1').decode(isMarked ? bytes.subarray(3) : bytes);
}

/** Lines of a text, whatever ends them. */
export const linesOf = (text: string): string[] => text.split(/\r\n|\n|\r/);

/** Words of a line between blanks; none for an empty line. */
export function wordsOf(line: string): string[] {
  const trimmed = line.trim();
  return trimmed === '' ? [] : trimmed.split(/\s+/);
}

/** A part of a line or word as messages show it. */
export const shown = (text: string): string => `'${text.trim().slice(0, 60)}'`;

/** The points of a cloud that were measured: those whose three coordinates are finite. */
export function measured(positions: Float64Array): Float64Array {
  const isMeasured = (i: number) => Number.isFinite(positions[i]) && Number.isFinite(positions[i + 1]) && Number.isFinite(positions[i + 2]);
  let kept = 0;
  for (let i = 0; i < positions.length; i += 3) if (isMeasured(i)) kept++;
  if (3 * kept === positions.length) return positions;
  const out = new Float64Array(3 * kept);
  for (let i = 0, to = 0; i < positions.length; i += 3) {
    if (!isMeasured(i)) continue;
    out.set(positions.subarray(i, i + 3), to);
    to += 3;
  }
  return out;
}
