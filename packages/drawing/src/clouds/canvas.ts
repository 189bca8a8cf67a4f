import type { Colour } from '../pictures/picture.js';

/** A picture of 8-bit RGB samples, rows from the top. */
export interface Rendering {
  width: number;
  height: number;
  channels: 3;
  /** `[height, width, 3]`. */
  data: Uint8Array;
}

/** A square picture being drawn: at each sample, the nearest thing wins. */
export interface Canvas {
  /** Samples along an edge. */
  edge: number;
  /** `[edge, edge]`: depth of what is seen; Infinity for nothing. */
  depth: Float32Array;
  /** `[edge, edge, 3]`. */
  colour: Float32Array;
}

/** Samples along the edge of a pixel. */
const OVERSAMPLING = 2;

/** A canvas for a square picture with the given edge in pixels. @throws RangeError if the size is not a positive integer */
export function createCanvas(size: number, background: Colour): Canvas {
  if (!Number.isInteger(size) || size < 1 || size > 8192) throw new RangeError(`the size of a picture must be an integer from 1 to 8192, not ${size}`);
  const edge = OVERSAMPLING * size;
  const colour = new Float32Array(edge * edge * 3);
  for (let i = 0; i < colour.length; i++) colour[i] = background[i % 3];
  return { edge, depth: new Float32Array(edge * edge).fill(Infinity), colour };
}

/** Sets a sample unless something nearer is seen there. */
export function put({ edge, depth, colour }: Canvas, column: number, row: number, z: number, [red, green, blue]: Colour, shade: number): void {
  const at = row * edge + column;
  if (!(z < depth[at])) return;
  depth[at] = z;
  colour[3 * at] = shade * red;
  colour[3 * at + 1] = shade * green;
  colour[3 * at + 2] = shade * blue;
}

/** The picture: each pixel the mean of its samples. */
export function finished({ edge, colour }: Canvas): Rendering {
  const size = edge / OVERSAMPLING;
  const data = new Uint8Array(size * size * 3);
  for (let y = 0; y < size; y++) {
    for (let x = 0; x < size; x++) {
      for (let c = 0; c < 3; c++) {
        let sum = 0;
        for (let j = 0; j < OVERSAMPLING; j++) for (let i = 0; i < OVERSAMPLING; i++) sum += colour[3 * ((OVERSAMPLING * y + j) * edge + OVERSAMPLING * x + i) + c];
        data[3 * (y * size + x) + c] = Math.round(Math.min(255, sum / OVERSAMPLING ** 2));
      }
    }
  }
  return { width: size, height: size, channels: 3, data };
}
