import { parseNpy, readNpz, type NpyArray } from '@inrflow/core/node';

/** Names under which archives keep positions and labels, the likeliest first. */
const POSITIONS = ['points', 'positions', 'pos', 'xyz', 'pointcloud', 'pointclouds', 'x', 'data', 'arr_0'];
const LABELS = ['labels', 'label', 'y', 'arr_1'];

/** A NumPy archive's positions and, if it has them, labels. */
export interface PositionArrays {
  positions: NpyArray;
  labels?: NpyArray;
}

/** 32-bit numbers of an array. */
export function toFloats({ data }: NpyArray): Float32Array {
  return data instanceof Float32Array ? data : Float32Array.from(data as ArrayLike<number | bigint>, Number);
}

/**
 * Positions in an `.npy` file or in an `.npz` archive (an array `points`, `positions`, `xyz`, …, or the only one).
 *
 * @param bytes of an `.npy` file; an archive may be given by its path
 * @throws Error whose message gives the reason
 */
export async function readPositions(bytes: Uint8Array | string): Promise<PositionArrays> {
  if (typeof bytes !== 'string' && bytes[0] === 0x93) return { positions: parseNpy(bytes) };
  const { array, labels } = await readNpz(bytes, { what: 'positions', names: POSITIONS, labelNames: LABELS });
  return { positions: array, ...(labels && { labels }) };
}

/**
 * The cloud of a NumPy file that holds one, as in PointFlow's layout of ShapeNet.
 *
 * @returns `[points, 3]`
 * @throws Error whose message gives the reason, such as another shape
 */
export async function parseNumpyCloud(bytes: Uint8Array): Promise<Float32Array> {
  const { positions } = await readPositions(bytes);
  const { shape } = positions;
  if (shape.length !== 2 || shape[1] !== 3) throw new Error(`its shape is [${shape.join(', ')}]; expected [points, 3]`);
  return toFloats(positions);
}
