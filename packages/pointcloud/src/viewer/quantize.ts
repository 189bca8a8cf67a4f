/** Positions as 16-bit integers: x = centre + halfEdge · q / 32767. */
export interface QuantizedCloud {
  /** The middle of the box around the points. */
  centre: [number, number, number];
  /** The edges of that box. */
  edges: [number, number, number];
  /** Half the longest edge of that box; 1 if the box is a single point. */
  halfEdge: number;
  /** `[points, 3]` of little-endian Int16, as base64. */
  data: string;
}

const LARGEST = 32767;

/**
 * Rounds positions to steps of halfEdge / 32767, so that none moves by more than half a step along an axis: two bytes per number, in a
 * form that graphics cards read directly.
 *
 * @param positions `[points, 3]`, finite
 */
export function quantize(positions: Float32Array): QuantizedCloud {
  const low = [Infinity, Infinity, Infinity];
  const high = [-Infinity, -Infinity, -Infinity];
  positions.forEach((x, i) => {
    low[i % 3] = Math.min(low[i % 3], x);
    high[i % 3] = Math.max(high[i % 3], x);
  });
  const centre = low.map((x, axis) => (x + high[axis]) / 2) as [number, number, number];
  const edges = low.map((x, axis) => high[axis] - x) as [number, number, number];
  const halfEdge = Math.max(...edges) / 2 || 1;
  const bytes = Buffer.alloc(2 * positions.length);
  positions.forEach((x, i) => bytes.writeInt16LE(Math.round(((x - centre[i % 3]) / halfEdge) * LARGEST), 2 * i));
  return { centre, edges, halfEdge, data: bytes.toString('base64') };
}

/** Undoes {@link quantize} up to its rounding: positions, `[points, 3]`. */
export function dequantize({ centre, halfEdge, data }: Pick<QuantizedCloud, 'centre' | 'halfEdge' | 'data'>): Float32Array {
  const bytes = Buffer.from(data, 'base64');
  return Float32Array.from({ length: bytes.length / 2 }, (_, i) => centre[i % 3] + (halfEdge * bytes.readInt16LE(2 * i)) / LARGEST);
}
