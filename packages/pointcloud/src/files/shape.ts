import type { Mesh, StoredMesh } from '../meshes/mesh.js';

/** The place, in the file's own frame, that a shape's positions are relative to: for shapes that lie far from the frame's origin. */
export type Origin = readonly [x: number, y: number, z: number];

/** Contents of a file: a surface, or points alone; positions are relative to `origin`, or to (0, 0, 0) if it is absent. */
export type Shape = ({ kind: 'mesh'; mesh: Mesh } | { kind: 'cloud'; /** `[points, 3]` */ positions: Float32Array }) & { origin?: Origin };

/** The same in 64 bits and in the file's own frame. */
export type StoredShape = { kind: 'mesh'; mesh: StoredMesh } | { kind: 'cloud'; /** `[points, 3]` */ positions: Float64Array };

/** A file's bytes, with access to the files that it refers to. */
export interface ShapeFile {
  /** Name or path, whose ending determines the format unless the contents do. */
  name: string;
  bytes: Uint8Array;
  /** Bytes of a file that this one refers to by a relative address, such as the `.bin` of a `.gltf`. */
  beside?(address: string): Promise<Uint8Array>;
}

/** Decodes one character per byte: the formats are ASCII apart from names and comments. A byte order mark at the beginning is dropped. */
export function textOf(bytes: Uint8Array): string {
  const isMarked = bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf;
  return new TextDecoder('latin1').decode(isMarked ? bytes.subarray(3) : bytes);
}

/** Lines of a text with any line ends. */
export const linesOf = (text: string): string[] => text.split(/\r\n|\n|\r/);

/** Words of a line between blanks; none for an empty line. */
export function wordsOf(line: string): string[] {
  const trimmed = line.trim();
  return trimmed === '' ? [] : trimmed.split(/\s+/);
}

/** Quotes a line or word for messages, shortened. */
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
