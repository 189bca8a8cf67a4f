import { execFileSync } from 'node:child_process';
import { writeFile } from 'node:fs/promises';
import { UnreadableExampleError } from '@inrflow/core';
import { encodeNpy, inPart } from '@inrflow/core/node';
import { zipSync } from 'fflate';
import { temporaryFolder } from '@testing/temporaryFolder';
import { cloudMoments } from '../clouds/moments.js';
import { unplace } from '../clouds/placement.js';
import { address, rowsOf, writeTree } from '../testing/dataset.js';
import { objOf, offOf, plyOf, stlOf } from '../testing/encode.js';
import { box, sphere } from '../testing/shapes.js';
import { encodePly } from '../writers/ply.js';
import { openPointCloudDataset } from './openPointCloudDataset.js';

const inFolder = temporaryFolder();
const ball = sphere(20, 30, 3);
const cloud = (count: number, shift = 0) => Float32Array.from({ length: 3 * count }, (_, i) => ((i * 37) % 101) / 10 + shift);
const files = {
  'box/1.obj': objOf(box(1, 2, 4)), 'box/2.PLY': plyOf(box(2, 2, 2), 'binary_big_endian'), 'box/deep/3.stl': stlOf(box(1, 1, 3), 'binary'),
  'ball/1.off': offOf(ball), 'ball/cloud.ply': encodePly(cloud(300)), 'ball/1.mtl': 'newmtl a', '.hidden/a.obj': 'x', 'readme.md': 'x',
};

test('a folder of class folders: names, classes, points on the normalized surfaces, an empty coordinate', async () => {
  await writeTree(inFolder('tree'), files);
  const data = await openPointCloudDataset(inFolder('tree'), { points: 200 });
  expect([data.classes, data.names]).toEqual([['ball', 'box'], ['ball/1.off', 'ball/cloud.ply', 'box/1.obj', 'box/2.PLY', 'box/deep/3.stl']]);
  const { points, coordinates, values, label } = await data.example(2, address);
  expect([points, coordinates.length, values.length, label]).toEqual([200, 0, 600, 1]);
  // 1 × 2 × 4 with the longest side in [−1, 1]: the sides lie at ±1/4, ±1/2, ±1.
  expect(rowsOf(values).filter((p) => !p.some((x, k) => Math.abs(Math.abs(x) - [0.25, 0.5, 1][k]) < 1e-5))).toEqual([]);
  expect(await data.placementOf(2)).toEqual({ offset: [0.5, 1, 2], scale: 2 });
  expect(rowsOf((await data.example(0, address)).values).filter((p) => Math.abs(Math.hypot(...p) - 1) > 0.02)).toEqual([]);
  const shape = await data.shape(2);
  expect(shape.kind === 'mesh' && cloudMoments(shape.mesh.vertices)).toMatchObject({ low: [-0.25, -0.5, -1], high: [0.25, 0.5, 1] });
  expect((await data.shape(1)).kind).toBe('cloud');
  expect(data.items).toBeUndefined();
});

test('equal addresses give equal examples and other addresses other points, even without a cache', async () => {
  await writeTree(inFolder('tree'), files);
  const options = { points: 64, augmentation: { rotation: 'y', scale: [0.9, 1.1], jitter: 0.01 } } as const;
  const [kept, fresh] = [await openPointCloudDataset(inFolder('tree'), options), await openPointCloudDataset(inFolder('tree'), { ...options, cacheBytes: 0 })];
  kept.prefetch?.([0, 1, 2, 3, 4]);
  for (let i = 0; i < kept.length; i++) {
    const example = await kept.example(i, address);
    expect(await fresh.example(i, address)).toEqual(example);
    expect((await kept.example(i, { ...address, step: 1 })).values).not.toEqual(example.values);
  }
});

test.each([['as it is', ''], ['wrapped in a folder', 'shapes/']])('a zip of a tree, %s, equals the folder', async (_, prefix) => {
  await writeTree(inFolder('tree'), files);
  await writeFile(inFolder('tree.zip'), zipSync(Object.fromEntries(Object.entries(files).map(([name, bytes]) => [prefix + name, Buffer.from(bytes)]))));
  for (const options of [{ points: 10 }, { points: 10, labels: 'none', normalization: 'unit-sphere', split: { heldOut: 0.5, part: 'train' } }] as const) {
    const [folder, zip] = [await openPointCloudDataset(inFolder('tree'), options), await openPointCloudDataset(inFolder('tree.zip'), options)];
    expect([zip.names, zip.classes]).toEqual([folder.names, folder.classes]);
    for (let i = 0; i < folder.length; i++) expect(await zip.example(i, address)).toEqual(await folder.example(i, address));
    await zip.close?.();
  }
});

