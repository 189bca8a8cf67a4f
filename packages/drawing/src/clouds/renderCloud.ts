import { orbitCamera, project, type Camera } from './camera.js';
import type { Colour } from '../pictures/picture.js';
import { createCanvas, finished, put, type Rendering } from './canvas.js';

/** How a cloud is drawn. */
export interface CloudRenderingOptions {
  /** Pixels along an edge. Default 128. */
  size?: number;
  /** Default: from the front right, above. */
  camera?: Camera;
  /** Radius of a point's ball, in units of the positions. By default, balls on a surface of the cloud's size just about touch. */
  radius?: number;
  /** One colour; by default low positions are blue and high ones orange. */
  colour?: Colour;
  /** White by default. */
  background?: Colour;
}

const [LOW, MIDDLE, HIGH]: Colour[] = [[38, 84, 158], [92, 168, 170], [242, 152, 64]];
const mixed = (a: Colour, b: Colour, share: number): Colour => [0, 1, 2].map((c) => a[c] + (b[c] - a[c]) * share) as unknown as Colour;

/** The colour of a height between −1 and 1. */
function colourOfHeight(height: number): Colour {
  const share = Math.min(1, Math.max(0, (height + 1) / 2));
  return share < 0.5 ? mixed(LOW, MIDDLE, 2 * share) : mixed(MIDDLE, HIGH, 2 * share - 1);
}

/**
 * A picture of a point cloud: each point is a little ball, lit from the camera's upper left; nearer balls hide those behind.
 * The same cloud gives the same picture, in any order of its points, except for exact ties.
 *
 * @param positions `[points, 3]`, y up, about [-1, 1]; those that are not finite or lie behind the camera are left out
 */
export function renderCloud(positions: Float32Array, options: CloudRenderingOptions = {}): Rendering {
  const { size = 128, camera = orbitCamera(35, 25), colour, background = [255, 255, 255] } = options;
  const points = positions.length / 3;
  const { radius = Math.min(0.06, 1.3 / Math.sqrt(Math.max(1, points))) } = options;
  const canvas = createCanvas(size, background);
  const { edge } = canvas;
  const pixelsPerUnit = edge / (2 * Math.tan((camera.fieldOfView * Math.PI) / 360));
  for (let i = 0; i < points; i++) {
    const position = [positions[3 * i], positions[3 * i + 1], positions[3 * i + 2]] as const;
    const { x, y, depth } = project(camera, position);
    if (!(depth > radius) || !Number.isFinite(x + y)) continue;
    const [centreX, centreY, reach] = [((x + 1) / 2) * edge, ((1 - y) / 2) * edge, Math.max(0.75, (radius * pixelsPerUnit) / depth)];
    const own = colour ?? colourOfHeight(position[1]);
    for (let row = Math.max(0, Math.floor(centreY - reach)); row <= Math.min(edge - 1, centreY + reach); row++) {
      for (let column = Math.max(0, Math.floor(centreX - reach)); column <= Math.min(edge - 1, centreX + reach); column++) {
        const [right, down] = [(column + 0.5 - centreX) / reach, (row + 0.5 - centreY) / reach];
        const outwards = 1 - right * right - down * down;
        if (outwards < 0) continue;
        const facing = Math.sqrt(outwards);
        put(canvas, column, row, depth - radius * facing, own, 0.5 + 0.5 * Math.max(0, (2 * facing - right - down) / Math.sqrt(6)));
      }
    }
  }
  return finished(canvas);
}
