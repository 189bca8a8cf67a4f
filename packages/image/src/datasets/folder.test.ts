import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { UnreadableExampleError } from '@inrflow/core';
import { PNG } from 'pngjs';
import type { Picture } from '../pictures/index.js';
import { encodePng } from '@inrflow/drawing';
import { writePng } from '@inrflow/drawing/node';
import { openImageDataset } from './openImageDataset.js';
import type { ImageDatasetOptions } from './options.js';

const address = { seed: 1, stream: 'data', step: 0, sample: 0 };
const gradient = (size: number, shift: number): Picture => ({
  width: size, height: size, channels: 3, data: Uint8Array.from({ length: size * size * 3 }, (_, i) => (i * 7 + shift) % 256),
});

let root: string;
beforeEach(async () => {
  root = await mkdtemp(path.join(tmpdir(), 'inrflow-image-'));
  for (const folder of ['cat', 'dog']) await mkdir(path.join(root, folder));
});
afterEach(() => rm(root, { recursive: true }));

const put = (name: string, picture: Picture) => writePng(path.join(root, name), picture);

test('a folder of class folders: sorted names and classes, exact values and coordinates', async () => {
  await put('dog/a.png', gradient(4, 3));
  await put('cat/b.PNG', gradient(4, 5));
  await put('cat/a.png', gradient(4, 9));
  await writeFile(path.join(root, 'ATTRIBUTION.txt'), 'not a picture');
  const data = await openImageDataset(root);
  expect(data.classes).toEqual(['cat', 'dog']);
  expect(data.names).toEqual(['cat/a.png', 'cat/b.PNG', 'dog/a.png']);
  const { points, coordinates, values, label } = await data.example(2, address);
  expect([points, label]).toEqual([16, 1]);
  expect(Array.from(values, (value) => Math.round((value + 1) * 127.5))).toEqual([...gradient(4, 3).data]);
  expect([...coordinates.slice(0, 4)]).toEqual([-0.75, -0.75, -0.25, -0.75]);
  await data.close?.();
});

test('a flat folder has no classes, and labels none reads a tree without them', async () => {
  await put('cat/a.png', gradient(4, 3));
  const flat = await openImageDataset(path.join(root, 'cat'));
  expect([flat.classes, (await flat.example(0, address)).label]).toEqual([[], undefined]);
  await put('loose.png', gradient(4, 4));
  await expect(openImageDataset(root)).rejects.toThrow("'loose.png' beside them");
  expect((await openImageDataset(root, { labels: 'none' })).names).toEqual(['cat/a.png', 'loose.png']);
});

test('examples come with larger versions, which are augmented in the same way', async () => {
  await put('cat/a.png', gradient(8, 3));
  const plain = await openImageDataset(root, { size: 4, finerSize: 8 });
  const { values, points, finer, augmentation } = await plain.example(0, address);
  expect([points, values.length, finer!.points, augmentation]).toEqual([16, 48, 64, undefined]);
  expect(Array.from(finer!.values, (value) => Math.round((value + 1) * 127.5))).toEqual([...gradient(8, 3).data]);
  // A pixel of the small picture is the rounded mean of four pixels of the large one.
  const mean = [0, 3, 24, 27].reduce((sum, at) => sum + gradient(8, 3).data[at], 0) / 4;
  expect(Math.abs((values[0] + 1) * 127.5 - mean)).toBeLessThanOrEqual(0.5);
  const mirrored = await openImageDataset(root, { size: 4, finerSize: 8, augment: 1 });
  const drawn = await mirrored.example(0, address);
  expect(drawn.augmentation![0]).toBe(1);
  expect([...drawn.values]).not.toEqual([...values]);
  expect(await mirrored.example(0, address)).toEqual(drawn);
  for (const [options, message] of [[{ size: 4, finerSize: 4 }, 'finerSize of an image data set must be more than size, 4, not 4'], [{ finerSize: 0 }, 'finerSize of an image data set must be a positive number of pixels'], [{ augment: 2 }, 'augment of an image data set must be a probability']] as const) {
    await expect(openImageDataset(root, options)).rejects.toThrow(message);
  }
});

test('flip mirrors about half of the examples, chosen by the address alone', async () => {
  await put('cat/a.png', gradient(4, 3));
  const plain = await openImageDataset(root);
  const flipped = await openImageDataset(root, { flip: true });
  const { values } = await plain.example(0, address);
  const mirror = Array.from({ length: 48 }, (_, i) => values[(Math.floor(i / 12) * 4 + 3 - (Math.floor(i / 3) % 4)) * 3 + (i % 3)]);
  let mirrored = 0;
  for (let sample = 0; sample < 200; sample++) {
    const drawn = await flipped.example(0, { ...address, sample });
    expect(await flipped.example(0, { ...address, sample })).toEqual(drawn);
    const isMirror = drawn.values[0] === mirror[0] && drawn.values[0] !== values[0];
    expect([...drawn.values]).toEqual(isMirror ? mirror : [...values]);
    mirrored += Number(isMirror);
  }
  expect(mirrored).toBeGreaterThan(70);
  expect(mirrored).toBeLessThan(130);
});