test("PointFlow's layout of ShapeNet: its parts, and names for its numbers", async () => {
  const synset = (name: string, shift: number) => Object.fromEntries(['train/a', 'train/b', 'val/c', 'test/d'].map((file, i) => [`${name}/${file}.npy`, encodeNpy([50, 3], cloud(50, shift + i))]));
  await writeTree(inFolder('shapenet'), { ...synset('02691156', 0), ...synset('03001627', 5), ...synset('99999999', 9) });
  const open = (split?: Parameters<typeof openPointCloudDataset>[1] extends infer O ? O extends { split?: infer S } ? S : never : never) => openPointCloudDataset(inFolder('shapenet'), { points: 20, split, normalization: 'dataset' });
  const train = await open();
  expect(train.classes).toEqual(['airplane', 'chair', '99999999']);
  expect(train.names).toEqual(['02691156', '03001627', '99999999'].flatMap((name) => [`${name}/train/a.npy`, `${name}/train/b.npy`]));
  expect((await train.example(2, address)).label).toBe(1);
  expect((await open({ part: 'held-out' })).names).toEqual(['02691156/val/c.npy', '03001627/val/c.npy', '99999999/val/c.npy']);
  const test = await open({ part: 'test' });
  expect(test.length).toBe(3);
  // The mean and deviation are those of the training part's whole clouds, and stay the same when they are passed back.
  expect(test.placement).toEqual(train.placement);
  const all = Float32Array.from([0, 1, 5, 6, 9, 10].flatMap((shift) => [...cloud(50, shift)]));
  const { mean, square } = cloudMoments(all);
  mean.forEach((x, k) => expect(train.placement!.offset[k]).toBeCloseTo(x, 4));
  expect(train.placement!.scale ** 2).toBeCloseTo(mean.reduce((sum, x, k) => sum + square[k] - x * x, 0) / 3, 3);
  const again = await openPointCloudDataset(inFolder('shapenet'), { points: 20, normalization: train.placement });
  expect(await again.example(0, address)).toEqual(await train.example(0, address));
  const drawn = rowsOf(unplace((await train.example(0, address)).values, train.placement!));
  expect(drawn.filter((p) => !rowsOf(cloud(50)).some((q) => q.every((x, k) => Math.abs(x - p[k]) < 1e-4)))).toEqual([]);
});

test('a split by hash follows the names alone; by folders at the top there are no classes', async () => {
  const names = Array.from({ length: 40 }, (_, i) => `${i}.xyz`);
  await writeTree(inFolder('flat'), Object.fromEntries(names.map((name) => [name, '0 0 0\n1 1 1\n'])));
  const held = await openPointCloudDataset(inFolder('flat'), { points: 2, split: { heldOut: 0.3, part: 'held-out' } });
  expect([...held.names].sort()).toEqual(names.filter((name) => inPart(name, { heldOut: 0.3, part: 'held-out' })).sort());
  await expect(openPointCloudDataset(inFolder('flat'), { split: { part: 'val' } })).rejects.toThrow("has no folders 'train', 'val' and 'test'");
  await writeTree(inFolder('parts'), { 'train/a.xyz': '0 0 0', 'test/b.xyz': '0 0 0' });
  const parts = await openPointCloudDataset(inFolder('parts'));
  expect([parts.names, parts.classes]).toEqual([['train/a.xyz'], []]);
  await expect(openPointCloudDataset(inFolder('parts'), { split: { part: 'val' } })).rejects.toThrow("has no folder 'val'; it has 'train' and 'test'");
});

test('one array of clouds, with labels', async () => {
  const numbers = Float32Array.from([0, 1, 2].flatMap((shift) => [...cloud(30, shift)]));
  await writeFile(inFolder('a.npz'), zipSync({ 'points.npy': encodeNpy([3, 30, 3], numbers), 'labels.npy': encodeNpy([3], Float32Array.of(1, 0, 2)) }));
  const data = await openPointCloudDataset(inFolder('a.npz'), { points: 30, normalization: 'none' });
  expect([data.length, data.classes, (await data.example(0, address)).label]).toEqual([3, ['0', '1', '2'], 1]);
  expect(rowsOf((await data.example(1, address)).values).sort()).toEqual(rowsOf(cloud(30, 1)).sort());
  await writeFile(inFolder('b.npy'), encodeNpy([90, 3], numbers));
  await expect(openPointCloudDataset(inFolder('b.npy'))).rejects.toThrow("b.npy': its shape is [90, 3]; expected [clouds, points, 3]");
});

