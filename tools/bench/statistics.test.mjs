import assert from 'node:assert/strict';
import { test } from 'node:test';
import { median, spread, warningOf } from './statistics.mjs';

test('medians of odd and even numbers of timings', () => {
  assert.equal(median([3, 1, 2]), 2);
  assert.equal(median([4, 1, 3, 2]), 2.5);
  assert.equal(spread([90, 100, 110]), 0.2);
});

test('a machine that is busy is told of by its plain product, and only then', () => {
  assert.equal(warningOf({ ours: [100, 110, 105], theirs: [300, 301] }), undefined);
  assert.equal(warningOf({ ours: [100] }), undefined);
  assert.match(warningOf({ ours: [100, 150], theirs: [300, 301] }), /too busy to compare.*\(ours 100 to 150 GFLOP\/s\)/);
});
