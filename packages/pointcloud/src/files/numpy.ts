import { parseNpy, readNpz, type NpyArray, type NpyText, type ZipOptions } from '@inrflow/core/node';
import { measured } from './shape.js';

/** Names under which archives keep positions and labels, the likeliest first. */
const POSITIONS = ['points', 'positions', 'pos', 'xyz', 'coords', 'pointcloud', 'pointclouds', 'vertices', 'verts', 'x', 'data', 'arr_0'];
const LABELS = ['labels', 'label', 'y', 'arr_1'];
/** Most columns of a point: its position, then colours, normals, an intensity, … */
const MOST_COLUMNS = 16;

/** A NumPy archive's positions and, if it has them, labels. */
export interface PositionArrays {
  positions: NpyArray;
  labels?: NpyArray | NpyText;
}

/** Whether the last axis of an array can hold a point: a position, and possibly further columns. */
export const hasPositions = (shape: readonly number[]): boolean => shape[shape.length - 1] >= 3 && shape[shape.length - 1] <= MOST_COLUMNS;

/** The first three columns of an array's last axis, `[…, 3]`, in 64 bits. */
export function firstThree({ shape, data }: NpyArray): Float64Array {
  const columns = shape[shape.length - 1];
  const positions = new Float64Array((data.length / columns) * 3);
  for (let i = 0, to = 0; i < data.length; i += columns) for (let k = 0; k < 3; k++) positions[to++] = Number(data[i + k]);
  return positions;
}

/**
 * Positions in an `.npy` file or in an `.npz` archive (an array `points`, `positions`, `xyz`, `coords`, …, or the only one).
 *
 * @param bytes contents of a file; for an archive, its path works too
 * @throws Error whose message gives the reason
 */
export async function readPositions(bytes: Uint8Array | string, options: ZipOptions = {}): Promise<PositionArrays> {
  if (typeof bytes !== 'string' && bytes[0] === 0x93) return { positions: parseNpy(bytes) };
  if (typeof bytes !== 'string' && !(bytes[0] === 0x50 && bytes[1] === 0x4b)) throw new Error('not a NumPy array: it starts neither with \\x93NUMPY nor as a zip archive does');
  const { array, labels } = await readNpz(bytes, { what: 'positions', names: POSITIONS, labelNames: LABELS, ...options });
  return { positions: array, ...(labels && { labels }) };
}

/**
 * The cloud of a NumPy file that holds one, as in PointFlow's layout of ShapeNet: `[points, 3]`, or with more columns, of which the first three count. Points that were not measured are left out.
 *
 * @returns `[points, 3]`
 * @throws Error whose message gives the reason, such as another shape
 */
export async function parseNumpyCloud(bytes: Uint8Array): Promise<Float64Array> {
  const { positions } = await readPositions(bytes);
  const { shape } = positions;
  if (shape.length !== 2 || !hasPositions(shape)) throw new Error(`its shape is [${shape.join(', ')}]; expected [points, 3], or up to ${MOST_COLUMNS} columns of which the first three are positions`);
  return measured(firstThree(positions));
}
