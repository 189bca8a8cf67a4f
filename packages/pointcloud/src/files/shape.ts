import type { Mesh } from '../meshes/mesh.js';

/** What a file holds: a surface, or points alone. */
export type Shape = { kind: 'mesh'; mesh: Mesh } | { kind: 'cloud'; /** `[points, 3]` */ positions: Float32Array };

/** A file's bytes, and the way to those that it refers to. */
export interface ShapeFile {
  /** Name or path, whose ending tells the format. */
  name: string;
  bytes: Uint8Array;
  /** Bytes of a file that this one refers to by a relative address, such as the `.bin` of a `.gltf`. */
  beside?(address: string): Promise<Uint8Array>;
}

/** Text of bytes, one character each: the formats are ASCII, and what is not lies in names and comments. */
export function textOf(bytes: Uint8Array): string {
  return new TextDecoder('latin1').decode(bytes);
}
