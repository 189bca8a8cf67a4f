import { execFileSync } from 'node:child_process';
import { mkdir, open, readFile, symlink, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { temporaryFolder } from '@testing/temporaryFolder';
import { tarIndex } from './tarIndex.js';

const inFolder = temporaryFolder();
const long = `${'d'.repeat(60)}/${'e'.repeat(60)}/${'f'.repeat(60)}.cif`;
const veryLong = `${'g'.repeat(200)}/${'é'.repeat(60)}.cif`;

async function writeTree(names: string[]) {
  for (const [i, name] of names.entries()) {
    await mkdir(path.dirname(inFolder('tree', name)), { recursive: true });
    await writeFile(inFolder('tree', name), `${name}\n`.repeat(i * 100));
  }
}

async function listed(file: string) {
  const handle = await open(file);
  try {
    return await tarIndex(handle);
  } finally {
    await handle.close();
  }
}

test.each([['ustar', [long]], ['gnu', [long, veryLong]], ['pax', [long, veryLong]], ['v7', []]] as const)("the system's tar in format %s", async (format, more) => {
  const names = ['a.cif', 'b/c.cif.gz', 'empty.pdb', ...more];
  await writeTree(names);
  await symlink('a.cif', inFolder('tree', 'link.cif'));
  execFileSync('tar', [`--format=${format}`, '-cf', inFolder('a.tar'), '-C', inFolder('tree'), '.']);
  const [entries, bytes] = [await listed(inFolder('a.tar')), await readFile(inFolder('a.tar'))];
  expect(entries.map(({ name }) => name).sort()).toEqual(names.map((name) => `./${name}`).sort());
  for (const { name, offset, size } of entries) {
    expect(bytes.subarray(offset, offset + size).toString()).toBe(`${name.slice(2)}\n`.repeat(names.indexOf(name.slice(2)) * 100));
  }
});

test('sizes in binary, and in a pax header, count; the later of two files of one name does too', async () => {
  await writeTree(['a.cif', 'b.cif']);
  execFileSync('tar', ['--format=gnu', '-cf', inFolder('a.tar'), '-C', inFolder('tree'), 'b.cif']);
  await writeFile(inFolder('tree', 'b.cif'), 'changed');
  execFileSync('tar', ['--format=gnu', '-rf', inFolder('a.tar'), '-C', inFolder('tree'), 'b.cif']);
  const [entry, ...others] = await listed(inFolder('a.tar'));
  expect([entry.size, others]).toEqual([7, []]);
  const bytes = await readFile(inFolder('a.tar'));
  const start = entry.offset - 512;
  bytes.fill(0, start + 124, start + 136);
  bytes[start + 124] = 0x80;
  bytes[start + 135] = 7;
  bytes.fill(32, start + 148, start + 156);
  bytes.write(`${bytes.subarray(start, start + 512).reduce((sum, byte) => sum + byte, 0).toString(8).padStart(6, '0')}\0 `, start + 148, 'latin1');
  await writeFile(inFolder('b.tar'), bytes);
  expect(await listed(inFolder('b.tar'))).toEqual([entry]);
});

test('what is no tar, damaged or cut short is named', async () => {
  await writeTree(['a.cif', 'b.cif']);
  execFileSync('tar', ['-cf', inFolder('a.tar'), '-C', inFolder('tree'), 'a.cif', 'b.cif']);
  const bytes = await readFile(inFolder('a.tar'));
  await writeFile(inFolder('text.tar'), 'x'.repeat(1000));
  await expect(listed(inFolder('text.tar'))).rejects.toThrow('not a tar archive');
  await writeFile(inFolder('short.tar'), bytes.subarray(0, 1100));
  await expect(listed(inFolder('short.tar'))).rejects.toThrow("cut short: 'b.cif' takes 600 bytes from byte 1024, but the archive ends at 1100");
  bytes[520] = 65;
  await writeFile(inFolder('damaged.tar'), bytes);
  await expect(listed(inFolder('damaged.tar'))).rejects.toThrow('the header at byte 512 has a wrong checksum');
});
