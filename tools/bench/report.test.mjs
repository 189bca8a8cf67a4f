import assert from 'node:assert/strict';
import { test } from 'node:test';
import { modelSection, pictureSection, withReadmeTable } from './report.mjs';

const run = (seconds, product = 100) => ({ parameters: 2e6, trainStepSeconds: [seconds, seconds], forwardSeconds: [seconds / 4], peakMemoryBytes: 2 ** 30, matmulGflops: product, trainStepFlops: 5e10 });
const runs = { 'this library': [run(1), run(1)], 'PyTorch 1.13': [run(4), run(4)], 'PyTorch 2.13': [run(2), run(2)] };

test('ratios are to the best PyTorch, and the share of the plain product is ours', () => {
  const text = modelSection('a', 'a model', { runs, how: 'two rounds' }).join('\n');
  assert.match(text, /^\| this library \| 1\.00 s \| 0\.250 s \| 1024 MiB \| 100 GFLOP\/s \|$/m);
  assert.match(text, /^\| ratio to the best PyTorch \| 0\.50 \| 0\.50 \| 1\.00 \|  \|$/m);
  assert.match(text, /50 GFLOP of matrix products, 50 GFLOP\/s, 50 % of the plain product/);
  assert.doesNotMatch(text, /busy/);
});

test('a busy machine is warned of where its figures stand', () => {
  assert.match(modelSection('a', 'a model', { runs: { ...runs, 'PyTorch 2.13': [run(2), run(2, 60)] }, how: '' }).join('\n'), /\*\*The machine was too busy to compare.*PyTorch 2\.13 60 to 100/);
});

test('without PyTorch there are no ratios; pictures have a column a size', () => {
  const bySize = Object.fromEntries([32, 64].map((size) => [size, { 'this library': [{ pictureSeconds: [size / 32], peakMemoryBytes: 2 ** 28, matmulGflops: 100 }] }]));
  const text = pictureSection('Pictures', bySize, 'one at a time').join('\n');
  assert.match(text, /^\| this library \| 1\.00 s \| 2\.00 s \| 256 MiB \| 100 GFLOP\/s \|$/m);
  assert.match(text, /^\| ratio to the best PyTorch \| – \| – \| – \|  \|$/m);
});

test("the README's table follows", () => {
  const readme = 'before\n\n| | training step | velocity at every pair | peak memory |\n|---|---|---|---|\n| old | 9 s | 9 s | 9 GiB |\n\nafter\n';
  assert.equal(withReadmeTable(readme, { runs }), 'before\n\n| | training step | velocity at every pair | peak memory |\n|---|---|---|---|\n| this library | 1.00 s | 0.25 s | 1.0 GiB |\n| PyTorch 1.13 | 4.00 s | 1.00 s | 1.0 GiB |\n| PyTorch 2.13 | 2.00 s | 0.50 s | 1.0 GiB |\n\nafter\n');
});
