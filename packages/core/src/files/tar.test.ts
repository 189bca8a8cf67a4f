import { execFileSync } from 'node:child_process';
import { mkdir, open, readFile, symlink, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { gzipSync } from 'node:zlib';
import { temporaryFolder } from '@testing/temporaryFolder';
import { tarIndex } from './tar.js';
import { unpackTarGz } from './tarGz.js';

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
    return (await tarIndex(handle)).entries;
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
  expect(entries.map(({ name }) => name).sort()).toEqual([...names].sort());
  for (const { name, offset, size } of entries) {
    expect(bytes.subarray(offset, offset + size).toString()).toBe(`${name}\n`.repeat(names.indexOf(name) * 100));
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

test('what is not a tar archive, damaged or cut short is named', async () => {
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

test('a gzipped archive is unpacked into a file that nobody sees; files that are too large are left out and reported', async () => {
  await writeTree(['a.cif', 'b/c.cif', 'd/large.cif']);
  execFileSync('tar', ['-czf', inFolder('a.tgz'), '-C', inFolder('tree'), '.']);
  const { entries, notes, handle, close } = await unpackTarGz(inFolder('a.tgz'), 1000);
  expect([entries.map(({ name }) => name).sort(), notes]).toEqual([['a.cif', 'b/c.cif'], ['1 file inside the archive is larger than maxFileBytes (0.0 MB), and was left out']]);
  const { offset, size } = entries.find(({ name }) => name === 'b/c.cif')!;
  const bytes = Buffer.alloc(size);
  await handle.read(bytes, 0, size, offset);
  expect(bytes.toString()).toBe('b/c.cif\n'.repeat(100));
  await close();
  const packed = await readFile(inFolder('a.tgz'));
  await writeFile(inFolder('short.tgz'), packed.subarray(0, packed.length - 30));
  await expect(unpackTarGz(inFolder('short.tgz'), 1e6)).rejects.toThrow(/cut short/);
});

test('a gzipped archive of zeros ends at once, and one of much more than is allowed at the limit', async () => {
  await writeFile(inFolder('zeros.tgz'), gzipSync(Buffer.alloc(50_000_000)));
  const zeros = await unpackTarGz(inFolder('zeros.tgz'), 1e6);
  expect(zeros.entries).toEqual([]);
  await zeros.close();
  await mkdir(inFolder('tree', 'many'), { recursive: true });
  for (let i = 0; i < 80; i++) await writeFile(inFolder('tree', 'many', `${i}.cif`), 'x'.repeat(1000));
  execFileSync('tar', ['-czf', inFolder('many.tgz'), '-C', inFolder('tree'), 'many']);
  await expect(unpackTarGz(inFolder('many.tgz'), 1000)).rejects.toThrow('its files take more than 0.1 MB, 64 times maxFileBytes');
});
