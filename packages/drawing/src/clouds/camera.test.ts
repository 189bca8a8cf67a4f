import { axisCameras, cameraAt, DISTANCE, orbitCamera, pluckerRays, project, rayThrough } from './camera.js';
import { cross, dot, type Vector } from './vector.js';

test('the origin is the middle of every view, at the camera\'s distance', () => {
  for (const camera of [...axisCameras(), orbitCamera(30, 20, 5)]) {
    const { x, y, depth } = project(camera, [0, 0, 0]);
    expect(Math.hypot(x, y)).toBeLessThan(1e-12);
    expect(depth).toBeCloseTo(Math.hypot(...camera.eye), 12);
  }
});

test('right, up and forward are right-handed, and up is y', () => {
  const camera = cameraAt([0, 0, DISTANCE]);
  expect(project(camera, [1, 0, 0]).x).toBeGreaterThan(0);
  expect(project(camera, [0, 1, 0]).y).toBeGreaterThan(0);
  for (const { right, up, forward } of axisCameras()) {
    expect(cross(right, up).map((x, i) => x + forward[i])).toEqual([expect.closeTo(0, 12), expect.closeTo(0, 12), expect.closeTo(0, 12)]);
  }
});

test('forty degrees from 3.5 units see 1.274 units to each side', () => {
  expect(project(cameraAt([0, 0, 3.5]), [3.5 * Math.tan((20 * Math.PI) / 180), 0, 0]).x).toBeCloseTo(1, 12);
  expect(3.5 * Math.tan((20 * Math.PI) / 180)).toBeCloseTo(1.274, 3);
});

test('the ray through where a position appears passes the position', () => {
  const camera = orbitCamera(50, -15);
  const position: Vector = [0.3, -0.5, 0.2];
  const { x, y } = project(camera, position);
  const away = cross(rayThrough(camera, x, y), [position[0] - camera.eye[0], position[1] - camera.eye[1], position[2] - camera.eye[2]]);
  expect(Math.hypot(...away)).toBeLessThan(1e-12);
});

test('Plücker coordinates: direction and moment are at right angles, the moment is the distance from the origin, and rows run from the top', () => {
  const camera = orbitCamera(40, 30);
  const rays = pluckerRays(camera, 4);
  expect(rays).toHaveLength(6 * 16);
  for (let i = 0; i < 16; i++) {
    const [d, m] = [Array.from(rays.subarray(6 * i, 6 * i + 3)), Array.from(rays.subarray(6 * i + 3, 6 * i + 6))] as unknown as [Vector, Vector];
    expect(Math.hypot(...d)).toBeCloseTo(1, 5);
    expect(dot(d, m)).toBeCloseTo(0, 5);
    const along = -dot(camera.eye, d);
    const nearest = camera.eye.map((x, axis) => x + along * d[axis]);
    expect(Math.hypot(...m)).toBeCloseTo(Math.hypot(...nearest), 5);
  }
  expect(dot(Array.from(rays.subarray(0, 3)) as unknown as Vector, camera.up)).toBeGreaterThan(0);
});

test('impossible cameras are named', () => {
  expect(() => cameraAt([0, 0, 0])).toThrow('a camera at [0, 0, 0] cannot look at the origin');
  expect(() => cameraAt([0, 0, 1], 180)).toThrow('fieldOfView must be between 0 and 180 degrees, not 180');
});
