import { cross, dot, minus, unit, type Vector } from './vector.js';

/** A pinhole camera that looks at the origin; pictures are square. */
export interface Camera {
  /** Where it stands. */
  eye: Vector;
  /** Degrees between the picture's left and right edges. */
  fieldOfView: number;
  /** Directions of the picture's right, of its top, and of the view, each of length 1. */
  right: Vector;
  up: Vector;
  forward: Vector;
}

/** The paper's camera: 40 degrees, 3.5 units from the origin (App. A.2). */
export const FIELD_OF_VIEW = 40;
/** See {@link FIELD_OF_VIEW}. */
export const DISTANCE = 3.5;

/** A camera at a place, with y up (z if it looks along y). @throws RangeError if it stands at the origin, or the angle is not between 0 and 180 */
export function cameraAt(eye: Vector, fieldOfView = FIELD_OF_VIEW): Camera {
  if (!(Math.hypot(...eye) > 0 && Math.hypot(...eye) < Infinity)) throw new RangeError(`a camera at [${eye.join(', ')}] cannot look at the origin`);
  if (!(fieldOfView > 0 && fieldOfView < 180)) throw new RangeError(`fieldOfView must be between 0 and 180 degrees, not ${fieldOfView}`);
  const forward = unit(minus([0, 0, 0], eye));
  const vertical: Vector = Math.abs(forward[1]) > 0.999 ? [0, 0, 1] : [0, 1, 0];
  const right = unit(cross(forward, vertical));
  return { eye, fieldOfView, right, up: cross(right, forward), forward };
}

/** A camera by its directions: azimuth from +z towards +x, elevation above the ground, in degrees. */
export function orbitCamera(azimuth: number, elevation: number, distance = DISTANCE, fieldOfView = FIELD_OF_VIEW): Camera {
  const [a, e] = [(azimuth * Math.PI) / 180, (elevation * Math.PI) / 180];
  return cameraAt([distance * Math.cos(e) * Math.sin(a), distance * Math.sin(e), distance * Math.cos(e) * Math.cos(a)], fieldOfView);
}

/** The paper's six views, from opposite sides of the axes: +x, −x, +y, −y, +z, −z. */
export function axisCameras(distance = DISTANCE): Camera[] {
  return [0, 1, 2].flatMap((axis) => [distance, -distance].map((at) => cameraAt([0, 1, 2].map((i) => (i === axis ? at : 0)) as unknown as Vector)));
}

/**
 * Where a position appears: x and y run from −1 (left, bottom) to 1 (right, top) across the picture; depth is the distance along the view.
 */
export function project(camera: Camera, position: Vector): { x: number; y: number; depth: number } {
  const seen = minus(position, camera.eye);
  const depth = dot(seen, camera.forward);
  const scale = 1 / (depth * Math.tan((camera.fieldOfView * Math.PI) / 360));
  return { x: dot(seen, camera.right) * scale, y: dot(seen, camera.up) * scale, depth };
}

/** Direction of the ray through a place of the picture, of length 1. */
export function rayThrough(camera: Camera, x: number, y: number): Vector {
  const extent = Math.tan((camera.fieldOfView * Math.PI) / 360);
  return unit([0, 1, 2].map((i) => camera.forward[i] + extent * (x * camera.right[i] + y * camera.up[i])) as unknown as Vector);
}

/**
 * Plücker coordinates (d, o × d) of the rays through the centres of square patches, rows from the top: what tells a patch's features where
 * they were seen from (Sitzmann et al., 2021). They do not depend on which point of the ray o is.
 *
 * @param patches patches along each edge of the picture
 * @returns `[patches · patches, 6]`
 */
export function pluckerRays(camera: Camera, patches: number): Float32Array {
  const rays = new Float32Array(6 * patches * patches);
  for (let row = 0; row < patches; row++) {
    for (let column = 0; column < patches; column++) {
      const direction = rayThrough(camera, (2 * column + 1) / patches - 1, 1 - (2 * row + 1) / patches);
      rays.set([...direction, ...cross(camera.eye, direction)], 6 * (row * patches + column));
    }
  }
  return rays;
}
