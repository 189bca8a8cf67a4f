import assert from 'node:assert/strict';
import { test } from 'node:test';
import { extents, quantize, STEPS, unlikeness } from './clouds.mjs';

/** Numbers in [0, 1) of a linear congruence (Numerical Recipes' constants). */
function generator(state) {
  return () => (state = (Math.imul(state, 1664525) + 1013904223) >>> 0) / 2 ** 32;
}

/** Points of a box's surface; seeds give other points of the same surface. */
function box(seed, [a, b, c], points = 2048) {
  const random = generator(seed);
  return Float32Array.from({ length: points }).reduce((cloud, _, i) => {
    const point = [random(), random(), random()];
    point[i % 3] = Math.round(random());
    cloud.set([a, b, c].map((side, axis) => side * (2 * point[axis] - 1)), 3 * i);
    return cloud;
  }, new Float32Array(3 * points));
}

test('extents are the lengths of the box', () => {
  assert.deepEqual(extents(Float32Array.of(-1, 0, 2, 1, 0.5, 2)), [2, 0.5, 0]);
});

test('two samples of one surface are alike; a box of another shape is not', () => {
  assert.ok(Math.abs(unlikeness(box(1, [1, 0.5, 0.7]), box(2, [1, 0.5, 0.7])) - 1) < 0.15);
  assert.ok(unlikeness(box(1, [1, 0.5, 0.7]), box(2, [1, 0.5, 0.6])) > 1.3);
});

test('quantized positions are the same points, off by half a step at most, sorted by height', () => {
  const cloud = box(3, [1, 0.5, 0.7], 300);
  const quantized = quantize(cloud);
  const rows = (positions) => Array.from({ length: 300 }, (_, i) => Array.from(positions.subarray(3 * i, 3 * i + 3)));
  assert.ok(quantized.every((x) => Number.isInteger(x * STEPS) && !Object.is(x, -0)));
  const heights = rows(quantized).map(([, y]) => y);
  assert.deepEqual(heights, [...heights].sort((a, b) => a - b));
  for (const [x, y, z] of rows(cloud)) {
    assert.ok(rows(quantized).some(([u, v, w]) => Math.max(Math.abs(x - u), Math.abs(y - v), Math.abs(z - w)) <= 0.5 / STEPS + 1e-6));
  }
});
