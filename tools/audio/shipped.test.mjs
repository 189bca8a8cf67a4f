// What examples/drums holds: the archive and its read-me agree.
import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { test } from 'node:test';
import { unzipSync } from 'fflate';
import { CLASSES, classOf, creditsOf } from './select.mjs';

const read = (name) => readFile(new URL(`../../examples/drums/${name}`, import.meta.url));
const files = unzipSync(await read('drums.zip'));
const names = Object.keys(files);

test('the archive is small, sorted, and has folders of all classes', async () => {
  assert.ok((await read('drums.zip')).length < 1e6);
  assert.deepEqual(names, [...names].sort());
  assert.deepEqual([...new Set(names.map((name) => name.split('/')[0]))], Object.keys(CLASSES));
});

test('every file is mono of 16 bits at 8000 Hz, at most 0.64 s long, with a peak of 0.95', () => {
  for (const [name, bytes] of Object.entries(files)) {
    const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    assert.deepEqual([view.getUint16(20, true), view.getUint16(22, true), view.getUint32(24, true), view.getUint16(34, true)], [1, 1, 8000, 16], name);
    const samples = new Int16Array(bytes.slice(44).buffer);
    assert.ok(samples.length > 100 && samples.length <= 5120, name);
    const peak = samples.reduce((most, x) => Math.max(most, Math.abs(x)), 0);
    assert.ok(Math.abs(peak - 0.95 * 32767) < 2, `${name} peaks at ${peak}`);
  }
});

test('the read-me counts the classes and names the maker and the source of every sound', async () => {
  const text = (await read('README.md')).toString();
  for (const label of Object.keys(CLASSES)) assert.ok(text.includes(`| ${label} | ${names.filter((name) => name.startsWith(`${label}/`)).length} |`), label);
  const rows = text.split('\n').map((line) => /^\| (\w+) \| (\w+) \| (\d{4} .+) \| (https?:\S+) \|$/.exec(line)).filter(Boolean);
  assert.deepEqual(rows.map(([, name, label]) => `${label}/${name}.wav`), names);
  assert.ok(text.includes(`${names.length} short sounds`));
});

test('sounds are told by their names, and credits by paragraphs of the copyright file', () => {
  assert.deepEqual(['bd_808', 'sn_dub', 'elec_snare', 'drum_tom_hi_soft', 'elec_cymbal', 'elec_pop', 'tabla_na', 'loop_amen', 'drum_roll'].map(classOf), ['kick', 'snare', 'snare', 'tom', 'cymbal', 'electric', 'tabla', undefined, undefined]);
  const credits = creditsOf('Files: etc/samples/a.flac\n etc/samples/b.flac\nCopyright: 2010 someone <a@b.c>\nSource: http://x/1\nLicense: CC0\n\nFiles: app/x.rb\nCopyright: 2011 other\nLicense: MIT\n');
  assert.deepEqual([...credits], ['a', 'b'].map((name) => [name, { copyright: '2010 someone', source: 'http://x/1', licence: 'CC0' }]));
});
