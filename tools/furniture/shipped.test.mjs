// What examples/furniture holds: the archive, its attribution and its read-me agree.
import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { test } from 'node:test';
import { unzipSync } from 'fflate';
import { CLASSES } from './classify.mjs';

const read = (name) => readFile(new URL(`../../examples/furniture/${name}`, import.meta.url));

const files = unzipSync(await read('clouds.zip'));
const names = Object.keys(files);

test('the archive has folders of all classes, sorted, and stays below 5 MB', async () => {
  assert.deepEqual([...new Set(names.map((name) => name.split('/')[0]))], Object.keys(CLASSES).sort());
  assert.deepEqual(names, [...names].sort());
  assert.ok((await read('clouds.zip')).length < 5e6);
});

test('every cloud is a NumPy array of 4096 points that fill the unit box along its longest side', () => {
  for (const [name, bytes] of Object.entries(files)) {
    const start = 10 + bytes[8] + 256 * bytes[9];
    assert.match(new TextDecoder('latin1').decode(bytes.subarray(0, start)), /NUMPY.*'<f4'.*\(4096, 3\)/, name);
    const positions = new Float32Array(bytes.slice(start).buffer);
    assert.equal(positions.length, 3 * 4096, name);
    // Not quite 1 where the tip is thin, so that no point fell on it.
    const farthest = positions.reduce((most, x) => Math.max(most, Math.abs(x)), 0);
    assert.ok(farthest <= 1 && farthest > 0.9, `${name} reaches ${farthest}`);
  }
});

test('every model is attributed, with a creator and a licence that may be shipped', async () => {
  const rows = (await read('ATTRIBUTION.md')).toString().split('\n').filter((line) => line.includes('.npy |')).map((line) => line.split(' | '));
  assert.deepEqual(rows.map(([file]) => file.replace('| ', '')), names);
  for (const [file, , creator, licence] of rows) {
    assert.notEqual(creator.trim(), '', file);
    assert.match(licence, /^\[CC(0 1\.0| BY 3\.0| BY 3\.0 US)\]/, file);
  }
});

test('the read-me counts what is there', async () => {
  const text = (await read('README.md')).toString();
  for (const label of Object.keys(CLASSES)) {
    assert.ok(text.includes(`| ${label} | ${names.filter((name) => name.startsWith(`${label}/`)).length} |`), label);
  }
  assert.ok(text.includes(`${names.length} clouds`));
  const attributed = (await read('ATTRIBUTION.md')).toString();
  for (const licence of ['CC0 1.0', 'CC BY 3.0', 'CC BY 3.0 US']) {
    assert.match(text, new RegExp(`${licence} \\(${attributed.split(`[${licence}]`).length - 1}( models)?\\)`));
  }
});
