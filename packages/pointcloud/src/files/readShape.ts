import path from 'node:path';
import { parseGltf } from './gltf.js';
import { parseNumpyCloud } from './numpy.js';
import { parseObj } from './obj.js';
import { parseOff } from './off.js';
import { parsePcd } from './pcd.js';
import { parsePly } from './ply.js';
import type { Shape, ShapeFile } from './shape.js';
import { parseStl } from './stl.js';
import { parseXyz } from './xyz.js';

type Reader = (file: ShapeFile) => Promise<Shape>;

const READERS: Record<string, Reader> = {
  '.obj': async ({ bytes }) => ({ kind: 'mesh', mesh: parseObj(bytes) }),
  '.ply': async ({ bytes }) => parsePly(bytes),
  '.stl': async ({ bytes }) => ({ kind: 'mesh', mesh: parseStl(bytes) }),
  '.off': async ({ bytes }) => ({ kind: 'mesh', mesh: parseOff(bytes) }),
  '.glb': async (file) => ({ kind: 'mesh', mesh: await parseGltf(file) }),
  '.gltf': async (file) => ({ kind: 'mesh', mesh: await parseGltf(file) }),
  '.pcd': async ({ bytes }) => ({ kind: 'cloud', positions: parsePcd(bytes) }),
  '.xyz': async ({ bytes }) => ({ kind: 'cloud', positions: parseXyz(bytes) }),
  '.npy': async ({ bytes }) => ({ kind: 'cloud', positions: await parseNumpyCloud(bytes) }),
  '.npz': async ({ bytes }) => ({ kind: 'cloud', positions: await parseNumpyCloud(bytes) }),
};

/** Endings of the files that are taken for shapes: meshes, then clouds (`.ply` may hold either). */
export const SHAPE_EXTENSIONS = Object.keys(READERS);

/** The ending of a path, in small letters. */
export function extensionOf(name: string): string {
  return path.extname(name).toLowerCase();
}

/**
 * Reads a mesh or cloud by its name's ending: OBJ, PLY, STL, OFF, glTF, PCD, XYZ or NumPy.
 *
 * @throws Error whose message gives the reason: an ending that is not read, an empty file, or contents that are not what the ending says
 */
export async function readShape(file: ShapeFile): Promise<Shape> {
  const reader = READERS[extensionOf(file.name)];
  if (!reader) throw new Error(`files that end in '${extensionOf(file.name)}' are not read; expected one of ${SHAPE_EXTENSIONS.join(', ')}`);
  if (file.bytes.length === 0) throw new Error('the file has zero bytes');
  return reader(file);
}
