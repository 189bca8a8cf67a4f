import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import test from 'node:test';
import { fileURLToPath } from 'node:url';
import { MODELS, stepSeconds, stepTable } from './stepModel.mjs';

const docs = (file) => readFileSync(path.resolve(path.dirname(fileURLToPath(import.meta.url)), '../../docs', file), 'utf8');
const near = (found, expected, share, what) => assert.ok(Math.abs(found / expected - 1) < share, `${what}: ${found} instead of ${expected}`);

test('the tables of the guide are those of the model', () => {
  const text = docs('scale-out.md');
  for (const link of [{ bandwidth: 12.5e9, latency: 5e-6 }, { bandwidth: 1.25e8, latency: 1e-3 }]) assert.ok(text.includes(stepTable({ flops: 1e12, batch: 512, ...link })), JSON.stringify(link));
});

test('its sizes are those of the presets, whose page a test of its own holds against the code', () => {
  for (const [name, [parameters, flops]] of Object.entries(MODELS)) {
    const cells = docs('presets.md').split('\n').find((line) => line.startsWith(`| ${name} |`)).split('|').map((cell) => cell.trim());
    assert.deepEqual([Number(cells[2]) * 1e6, Number(cells.at(-2)) * 1e9], [parameters, flops]);
  }
});

test('an all-reduce over links that are simulated message by message takes as long', () => {
  // A ring: in each of 2 (n − 1) rounds every node sends a share of 1/n to the next, once what it hands on has come.
  const [bytes, bandwidth] = [58.5e6, 1.25e8];
  for (const nodes of [2, 4, 8]) {
    let ready = new Array(nodes).fill(0);
    for (let round = 0; round < 2 * (nodes - 1); round++) ready = ready.map((_, i) => Math.max(ready[i], ready[(i + nodes - 1) % nodes]) + bytes / nodes / bandwidth);
    near(stepSeconds([bytes / 4, 0], nodes, { flops: 1, bandwidth, latency: 0, batch: nodes }).communication, Math.max(...ready), 1e-9, `${nodes} nodes`);
  }
});

test('what was measured between hosts, as the guide reports it, is what the model says', () => {
  const rows = [...docs('scale-out.md').matchAll(/^\| (\d) hosts, \S+ \| ([\d.]+) s \| ([\d.]+) s \| ([\d.]+) MB \| ([\d.]+) MB \|$/gm)].map(([, ...cells]) => cells.map(Number));
  assert.ok(rows.length > 0);
  for (const [nodes, , model, , modelMegabytes] of rows) {
    const parameters = 14.64e6;
    near(model, stepSeconds([parameters, 0], nodes, { flops: 1, bandwidth: 1.25e8, latency: 1e-3, batch: nodes }).communication, 0.01, `${nodes} hosts`);
    near(modelMegabytes, (2 * (nodes - 1) * 4 * parameters) / nodes / 1e6, 0.01, `${nodes} hosts`);
  }
});
