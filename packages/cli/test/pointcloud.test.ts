import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { PNG } from 'pngjs';
import { writePng } from '@inrflow/image/node';
import { temporaryFolder } from '@testing/temporaryFolder';
import { inrflow, lastLine } from './support/command.js';

jest.setTimeout(300_000);
const inFolder = temporaryFolder('file');

/** A box as an OBJ file. */
function box(width: number, height: number, depth: number): string {
  const corners = [0, 1, 2, 3, 4, 5, 6, 7].map((i) => `v ${i & 1 ? width : 0} ${i & 2 ? height : 0} ${i & 4 ? depth : 0}`);
  const faces = ['1 3 4 2', '5 6 8 7', '1 2 6 5', '3 7 8 4', '1 5 7 3', '2 4 8 6'].map((face) => `f ${face}`);
  return [...corners, ...faces].join('\n');
}

const TINY = ['--points', '32', '--batch-size', '2', '--threads', '1', '--set', 'model.width=8', 'model.heads=2', 'model.blocks=1', 'model.latents=4', 'sampling.steps=2'];
const train = (...args: string[]) => inrflow(['train', '--modality', 'pointcloud', '--data', inFolder('boxes'), ...args, ...TINY]);

beforeAll(async () => {
  for (const [name, height] of [['flat', 0.2], ['tall', 3]] as const) {
    await mkdir(inFolder('boxes', name), { recursive: true });
    for (let i = 0; i < 3; i++) await writeFile(inFolder('boxes', name, `${i}.obj`), box(1, height, 1 + 0.1 * i));
  }
  await writeFile(inFolder('boxes', 'flat', 'broken.obj'), 'v 0 0 0\n');
});

test('train: meshes become clouds, one that is none is skipped and counted, previews are drawn', async () => {
  const { code, out, error } = await train('--run', inFolder('run'), '--steps', '5');
  expect([code, out]).toEqual([0, expect.stringMatching(/^trained 5 steps in /)]);
  expect(error).toMatch(/7 clouds of 32 points, 2 classes/);
  expect(error).toMatch(/warning: skipped, .*broken\.obj.*/);
  expect(error).toMatch(/warning: 1 cloud could not be read and was skipped/);
  expect((await readFile(inFolder('run', 'report.html'), 'utf8'))).toContain('7 of 32 points');
  expect(await readdir(inFolder('run', 'previews'))).toEqual(['step-0000005.png']);
});

test('sample: the same cloud whatever the batch and chunk, any number of points, files that a reader takes', async () => {
  const sample = (...args: string[]) => inrflow(['sample', '--checkpoint', inFolder('run', 'weights.safetensors'), '--threads', '1', ...args]);
  const made = [await sample('--count', '2', '--points', '100', '--out', inFolder('a')), await sample('--count', '1', '--points', '100', '--batch', '1', '--chunk', '7', '--out', inFolder('b'))];
  expect(made.map(({ code, error }) => [code, error])).toEqual([[0, ''], [0, '']]);
  expect(made[0].out).toMatch(/^4 samples of 100 points in /);
  expect((await readdir(inFolder('a'))).sort()).toEqual(['flat-000.ply', 'flat-001.ply', 'tall-000.ply', 'tall-001.ply']);
  const ply = await readFile(inFolder('a', 'flat-000.ply'));
  expect(ply.toString('latin1')).toContain('element vertex 100');
  expect(Buffer.compare(ply, await readFile(inFolder('b', 'flat-000.ply')))).toBe(0);
  expect((await sample('--count', '1', '--class', 'tall', '--out', inFolder('one.xyz'))).code).toBe(0);
  expect((await readFile(inFolder('one.xyz'), 'utf8')).trim().split('\n')).toHaveLength(32);
  expect((await sample('--count', '2', '--out', inFolder('sheet.png'))).code).toBe(0);
  expect(PNG.sync.read(await readFile(inFolder('sheet.png'))).width).toBe(2 + 2 * 130);
  expect((await sample('--count', '1', '--out', inFolder('page.html'))).code).toBe(0);
  expect(await readFile(inFolder('page.html'), 'utf8')).toMatch(/^<!doctype html>[^]*flat 0[^]*tall 0/i);
  expect(lastLine(await sample('--size', '64'))).toBe('inrflow: --size is for pictures: this model makes clouds');
  expect(lastLine(await sample('--format', 'png', '--out', inFolder('c')))).toMatch(/'png' is invalid\. clouds are written as: expected 'ply', 'xyz', 'npy'/);
  expect(lastLine(await sample('--points', '1000000000000', '--out', inFolder('c')))).toMatch(/^inrflow: --points 1000000000000: needs about .*; up to --points \d+ fits/);
});

