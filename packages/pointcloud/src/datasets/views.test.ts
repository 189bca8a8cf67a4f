import { mkdir, writeFile } from 'node:fs/promises';
import { temporaryFolder } from '@testing/temporaryFolder';
import { axisCameras } from '@inrflow/drawing';
import { patchChannels } from '../conditions/viewTokens.js';
import { openPointCloudDataset } from './openPointCloudDataset.js';

const inFolder = temporaryFolder();
const address = (sample: number) => ({ seed: 1, stream: 'data', step: 0, sample });
/** A flat square seen from the front: from the side it is a line. */
const SQUARE = 'v -1 -1 0\nv 1 -1 0\nv 1 1 0\nv -1 1 0\nf 1 2 3 4\n';

beforeEach(async () => {
  await mkdir(inFolder('meshes'));
  await writeFile(inFolder('meshes', 'square.obj'), SQUARE);
});

/** Counts the pixels of 8 × 8 patches that are not white, which is 0. */
const painted = (features: Float32Array, channels: number) => {
  let count = 0;
  for (let i = 0; i < features.length; i += channels) for (let c = 0; c < 3 * 8 ** 2; c += 3) if (features[i + c] < 0) count++;
  return count;
};

test('a view is of the example itself, from one of the six sides that its address chooses', async () => {
  const dataset = await openPointCloudDataset(inFolder('meshes'), { points: 8, normalization: 'unit-sphere', views: { size: 32, patchSize: 8 } });
  expect(dataset.views!.channels).toBe(patchChannels(8));
  const seen = new Set<string>();
  for (let sample = 0; sample < 40; sample++) {
    const { condition } = await dataset.example(0, address(sample));
    expect(condition!.tokens).toBe(16);
    const camera = dataset.views!.choose(address(sample));
    const isFront = Math.abs(camera.eye[2]) > 1;
    const pixels = painted(condition!.features, patchChannels(8));
    // The square's edge is √2 units of the 2.548 that 32 pixels see.
    if (isFront) expect(Math.abs(pixels - (32 * Math.SQRT2 / 2.548) ** 2)).toBeLessThan(80);
    else expect(pixels).toBeLessThan(64);
    seen.add(camera.eye.join());
    expect((await dataset.example(0, address(sample))).condition).toEqual(condition);
  }
  expect(seen.size).toBe(6);
  await dataset.close?.();
});

test('a turned example is seen turned', async () => {
  const views = { size: 32, patchSize: 8, cameras: axisCameras().slice(4, 5) };
  const turning = await openPointCloudDataset(inFolder('meshes'), { points: 8, views, augmentation: { rotation: 'y' } });
  const sides = await Promise.all([0, 1, 2, 3, 4, 5].map(async (sample) => {
    const { values, condition } = await turning.example(0, address(sample));
    let width = 0;
    for (let i = 0; i < values.length; i += 3) width = Math.max(width, Math.abs(values[i]));
    return [width, painted(condition!.features, patchChannels(8))];
  }));
  // The narrower the cloud appears, the fewer pixels it covers.
  const order = (at: number) => sides.map((_, i) => i).sort((a, b) => sides[a][at] - sides[b][at]);
  expect(Math.abs(order(0).indexOf(order(1)[0]))).toBeLessThanOrEqual(2);
  expect(new Set(sides.map(([, pixels]) => pixels)).size).toBeGreaterThan(3);
  await turning.close?.();
});

test('errors say what does not fit', async () => {
  await expect(openPointCloudDataset(inFolder('meshes'), { views: { size: 30, patchSize: 8 } })).rejects.toThrow('views of 30 pixels are not filled by patches of 8 pixels');
});