test('the two parts of a split share nothing, together are everything, and do not change when pictures are added', async () => {
  for (let i = 0; i < 60; i++) await put(`cat/${i}.png`, gradient(2, i));
  const part = async (name: 'train' | 'held-out') => (await openImageDataset(root, { split: { heldOut: 0.3, part: name } })).names;
  const [train, heldOut] = [await part('train'), await part('held-out')];
  expect([...train, ...heldOut].sort()).toEqual(Array.from({ length: 60 }, (_, i) => `cat/${i}.png`).sort());
  expect(heldOut.length).toBeGreaterThan(8);
  expect(heldOut.length).toBeLessThan(30);
  await put('cat/new.png', gradient(2, 1));
  expect((await part('held-out')).filter((name) => name !== 'cat/new.png')).toEqual(heldOut);
});

test('mixed sizes are cropped and resized, or refused when strict', async () => {
  await put('cat/a.png', gradient(4, 3));
  await put('cat/b.png', { width: 9, height: 6, channels: 1, data: new Uint8Array(54).fill(200) });
  const data = await openImageDataset(root);
  expect(data.size).toBe(4);
  expect(new Set((await data.example(1, address)).values)).toEqual(new Set([Math.fround(200 / 127.5 - 1)]));
  const strict = await openImageDataset(root, { strict: true });
  await strict.example(0, address);
  await expect(strict.example(1, address)).rejects.toThrow('9×6 pixels instead of 4×4');
});

test('without a size, pictures have the shorter edge of the first, but at most 32 pixels unless that edge is asked for or nothing may be adapted', async () => {
  await put('cat/a.png', gradient(64, 3));
  const sizeOf = async (options: ImageDatasetOptions) => {
    const { size, notes, close } = await openImageDataset(root, options);
    await close();
    return [size, notes];
  };
  expect(await sizeOf({})).toEqual([32, ['the shorter edge of the first picture is 64 pixels: without a size, pictures are resized to 32×32']]);
  for (const [options, size] of [[{ size: 48 }, 48], [{ size: 'first' }, 64], [{ strict: true }, 64]] as const) expect(await sizeOf(options)).toEqual([size, []]);
  await put('cat/a.png', gradient(31, 3));
  expect(await sizeOf({})).toEqual([31, []]);
});

test('an error for an unreadable picture names the file and the reason, and the others are still read', async () => {
  const whole = encodePng(gradient(16, 0));
  await put('cat/a.png', gradient(16, 3));
  const broken: Record<string, [Uint8Array, RegExp]> = {
    'cat/empty.png': [new Uint8Array(0), /zero bytes/],
    'cat/text.png': [Buffer.from('hello, world, I am text'), /not a picture/],
    'cat/header.png': [whole.slice(0, 30), /damaged or truncated PNG/],
    'cat/short.png': [whole.slice(0, whole.length - 40), /damaged or truncated PNG/],
    'cat/flipped.png': [whole.map((byte, i) => (i === whole.length - 30 ? byte ^ 255 : byte)), /damaged or truncated PNG/],
  };
  for (const [name, [bytes]] of Object.entries(broken)) await writeFile(path.join(root, name), bytes);
  const data = await openImageDataset(root);
  data.prefetch?.(data.names.map((_, index) => index));
  for (const [name, [, reason]] of Object.entries(broken)) {
    const failure = await data.example(data.names.indexOf(name), address).catch((error: unknown) => error);
    expect(failure).toBeInstanceOf(UnreadableExampleError);
    expect((failure as Error).message).toContain(path.join(root, name));
    expect((failure as Error).message).toMatch(reason);
  }
  await data.example(0, address);
});

test('transparent pixels are blended over the background', async () => {
  const image = new PNG({ width: 1, height: 1 });
  image.data = Buffer.from([255, 0, 0, 51]);
  await writeFile(path.join(root, 'cat/a.png'), PNG.sync.write(image));
  const sample = async (background?: [number, number, number]) =>
    Array.from((await (await openImageDataset(root, { background })).example(0, address)).values, (value) => Math.round((value + 1) * 127.5));
  expect(await sample()).toEqual([255, 204, 204]);
  expect(await sample([0, 0, 100])).toEqual([51, 0, 80]);
});

test('an error names the path closest to a missing one, and for an empty folder what was looked for', async () => {
  await put('cat/a.png', gradient(4, 3));
  await expect(openImageDataset(path.join(root, 'cats'))).rejects.toThrow(`did you mean '${path.join(root, 'cat')}'?`);
  await expect(openImageDataset(path.join(root, 'no', 'such'))).rejects.toThrow('does not exist either');
  await expect(openImageDataset(path.join(root, 'dog'))).rejects.toThrow(/dog' holds no pictures; looked for \.png, \.jpg, \.jpeg, \.jfif, \.jpe, \.webp, /);
  await expect(openImageDataset(root, { size: 0 })).rejects.toThrow("size of an image data set must be a positive number of pixels or 'first', not 0");
  const data = await openImageDataset(root);
  await expect(data.example(1, address)).rejects.toThrow('example 1 of a data set of 1');
});