test('evaluate: a model against its data, a folder against a folder, and what does not fit', async () => {
  const evaluate = (...args: string[]) => inrflow(['evaluate', ...args, '--threads', '1']);
  const { code, out } = await evaluate(inFolder('a'), '--reference', inFolder('a'), '--points', '100', '--emd-points', '50', '--out', inFolder('scores.json'));
  expect(code).toBe(0);
  // A set against itself: no distance, all covered; each cloud's nearest neighbour is its twin of the other set.
  expect(out).toMatch(/CD, 100 points +0\.000 +100\.0 % +0\.0 %/);
  expect(out).toMatch(/EMD, 50 points +0\.000 +100\.0 % +0\.0 %/);
  const scores = JSON.parse(await readFile(inFolder('scores.json'), 'utf8')) as { scores: { protocol: { distance: string } }[] };
  expect(scores.scores.map(({ protocol }) => protocol.distance)).toEqual(['CD', 'EMD']);
  for (const name of ['flat', 'tall']) {
    await mkdir(inFolder('good', name), { recursive: true });
    for (const i of [0, 1, 2]) await writeFile(inFolder('good', name, `${i}.obj`), box(1, name === 'flat' ? 0.2 : 3, 1 + i));
  }
  const ofModel = await evaluate(inFolder('run', 'weights.safetensors'), '--reference', inFolder('good'), '--emd-points', '16');
  expect([ofModel.code, ofModel.out]).toEqual([0, expect.stringMatching(/^6 of .*weights\.safetensors, against all clouds of .*\nCD, 32 points|distance/)]);
  expect(lastLine(await evaluate(inFolder('a')))).toMatch(/evaluate of files needs the clouds to compare with: --reference PATH/);
  expect(lastLine(await evaluate(inFolder('a'), '--reference', inFolder('good'), '--points', '20'))).toMatch(/holds 4 clouds and '.*good' 6: scores need as many of both; give --count 4$/);
  expect((await evaluate(inFolder('a'), '--reference', inFolder('good'), '--points', '20', '--count', '4')).code).toBe(0);
  expect(lastLine(await evaluate(inFolder('nothing'), '--reference', inFolder('good')))).toMatch(/nothing: there is no such file or folder/);
});

test('info and export', async () => {
  const { code, out } = await inrflow(['info', inFolder('run', 'weights.safetensors')]);
  expect(code).toBe(0);
  for (const part of ['clouds of 32 points', '2: flat, tall', '7 clouds', 'perceiver encoder', 'FLOP per cloud of 32 points']) expect(out).toContain(part);
  const exported = await inrflow(['export', '--checkpoint', inFolder('run', 'weights.safetensors'), '--out', inFolder('onnx')]);
  expect([exported.code, exported.error]).toEqual([0, '']);
  expect((await readdir(inFolder('onnx'))).sort()).toEqual(['decoder.onnx', 'encoder.onnx', 'model.json']);
});

test('the spatial encoder trains too, and says why it has no ONNX form', async () => {
  expect((await train('--run', inFolder('spatial'), '--steps', '2', '--set', 'model.encoder=spatial')).code).toBe(0);
  expect(lastLine(await inrflow(['export', '--checkpoint', inFolder('spatial', 'weights.safetensors'), '--out', inFolder('never')]))).toMatch(/reassigns its pairs at each step/);
  await expect(readdir(path.join(inFolder('never')))).rejects.toThrow('ENOENT');
});

