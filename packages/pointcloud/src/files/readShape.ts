import path from 'node:path';
import { centred } from './centre.js';
import { parseGltf } from './gltf.js';
import { parseLas } from './las.js';
import { parseNumpyCloud } from './numpy.js';
import { parseObj } from './obj.js';
import { parseOff } from './off.js';
import { parsePcd } from './pcd.js';
import { parsePly } from './ply.js';
import type { Shape, ShapeFile, StoredShape } from './shape.js';
import { parseStl } from './stl.js';
import { parseXyz } from './xyz.js';

type Reader = (file: ShapeFile) => StoredShape | Promise<StoredShape>;

const cloud = (parse: (bytes: Uint8Array) => Float64Array | Promise<Float64Array>): Reader => async ({ bytes }) => ({ kind: 'cloud', positions: await parse(bytes) });

const READERS: Readonly<Record<string, Reader>> = {
  '.obj': ({ bytes }) => parseObj(bytes),
  '.ply': ({ bytes }) => parsePly(bytes),
  '.stl': ({ bytes }) => ({ kind: 'mesh', mesh: parseStl(bytes) }),
  '.off': ({ bytes }) => parseOff(bytes),
  '.glb': parseGltf,
  '.gltf': parseGltf,
  '.pcd': cloud(parsePcd),
  '.xyz': cloud(parseXyz),
  '.txt': cloud(parseXyz),
  '.pts': cloud(parseXyz),
  '.asc': cloud(parseXyz),
  '.csv': cloud(parseXyz),
  '.las': cloud(parseLas),
  '.npy': cloud(parseNumpyCloud),
  '.npz': cloud(parseNumpyCloud),
};

/** Endings of the files that are taken for shapes: meshes, then clouds (`.ply`, `.obj` and `.off` may hold either). */
export const SHAPE_EXTENSIONS = Object.keys(READERS);

/** Formats of shapes that are not read, by the ending of their names. */
const UNREAD: Readonly<Record<string, string>> = {
  '.laz': 'LAZ', '.e57': 'E57', '.fbx': 'FBX', '.dae': 'COLLADA', '.3ds': '3DS', '.blend': 'Blender', '.usd': 'USD', '.usdz': 'USD', '.usda': 'USD', '.usdc': 'USD', '.step': 'STEP', '.stp': 'STEP', '.iges': 'IGES', '.igs': 'IGES',
  '.3mf': '3MF', '.x3d': 'X3D', '.wrl': 'VRML', '.vtk': 'VTK', '.vtp': 'VTK', '.ifc': 'IFC', '.dxf': 'DXF', '.skp': 'SketchUp', '.mat': 'MATLAB', '.splat': 'splat', '.drc': 'Draco',
};

/** The ending of a path, in lower case. */
export function extensionOf(name: string): string {
  return path.extname(name).toLowerCase();
}

const ascii = (bytes: Uint8Array, length: number) => String.fromCharCode(...bytes.subarray(0, length));

/** The ending that fits a file's first bytes; undefined if they are inconclusive. */
function endingByBytes(start: Uint8Array): string | undefined {
  const text = ascii(start, 16);
  if (text.startsWith('glTF')) return '.glb';
  if (/^ply[\r\n]/.test(text)) return '.ply';
  if (/^(?:ST)?C?N?OFF[\s\d]/.test(text)) return '.off';
  if (text.startsWith('\x93NUMPY')) return '.npy';
  if (text.startsWith('LASF')) return '.las';
  if (/^# \.PCD|^VERSION \.?[07]/.test(text)) return '.pcd';
  return undefined;
}

/** Judges a file by its name: true for a shape that is read, the name of a format that is not, undefined if the name is inconclusive. */
export function shapeByName(name: string): true | string | undefined {
  const extension = extensionOf(name);
  if (SHAPE_EXTENSIONS.includes(extension)) return true;
  return Object.hasOwn(UNREAD, extension) ? UNREAD[extension] : undefined;
}

/** Judges a file by its first bytes, as {@link shapeByName} does by its name. */
export const shapeByBytes = (start: Uint8Array): true | undefined => (endingByBytes(start) === undefined ? undefined : true);

/**
 * Reads a mesh or cloud in the format that its first bytes show, or else its name's ending: OBJ, PLY, STL, OFF, glTF, PCD, XYZ (and other tables as text), LAS or NumPy.
 *
 * @throws Error whose message gives the reason: an ending that is not read, an empty file, or contents that do not fit the ending
 */
export async function readShape(file: ShapeFile): Promise<Shape> {
  if (file.bytes.length === 0) throw new Error('the file has zero bytes');
  const extension = endingByBytes(file.bytes) ?? extensionOf(file.name);
  if (!Object.hasOwn(READERS, extension)) throw new Error(`files that end in '${extension}' are not read; expected one of ${SHAPE_EXTENSIONS.join(', ')}`);
  return centred(await READERS[extension](file));
}
