// What examples/proteins holds: the archive and its read-me agree.
import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { test } from 'node:test';
import { unzipSync } from 'fflate';

const read = (name) => readFile(new URL(`../../examples/proteins/${name}`, import.meta.url));
const files = unzipSync(await read('chains.zip'));

test('the archive is small, sorted, and each file a chain with its backbone', async () => {
  assert.ok((await read('chains.zip')).length < 1e6);
  assert.deepEqual(Object.keys(files), Object.keys(files).sort());
  for (const [name, bytes] of Object.entries(files)) {
    const lines = new TextDecoder().decode(bytes).split('\n').filter((line) => line.startsWith('ATOM'));
    const residues = new Set(lines.map((line) => line.slice(17, 27)));
    assert.ok(residues.size >= 20 && residues.size <= 160, name);
    for (const atom of [' N  ', ' CA ', ' C  ', ' O  ']) assert.equal(lines.filter((line) => line.slice(12, 16) === atom).length, residues.size, `${name}:${atom}`);
  }
});

test('the read-me lists every chain with its length', async () => {
  const rows = (await read('README.md')).toString().split('\n').map((line) => /^\| (\w+_\w) \| (\d+) \|/.exec(line)).filter(Boolean);
  assert.deepEqual(rows.map(([, name]) => `${name}.pdb`).sort(), Object.keys(files));
  for (const [, name, count] of rows) {
    const lines = new TextDecoder().decode(files[`${name}.pdb`]).split('\n').filter((line) => line.startsWith('ATOM'));
    assert.equal(new Set(lines.map((line) => line.slice(17, 27))).size, Number(count), name);
  }
});