test('views: clouds learn from what examples look like, and are made of a picture', async () => {
  expect((await train('--run', inFolder('views'), '--steps', '6', '--learning-rate', '0.02', '--set', 'training.warmUpSteps=0', 'data.views=axes', 'data.viewSize=16', 'data.normalization=unit-sphere', 'sampling.guidance=2')).code).toBe(0);
  const checkpoint = inFolder('views', 'weights.safetensors');
  const sample = (...args: string[]) => inrflow(['sample', '--checkpoint', checkpoint, '--threads', '1', '--count', '1', '--class', 'tall', ...args]);
  // Gates start closed: a few large steps open them.
  await writePng(inFolder('photo.png'), { width: 20, height: 30, channels: 3, data: new Uint8Array(1800).fill(90) });
  expect((await sample('--image', inFolder('photo.png'), '--out', inFolder('of.xyz'))).code).toBe(0);
  expect((await sample('--image', inFolder('photo.png'), '--view', '-x', '--out', inFolder('side.xyz'))).code).toBe(0);
  expect((await sample('--out', inFolder('without.xyz'))).code).toBe(0);
  expect(await readFile(inFolder('of.xyz'), 'utf8')).not.toBe(await readFile(inFolder('without.xyz'), 'utf8'));
  expect(await readFile(inFolder('of.xyz'), 'utf8')).not.toBe(await readFile(inFolder('side.xyz'), 'utf8'));
  expect((await inrflow(['info', checkpoint])).code).toBe(0);
  expect(lastLine(await sample('--image', inFolder('nothing.png')))).toMatch(/^inrflow: --image .*nothing\.png: .*it is not there$/);
  expect(lastLine(await sample('--image', inFolder('boxes', 'tall', '0.obj')))).toMatch(/^inrflow: --image .*0\.obj: not a picture/);
  expect(lastLine(await inrflow(['sample', '--checkpoint', inFolder('run', 'weights.safetensors'), '--image', inFolder('photo.png')]))).toMatch(/trained without pictures/);
  expect(lastLine(await sample('--image', inFolder('photo.png'), '--view', 'front'))).toMatch(/--view is 'front': expected '\+x'/);
  const missing = await train('--run', inFolder('missing'), '--steps', '1', '--set', 'data.views=axes', `data.featureNetwork=${inFolder('dino.onnx')}`);
  expect([missing.code, lastLine(missing)]).toEqual([1, expect.stringMatching(/feature network '.*dino\.onnx': there is no such file$/)]);
});

test('evaluate --loss: a row for each bin of time, and differences from another model example by example', async () => {
  const own = await inrflow(['evaluate', inFolder('run', 'weights.safetensors'), '--loss', '--against', inFolder('run', 'training.safetensors'), '--count', '3', '--threads', '1', '--out', inFolder('losses.json')]);
  expect([own.code, own.out]).toEqual([0, expect.stringMatching(/^loss of .*weights\.safetensors and of .*training\.safetensors, against 3 all clouds of .*\ntime +loss +± +difference +±\n0 to 0\.1 +[\d.]+ +[\d.]+ +0\.000 +0\.0\n/)]);
  expect(own.out.split('\n')).toHaveLength(14);
  expect((JSON.parse(await readFile(inFolder('losses.json'), 'utf8')) as { scores: { byTime: { time: number }[] } }).scores.byTime.map(({ time }) => time)[0]).toBe(0.05);
  expect(lastLine(await inrflow(['evaluate', inFolder('run', 'weights.safetensors'), '--against', 'emoji']))).toBe('inrflow: --against compares losses: give --loss too');
  expect(lastLine(await inrflow(['evaluate', inFolder('run', 'weights.safetensors'), '--loss', '--part', 'held-out']))).toMatch(/^inrflow: --part held-out: training held nothing out/);
});