test('z up is turned to y up', async () => {
  await writeTree(inFolder('tree'), { 'a.obj': objOf(box(1, 2, 4)) });
  const shape = await (await openPointCloudDataset(inFolder('tree'), { upAxis: 'z' })).shape(0);
  expect(shape.kind === 'mesh' && cloudMoments(shape.mesh.vertices).high).toEqual([0.25, 1, 0.5]);
});

test.each([
  ['no faces', 'a.obj', 'v 1 2 3', 'it has 1 points, but 3 are asked for'],
  ['no area', 'a.obj', 'v 0 0 0\nv 1 1 1\nv 2 2 2\nf 1 2 3', 'its 1 triangles have no area'],
  ['NaN', 'a.xyz', '1 2 Infinity', 'it has 0 points, but 3 are asked for'],
  ['NaN at a corner', 'a.obj', 'v nan 0 0\nv 1 1 1\nv 2 2 0\nf 1 2 3', 'vertex 0 lies at NaN, 0, 0; expected finite numbers'],
  ['too few points', 'a.xyz', '1 2 3\n4 5 6', 'it has 2 points, but 3 are asked for'],
  ['one place', 'a.xyz', '1 2 3\n1 2 3\n1 2 3', 'its points are all the same'],
  ['other contents', 'a.ply', 'solid', "it does not start with 'ply'"],
  ['too large', 'a.off', `OFF${' '.repeat(3000)}`, 'the file has 0.0 MB, more than maxFileBytes allows (0.0 MB)'],
  ['nothing', 'a.glb', '', 'the file has zero bytes'],
  ['a buffer elsewhere', 'a.gltf', JSON.stringify({ asset: { version: '2.0' }, buffers: [{ uri: '../../x.bin', byteLength: 4 }] }), 'which lies outside the data set'],
])('%s: an unreadable example that names file and reason; the others are read', async (_, name, bytes, reason) => {
  await writeTree(inFolder('tree'), { [name]: bytes, 'good.obj': objOf(box(1, 1, 1)) });
  const data = await openPointCloudDataset(inFolder('tree'), { points: 3, maxFileBytes: 2000 });
  const failure = await data.example(0, address).catch((error: unknown) => error);
  expect(failure).toBeInstanceOf(UnreadableExampleError);
  expect((failure as Error).message).toContain(`cannot read shape '${inFolder('tree', name)}': `);
  expect((failure as Error).message).toContain(reason);
  await data.example(1, address);
});

test('strict refuses triangles without area, and a mean that would leave a shape out', async () => {
  await writeTree(inFolder('tree'), { 'a.off': offOf(ball), 'b.obj': objOf(box(1, 1, 1)) });
  await expect((await openPointCloudDataset(inFolder('tree'), { strict: true })).example(0, address)).rejects.toThrow('60 of its 1200 triangles have no area');
  await writeTree(inFolder('tree'), { 'a.off': 'x' });
  expect((await openPointCloudDataset(inFolder('tree'), { normalization: 'dataset' })).placement!.offset).toEqual([0.5, 0.5, 0.5].map((x) => expect.closeTo(x, 6)));
  await expect(openPointCloudDataset(inFolder('tree'), { normalization: 'dataset', strict: true })).rejects.toThrow('not an OFF file');
});

test('an error for anything else says what is expected, or suggests the file that was meant', async () => {
  await writeTree(inFolder(), { 'tree/a.obj': 'x', 'notes.md': 'x', 'mixed/a.obj': 'x', 'mixed/b/c.obj': 'x', 'empty/readme.md': 'x' });
  await expect(openPointCloudDataset(inFolder('tre'))).rejects.toThrow(`did you mean '${inFolder('tree')}'?`);
  await expect(openPointCloudDataset(inFolder('no', 'where'))).rejects.toThrow('does not exist either');
  await expect(openPointCloudDataset(inFolder('tree', 'a.obj'))).rejects.toThrow(`is a single shape: give its folder, '${inFolder('tree')}'`);
  await expect(openPointCloudDataset(inFolder('notes.md'))).rejects.toThrow("expected a folder, a .zip, .tar or .tar.gz of one, Sweet Home 3D's .sh3f");
  await expect(openPointCloudDataset(inFolder('mixed'))).rejects.toThrow("has shapes in class folders, but 'a.obj' beside them");
  expect((await openPointCloudDataset(inFolder('mixed'), { labels: 'none' })).length).toBe(2);
  await expect(openPointCloudDataset(inFolder('empty'))).rejects.toThrow("empty' holds no shapes; looked for .obj, .ply");
  await writeFile(inFolder('x.zip'), 'PK');
  await expect(openPointCloudDataset(inFolder('x.zip'))).rejects.toThrow(`cannot read zip archive '${inFolder('x.zip')}'`);
});

