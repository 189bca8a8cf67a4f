import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { after, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { logitNormal, normalValues, solvers, TIME_EDGES } from '@inrflow/core';
import { writePng } from '@inrflow/image/node';
import { copies, gaussians, memorization } from './alternatives.mjs';
import { ARMS, configOf, stepsOf } from './arms.mjs';
import { EXPERIMENTS } from './experiments.mjs';
import { speckle } from './pictures.mjs';
import { trainedWeight } from './repeated.mjs';
import { byExample, interval, verdict } from './statistics.mjs';
import { remarksOn, table } from './report.mjs';

const here = path.dirname(fileURLToPath(import.meta.url));
const folder = mkdtempSync(path.join(tmpdir(), 'inrflow-reproduction-'));
after(() => rmSync(folder, { recursive: true, force: true }));

const reproduce = (...args) => {
  const { status, stdout, stderr } = spawnSync(process.execPath, [path.join(here, 'reproduce.mjs'), ...args], { encoding: 'utf8' });
  return { status, stdout, stderr: stderr.trim().split('\n').at(-1) };
};

test('arms differ from the base in what they say, and get equal compute unless they say otherwise', () => {
  const options = { size: 32, pictures: { google: 'g', twitter: 't' } };
  const base = configOf('base', options);
  for (const [name, { model, training, data: { finer, ...data } = {}, alone, set, enlarged = 1 }] of Object.entries(ARMS)) {
    const config = configOf(name, options);
    assert.deepEqual(config.model, { ...(!alone && base.model), ...model });
    assert.deepEqual(config.training, { ...(alone ? { seed: 1, checkpointEvery: 200, previewEvery: 0, weights: 'float32' } : base.training), ...training });
    assert.deepEqual(config.sampling, base.sampling);
    assert.deepEqual(config.data, { path: set === 'twitter' ? 't' : 'g', size: 32 * enlarged, ...data, ...(finer && { finerSize: 64 * enlarged }) });
    assert.equal(config.training.seed, base.training.seed);
  }
  assert.equal(stepsOf('linear', { flops: 2e9, budget: 1e12, baseSteps: 7 }), 500);
  assert.equal(stepsOf('a quarter of the compute', { flops: 2e9, budget: 1e12, baseSteps: 7 }), 125);
  assert.equal(stepsOf('all points decoded', { flops: 2e9, budget: 1e12, baseSteps: 7 }), 7);
});

test('tables and remarks', () => {
  assert.equal(table(['a', 'b'], [['1|2', 3]]), '| a | b |\n| --- | --- |\n| 1\\|2 | 3 |');
  assert.equal(remarksOn('two', '# x\n\n## one\n\nA.\n\n## two\n\nB.\n'), 'B.');
  assert.equal(remarksOn('three', '## one\n\nA.\n'), '');
});

test('intervals hold the mean as often as they say, and tell what is different from what is not', () => {
  // Seeds that differ by 0.1 and pictures by 1: the mean of 3 × 40 of them.
  const runs = (of, shift) => Array.from({ length: 3 }, (_, seed) => {
    const own = normalValues({ seed: of, stream: `run ${seed}` }, 1)[0];
    return Array.from(normalValues({ seed: of, stream: `pictures ${seed}` }, 40), (z) => shift + 0.1 * own + z);
  });
  const held = Array.from({ length: 60 }, (_, of) => interval(runs(of, 5), 400)).filter(({ low, high }) => low <= 5 && 5 <= high).length;
  assert.ok(held >= 50, `${held} of 60`);
  assert.equal(verdict(interval(runs(1, 2))), 'higher');
  assert.equal(verdict(interval(runs(1, -2))), 'lower');
  assert.equal(verdict(interval([[1, -1, 1, -1], [-1, 1, -1, 1]])), 'undecided');
});

test('losses are means over times by weight, and the weights of the bins are those of the logit-normal distribution', () => {
  const losses = [{ example: 7, time: 0.1, loss: 1 }, { example: 7, time: 0.9, loss: 4 }, { example: 3, time: 0.1, loss: 10 }];
  assert.deepEqual(byExample(losses, (time) => (time > 0.5 ? 2 : 1)), [10, 3]);
  const times = logitNormal().draw({ seed: 1, stream: 'times' }, 100_000);
  for (const [bin, from] of TIME_EDGES.slice(0, -1).entries()) {
    const share = times.filter((time) => time >= from && time < TIME_EDGES[bin + 1]).length / times.length;
    assert.ok(Math.abs(trainedWeight((from + TIME_EDGES[bin + 1]) / 2) - share) < 0.006, String(from));
  }
});

test('speckle is the standard deviation of what clipping to white leaves of it', async () => {
  const out = path.join(folder, 'speckled');
  mkdirSync(out);
  const noise = normalValues({ seed: 1, stream: 'speckle' }, 100 * 192);
  for (let i = 0; i < 100; i++) await writePng(path.join(out, `${i}.png`), { width: 8, height: 8, channels: 3, data: Uint8Array.from(noise.subarray(192 * i, 192 * (i + 1)), (z) => Math.min(255, Math.round(255 + 127.5 * 0.1 * z))) });
  assert.ok(Math.abs((await speckle(out)) - 0.1) < 0.01, String(await speckle(out)));
});

test('copies are known as such, and samples of Gaussians are not copies', async () => {
  const [all, classes] = [path.join(folder, 'all'), { cat: 3, 'cat-face': 3 }];
  mkdirSync(all);
  for (const label of Object.keys(classes)) for (let i = 0; i < 5; i++) await writePng(path.join(all, `${label}-${i}.png`), { width: 4, height: 4, channels: 3, data: Uint8Array.from({ length: 48 }, (_, k) => (37 * k * (i + 1) + label.length * 50) % 256) });
  const copied = await copies(all, path.join(folder, 'copies'), classes, 4);
  assert.deepEqual(await memorization(copied, all, Object.keys(classes)), { median: 0, copied: 1 });
  const many = await gaussians(all, path.join(folder, 'gaussians'), { cat: 400 }, 4);
  assert.equal(readdirSync(many).length, 400);
  const { median, copied: share } = await memorization(many, all, Object.keys(classes));
  assert.ok(median > 0.3 && share < 0.5, `${median} ${share}`);
});

test('every experiment runs from end to end, and what is done is not done again', { timeout: 1_800_000 }, () => {
  const args = ['image', '--short', '--threads', '1', '--folder', folder];
  const first = reproduce(...args);
  assert.equal(first.status, 0, first.stderr);
  assert.match(first.stdout, /training base: \d+ steps/);
  const report = readFileSync(path.join(folder, 'reproduction.md'), 'utf8');
  for (const arm of ['base', 'linear', 'perceiver', 'perceiver, second set', 'base, eight heads', 'linear, twice the edge', 'kmeans++', 'all points decoded', 'twice the width', 'the defaults', 'the previous defaults']) assert.ok(report.includes(`\n| ${arm} | 0.`), arm);
  assert.equal(report.match(/^## \d+\. /gm).length, Object.keys(EXPERIMENTS).length);
  for (const [, image] of report.matchAll(/\]\((images\/[^)]*)\)/g)) assert.ok(readFileSync(path.join(folder, image)).length > 300, image);
  for (const solver of Object.keys(solvers)) assert.match(report, new RegExp(`^\\| ${solver}(, tolerance \\S+)? \\| \\d+ \\| \\S`, 'm'));
  assert.match(report, /nsfwjs MobileNet-v2/);
  assert.ok(readFileSync(path.join(folder, 'images', 'reproduction-encoders.png')).length > 1000);
  const second = reproduce(...args);
  assert.equal(second.status, 0, second.stderr);
  assert.doesNotMatch(second.stdout, /training|sampling|scoring/);
  assert.equal(readFileSync(path.join(folder, 'reproduction.md'), 'utf8'), report);
});

const hasMpi = spawnSync('which', ['mpirun.mpich']).status === 0;
test('two processes share experiments, make everything once, and write the same report', { timeout: 1_800_000, skip: !hasMpi && 'mpirun.mpich is not installed' }, () => {
  const args = ['image', '--short', '--threads', '1', '--folder', folder, '--only', 'placements,decoded'];
  const alone = reproduce(...args);
  assert.equal(alone.status, 0, alone.stderr);
  const report = readFileSync(path.join(folder, 'reproduction.md'), 'utf8');
  // What is trained stays, for its times are in the report.
  rmSync(path.join(folder, 'samples'), { recursive: true });
  for (const name of readdirSync(path.join(folder, 'results'))) if (name.startsWith('score-')) rmSync(path.join(folder, 'results', name));
  const { status, stdout, stderr } = spawnSync('mpirun.mpich', ['-n', '2', process.execPath, path.join(here, 'reproduce.mjs'), ...args], { encoding: 'utf8' });
  assert.equal(status, 0, stderr);
  assert.equal(stdout.match(/^scoring base$/gm).length, 1);
  assert.equal(readFileSync(path.join(folder, 'reproduction.md'), 'utf8'), report);
});

test('what there is not is named', () => {
  assert.equal(reproduce('protein').stderr, "reproduce: there is nothing to reproduce of 'protein': expected image");
  assert.match(reproduce('image', '--only', 'encoder').stderr, /--only: there is no experiment 'encoder': expected encoders, /);
});
