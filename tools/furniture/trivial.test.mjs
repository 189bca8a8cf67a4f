import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { after, before, test } from 'node:test';
import { encodeNpy } from '@inrflow/core/node';
import { centralClouds, copies, meanDensities, openTraining, readReferences } from './trivial.mjs';

const POINTS = 16;
const options = { points: POINTS, heldOut: 0.3, seed: 0, threads: 1 };
let folder;

/** Points of a box with the longest side 2 and the two others as given; all eight corners are among them, so that it stays as it is in the unit box. */
function box(b, c) {
  const rows = Array.from({ length: 2 * POINTS }, (_, i) => [1, b, c].map((side, axis) => (i < 8 ? (i >> axis) % 2 : ((i * [7, 11, 13][axis]) % 32) / 31) * 2 * side - side));
  return Float32Array.from(rows.flat());
}

const sides = (cloud) => [0, 1, 2].map((axis) => cloud.reduce((most, x, i) => (i % 3 === axis ? Math.max(most, Math.abs(x)) : most), 0));

before(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'trivial-'));
  for (const [label, c] of [['flat', 0.1], ['tall', 0.9]]) {
    await mkdir(path.join(folder, label));
    // The widths of the boxes: most about 0.5.
    for (let i = 0; i < 12; i++) await writeFile(path.join(folder, label, `${i}.npy`), encodeNpy([2 * POINTS, 3], box(i === 0 ? 0.05 : 0.4 + 0.02 * i, c)));
  }
});
after(() => rm(folder, { recursive: true }));

test('references are the held-out clouds, and no training cloud is one of them', async () => {
  const references = await readReferences(folder, options);
  const training = await openTraining(folder, options);
  assert.ok(references.length >= 4);
  for (const label of ['flat', 'tall']) {
    const held = references.filter((each) => each.label === label);
    assert.ok(held.length > 0);
    assert.equal(held.length + training.membersOf(label).length, 12);
    assert.ok(held.every(({ cloud }) => cloud.length === 3 * POINTS && Math.abs(sides(cloud)[2] - (label === 'flat' ? 0.1 : 0.9)) < 0.05));
  }
  assert.throws(() => training.membersOf('round'), /has no training clouds of the class 'round'/);
  await training.close();
});

test('copies are training clouds of the class, none twice while there are others; jitter moves each coordinate by its deviation', async () => {
  const labels = [...Array(7).fill('flat'), 'tall'];
  const [plain, moved] = [await openTraining(folder, options), await openTraining(folder, { ...options, jitter: 0.05 })];
  const [clouds, shaken] = [await copies(plain, labels, options), await copies(moved, labels, options)];
  clouds.forEach((cloud, i) => assert.ok(Math.abs(sides(cloud)[2] - (i < 7 ? 0.1 : 0.9)) < 1e-6));
  // Points are multiples of their box's sides: the third coordinate tells classes, the second members.
  assert.equal(new Set(clouds.slice(0, 7).map((cloud) => cloud.filter((_, i) => i % 3 === 1).map(Math.abs).reduce((a, b) => Math.max(a, b), 0).toFixed(3))).size, 7);
  const moves = clouds.flatMap((cloud, i) => Array.from(cloud, (x, k) => shaken[i][k] - x));
  assert.ok(Math.abs(Math.sqrt(moves.reduce((sum, x) => sum + x * x, 0) / moves.length) - 0.05) < 0.006);
  await Promise.all([plain.close(), moved.close()]);
});

test('the mean density holds points of many clouds, the most central cloud those of one that is not the odd one out', async () => {
  const training = await openTraining(folder, options);
  const widths = (cloud) => new Set(Array.from(cloud).filter((_, i) => i % 3 === 1).map((y) => Math.abs(y)).sort((a, b) => b - a).slice(0, 4).map((y) => y.toFixed(3)));
  const [mean] = await meanDensities(training, ['tall'], options);
  assert.equal(mean.length, 3 * POINTS);
  assert.ok(widths(mean).size > 1);
  const [one, other] = await centralClouds(training, ['tall', 'tall'], options);
  assert.ok(sides(one)[1] > 0.4 && sides(other)[1] > 0.4);
  assert.notDeepEqual(one, other);
  await training.close();
});

test('the script prints a row of each baseline and distance, and writes the protocol', async () => {
  const script = path.join(import.meta.dirname, 'baselines.mjs');
  const run = (...more) => execFileSync(process.execPath, [script, '--data', folder, '--points', '16', '--emd-points', '8', '--held-out', '0.3', ...more], { encoding: 'utf8', stdio: 'pipe' });
  const text = run('--out', path.join(folder, 'scores.json'));
  assert.match(text, /most central cloud +EMD, 8 points/);
  assert.equal(text.trim().split('\n').length, 10);
  const { scores } = JSON.parse(await readFile(path.join(folder, 'scores.json'), 'utf8'));
  for (const each of Object.values(scores)) assert.equal(each[0].protocol.referenceFingerprint, Object.values(scores)[0][0].protocol.referenceFingerprint);
  assert.throws(() => run('--jitter', 'much'), /--jitter must be a positive number, not 'much'/);
});