test.each([
  [{ points: 0 }, 'points of a point-cloud data set must be a positive integer, not 0'],
  [{ normalization: 'box' }, "normalization of a point-cloud data set must be 'unit-box', 'unit-sphere', 'unit-deviation', 'dataset' or 'none', not \"box\""],
  [{ normalization: { offset: [0, 0, 0], scale: 0 } }, 'an offset of three numbers and a positive scale'],
  [{ augmentation: { rotation: 'w' } }, "augmentation.rotation of a point-cloud data set must be 'x', 'y' or 'z'"],
  [{ augmentation: { scale: [2, 1] } }, 'two positive numbers, the lower first'],
  [{ split: { part: 'train', heldOut: 1 } }, 'a fraction between 0 and 1'],
  [{ maxFileBytes: 0 }, 'a positive number of bytes'],
])('option %j is refused', async (options, reason) => {
  await expect(openPointCloudDataset('x', options as object)).rejects.toThrow(reason);
});

test('surveys far from the origin keep their millimetres under every normalization, and can be placed back', async () => {
  const [x, y] = [460_000, 5_630_000];
  const rows = Array.from({ length: 60 }, (_, i) => [x + (i % 7) / 1000, y + (i % 11) / 1000, 100 + i / 1000]);
  await writeTree(inFolder('far'), { 'a.xyz': rows.map((row) => row.map((value) => value.toFixed(3)).join(' ')).join('\n'), 'b.xyz': rows.map(([a, b, c]) => `${(a + 2).toFixed(3)} ${b.toFixed(3)} ${c.toFixed(3)}`).join('\n') });
  for (const normalization of ['unit-box', 'unit-sphere', 'unit-deviation', 'dataset'] as const) {
    const data = await openPointCloudDataset(inFolder('far'), { points: 60, normalization });
    const { values } = await data.example(0, address);
    const { offset, scale } = await data.placementOf(0);
    const back = rowsOf(values).map((row) => row.map((value, k) => value * scale + offset[k]));
    const nearest = (row: number[]) => Math.min(...rows.map((other) => Math.hypot(...other.map((value, k) => value - row[k]))));
    for (const row of back) expect(nearest(row)).toBeLessThan(normalization === 'dataset' ? 1e-6 : 1e-8);
    expect(new Set(values).size).toBeGreaterThan(60);
  }
});

test('a tar archive, gzipped or not, equals the folder; what is left out is reported', async () => {
  await writeTree(inFolder('shapes'), { 'chairs/one.obj': objOf(box(1, 2, 3)), 'chairs/two.ply': plyOf(box(2, 2, 3), 'ascii'), 'tables/three.obj': objOf(box(3, 2, 3)), 'tables/four.fbx': 'x', 'readme.txt': 'made by hand' });
  for (const [name, flags] of [['a.tar', 'cf'], ['b.tar.gz', 'czf'], ['c.tgz', 'czf']]) execFileSync('tar', [flags, inFolder(name), '-C', inFolder('shapes'), '.']);
  const folder = await openPointCloudDataset(inFolder('shapes'), { points: 3 });
  expect(folder.notes).toEqual(['1 file that looks like shapes was left out: 1 FBX; .obj, .ply, .stl, .off, .glb, .gltf, .pcd, .xyz, .txt, .pts, .asc, .csv, .las, .npy, .npz are read']);
  for (const name of ['a.tar', 'b.tar.gz', 'c.tgz']) {
    const archive = await openPointCloudDataset(inFolder(name), { points: 3 });
    expect([archive.names, archive.classes]).toEqual([folder.names, folder.classes]);
    expect(await archive.example(2, address)).toEqual(await folder.example(2, address));
    expect(await archive.fingerprint!()).toBe(await folder.fingerprint!());
    await archive.close?.();
  }
});
