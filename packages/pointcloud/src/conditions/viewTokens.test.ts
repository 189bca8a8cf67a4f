import { cameraAt, pluckerRays } from '@inrflow/drawing';
import { patchChannels, patchTokens, viewTokens } from './viewTokens.js';

const camera = cameraAt([0, 0, 3.5]);
const picture = { width: 6, height: 6, channels: 3 as const, data: Uint8Array.from({ length: 108 }, (_, i) => i) };

test('a token is its patch\'s pixels, row by row, Fourier features of its ray, and the ray', () => {
  const { tokens, features } = patchTokens(picture, camera, 3);
  expect([tokens, features.length]).toEqual([4, 4 * patchChannels(3)]);
  const rays = pluckerRays(camera, 2);
  [0, 1, 2, 3].forEach((patch) => {
    const own = Array.from(features.subarray(patch * 81, (patch + 1) * 81));
    const [top, left] = [3 * Math.floor(patch / 2), 3 * (patch % 2)];
    const pixels = [0, 1, 2].flatMap((y) => [0, 1, 2].flatMap((x) => [0, 1, 2].map((c) => 3 * ((top + y) * 6 + left + x) + c)));
    expect(own.slice(0, 27).map((value) => Math.round(value * 127.5 + 255))).toEqual(pixels);
    const ray = Array.from(rays.subarray(6 * patch, 6 * patch + 6));
    const turned = ray.flatMap((x) => [0.25, 0.5, 1, 2].flatMap((turns) => [Math.sin(2 * Math.PI * turns * x), Math.cos(2 * Math.PI * turns * x)]));
    own.slice(27, 75).forEach((x, i) => expect(x).toBeCloseTo(turned[i], 5));
    expect(own.slice(75)).toEqual(ray);
  });
});

test('errors say what does not fit', () => {
  expect(() => patchTokens({ ...picture, height: 5 }, camera, 3)).toThrow('a view must be square, not 6×5 pixels');
  expect(() => patchTokens(picture, camera, 4)).toThrow('patches of 4 pixels do not fill a view of 6×6');
  expect(() => viewTokens(new Float32Array(30), 10, camera)).toThrow('30 features of 10 channels are 3 patches; expected a square number of them');
});
