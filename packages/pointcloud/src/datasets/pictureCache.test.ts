import { createHash } from 'node:crypto';
import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import { gunzipSync, gzipSync } from 'node:zlib';
import { temporaryFolder } from '@testing/temporaryFolder';
import type { Shape } from '../files/shape.js';
import { axisCameras, cameraAt } from '@inrflow/drawing';
import { openPointCloudDataset } from './openPointCloudDataset.js';
import { openPictureCache, RENDERER_VERSION } from './pictureCache.js';
import { openViews } from './views.js';

const inFolder = temporaryFolder();
const [camera, other] = axisCameras().slice(4);
const SIZE = 16;

const triangle = (top: number): Shape => ({ kind: 'mesh', mesh: { vertices: Float32Array.of(-1, -1, 0, 1, -1, 0, 0, top, 0.3), triangles: Uint32Array.of(0, 1, 2) } });
const cloud: Shape = { kind: 'cloud', positions: Float32Array.of(-0.5, 0, 0, 0.5, 0.25, 0.1, 0, -0.5, -0.2) };

/** A cache that counts what it has to draw. */
async function counted() {
  const views = await openViews({ size: SIZE });
  const cache = openPictureCache(inFolder('views'), SIZE);
  let drawn = 0;
  const get = (shape: Shape, from = camera) => cache.get(shape, from, () => (drawn++, views.draw(shape, from)));
  return { get, views, drawn: () => drawn };
}

test('a picture is drawn once, however often the cache is opened; another shape, camera or size is another picture', async () => {
  const first = await counted();
  const picture = await first.get(triangle(1));
  expect(picture).toEqual(first.views.draw(triangle(1), camera));
  const second = await counted();
  expect(await second.get(triangle(1))).toEqual(picture);
  expect([first.drawn(), second.drawn()]).toEqual([1, 0]);
  await second.get(triangle(0.5));
  await second.get(triangle(1), other);
  await second.get(triangle(1), cameraAt(camera.eye, 50));
  await second.get(cloud);
  expect(second.drawn()).toBe(4);
  await openPictureCache(inFolder('views'), 8).get(triangle(1), camera, () => ({ width: 8, height: 8, channels: 3, data: new Uint8Array(192) }));
  const files = await readdir(inFolder('views'));
  expect(files).toHaveLength(6);
  files.forEach((file) => expect(file).toMatch(/^[0-9a-f]{64}\.rgb\.gz$/));
});

test('a damaged picture is drawn again and its file repaired', async () => {
  const { get, drawn } = await counted();
  const picture = await get(triangle(1));
  const file = inFolder('views', (await readdir(inFolder('views')))[0]);
  const whole = await readFile(file);
  const flipped = Buffer.from(whole);
  // A bit of the checksum.
  flipped[flipped.length - 8] ^= 1;
  const damages = [flipped, whole.subarray(0, whole.length - 9), Buffer.alloc(0), Buffer.from('not a picture')];
  for (const damage of damages) {
    await writeFile(file, damage);
    expect(await get(triangle(1))).toEqual(picture);
    expect(gunzipSync(await readFile(file)).equals(picture.data)).toBe(true);
  }
  expect(drawn()).toBe(1 + damages.length);
});

test('a data set with a cache gives the same conditions, and reads them from it when it is opened again', async () => {
  await mkdir(inFolder('meshes'));
  await writeFile(inFolder('meshes', 'square.obj'), 'v -1 -1 0\nv 1 -1 0\nv 1 1 0\nv -1 1 0\nf 1 2 3 4\n');
  const conditions = async (views: { cache?: string }, rotation?: 'y') => {
    const dataset = await openPointCloudDataset(inFolder('meshes'), { points: 4, augmentation: { rotation }, views: { size: SIZE, patchSize: 8, cameras: [camera], ...views } });
    const found = [];
    for (let sample = 0; sample < 3; sample++) found.push((await dataset.example(0, { seed: 1, stream: 'data', step: 0, sample })).condition);
    await dataset.close?.();
    return found;
  };
  const cache = inFolder('views');
  const plain = await conditions({});
  expect(await conditions({ cache })).toEqual(plain);
  const [file, ...more] = await readdir(cache);
  expect(more).toEqual([]);
  // What is kept is what is used: a picture of zeros, which no example looks like.
  await writeFile(inFolder('views', file), gzipSync(new Uint8Array(3 * SIZE * SIZE)));
  expect(await conditions({ cache })).not.toEqual(plain);
  // Pictures of turned examples never come again and are not kept.
  await conditions({ cache }, 'y');
  expect(await readdir(cache)).toEqual([file]);
});

test('the version stands for what is drawn: if this fails, raise RENDERER_VERSION and write the new digests here', async () => {
  const views = await openViews({ size: SIZE });
  const digest = (shape: Shape) => createHash('sha256').update(views.draw(shape, camera).data).digest('hex').slice(0, 16);
  expect([RENDERER_VERSION, digest(triangle(1)), digest(cloud)]).toEqual([1, '73350a98713ddf79', '19c53ac0fab2d04b']);
});
