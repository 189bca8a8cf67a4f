// What examples/molecules holds: the file and its read-me agree.
import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { test } from 'node:test';
import { gunzipSync } from 'node:zlib';

const read = (name) => readFile(new URL(`../../examples/molecules/${name}`, import.meta.url));
const packed = await read('conformers.sdf.gz');
const records = gunzipSync(packed).toString().split('$$$$\n').filter(Boolean);
const titles = records.map((record) => record.split('\n')[0]);

test('the file is small, conformers of a molecule stand together, six at most, of at most 22 atoms, in space', () => {
  assert.ok(packed.length < 2e6);
  const runs = titles.filter((title, i) => title !== titles[i - 1]);
  assert.equal(new Set(runs).size, runs.length);
  for (const name of runs) assert.ok(titles.filter((title) => title === name).length <= 6, name);
  for (const record of records) {
    const [, second, , counts] = record.split('\n');
    assert.match(second, /3D/);
    assert.ok(Number(counts.slice(0, 3)) <= 22);
  }
});

test('the read-me says how many there are', async () => {
  const text = (await read('README.md')).toString();
  assert.match(text, new RegExp(`${records.length.toLocaleString('en').replace(',', ' ')} conformers of ${new Set(titles).size} molecules`));
});
