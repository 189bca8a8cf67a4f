import { execFileSync } from 'node:child_process';
import { chmod, mkdir, readFile, symlink, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { zipSync } from 'fflate';
import { temporaryFolder } from '@testing/temporaryFolder';
import { fingerprintOf, openFileTree } from './fileTree.js';
import { selectFiles } from './selectFiles.js';
import { openZip } from './zip.js';

const inFolder = temporaryFolder();
const files: Record<string, string> = { 'a/1.txt': 'one', 'a/2.txt': 'two', 'b/deep/3.txt': 'three', '.hidden': 'x', '__MACOSX/a/._1.txt': 'x' };
const visible = ['a/1.txt', 'a/2.txt', 'b/deep/3.txt'];

async function writeTree(root: string, names: Record<string, string> = files): Promise<void> {
  for (const [name, text] of Object.entries(names)) {
    await mkdir(path.dirname(inFolder(root, name)), { recursive: true });
    await writeFile(inFolder(root, name), text);
  }
}
const zipOf = (names: Record<string, string>) => zipSync(Object.fromEntries(Object.entries(names).map(([name, text]) => [name, Buffer.from(text)])));

test('a folder, a zip, a tar and a gzipped tar are the same tree, whatever they are called, and have one fingerprint', async () => {
  await writeTree('tree');
  await writeFile(inFolder('z.dat'), zipOf(files));
  execFileSync('tar', ['-cf', inFolder('t.zip'), '-C', inFolder('tree'), '.']);
  execFileSync('tar', ['-czf', inFolder('g.bin'), '-C', inFolder('tree'), '.']);
  const prints = new Set<string>();
  for (const [name, kind] of [['tree', 'folder'], ['z.dat', 'zip'], ['t.zip', 'tar'], ['g.bin', 'tar']]) {
    const tree = await openFileTree(inFolder(name));
    expect([tree.kind, tree.names]).toEqual([kind, visible]);
    for (const each of visible) expect(Buffer.from(await tree.read(each)).toString()).toBe(files[each]);
    expect(Buffer.from(await tree.head('b/deep/3.txt', 2)).toString()).toBe('th');
    expect((await tree.look('b/deep/3.txt')).bytes).toBe(5);
    prints.add(await fingerprintOf(tree, tree.names));
    await tree.close();
    await tree.close();
  }
  expect(prints.size).toBe(1);
  await writeFile(inFolder('tree', 'a', '2.txt'), 'TWO');
  const changed = await openFileTree(inFolder('tree'));
  expect(prints.has(await fingerprintOf(changed, changed.names))).toBe(false);
});

test('two links to one folder are two folders, a circular link ends, a dangling one is a file that cannot be read', async () => {
  await writeTree('tree', { 'real/1.txt': 'one' });
  await symlink('real', inFolder('tree', 'alias'));
  await symlink('..', inFolder('tree', 'real', 'up'));
  await symlink('nowhere', inFolder('tree', 'lost.txt'));
  const tree = await openFileTree(inFolder('tree'));
  expect(tree.names).toEqual(['alias/1.txt', 'lost.txt', 'real/1.txt']);
  await expect(tree.read('lost.txt')).rejects.toThrow('it is not there, or a link that leads nowhere');
});

test('pipes never hang, names that are not UTF-8 are read, folders without read permission are reported', async () => {
  await writeTree('tree', { 'ok/1.txt': 'one', 'closed/2.txt': 'two' });
  execFileSync('mkfifo', [inFolder('tree', 'ok', 'pipe.txt')]);
  await mkdir(Buffer.concat([Buffer.from(inFolder('tree', 'caf')), Buffer.of(0xe9)]));
  await writeFile(Buffer.concat([Buffer.from(inFolder('tree', 'caf')), Buffer.of(0xe9), Buffer.from('/3.txt')]), 'three');
  await chmod(inFolder('tree', 'closed'), 0);
  const tree = await openFileTree(inFolder('tree'));
  await chmod(inFolder('tree', 'closed'), 0o755);
  expect(tree.names.filter((name) => !name.startsWith('closed'))).toEqual(['caf\\xE9/3.txt', 'ok/1.txt']);
  expect(Buffer.from(await tree.read('caf\\xE9/3.txt')).toString()).toBe('three');
  expect(tree.notes).toContain('1 entry that is not a file (a pipe, a socket or a device) was left out');
  // The superuser may read everything.
  if (process.getuid?.() !== 0) expect(tree.notes).toContain("the folder 'closed' may not be read, and was left out");
  await expect(openFileTree(inFolder('tree', 'ok', 'pipe.txt'))).rejects.toThrow('it is a pipe, a socket or a device; expected a file or a folder');
  await expect(openFileTree('/dev/null')).rejects.toThrow('it is a pipe, a socket or a device');
  await expect(openFileTree(inFolder('tree', 'ok', '1.txt', 'x'))).rejects.toThrow('a part of its path is a file, not a folder');
});

describe('zip archives', () => {
  const opened = async (bytes: Uint8Array) => {
    await writeFile(inFolder('a.zip'), bytes);
    return openZip(inFolder('a.zip'), { maxFileBytes: 1000 });
  };

  test('names that begin with ./, backslashes, bytes before and after, and a comment do not matter', async () => {
    const plain = Buffer.from(zipOf({ 'a/1.txt': 'one', 'b/2.txt': 'two' }));
    const renamed = Buffer.from(plain.toString('latin1').replaceAll('a/1.txt', './1.txt').replaceAll('b/2.txt', 'b\\2.txt'), 'latin1');
    expect((await opened(renamed)).names).toEqual(['1.txt', 'b/2.txt']);
    for (const bytes of [Buffer.concat([plain, Buffer.from('\n\n')]), Buffer.concat([Buffer.from('#!/bin/sh\nexit\n'), plain]), Buffer.concat([Buffer.from('x'.repeat(999)), plain, Buffer.alloc(500)])]) {
      const zip = await opened(bytes);
      expect(zip.names).toEqual(['a/1.txt', 'b/2.txt']);
      expect(Buffer.from(await zip.read('b/2.txt')).toString()).toBe('two');
      await zip.close();
    }
  });

  test('paths that lead out of the archive are left out and reported, the last of two files of one name counts', async () => {
    const plain = Buffer.from(zipOf({ 'aa/1.txt': 'one', 'b/2.txt': 'two', 'b/3.txt': 'three' }));
    const zip = await opened(Buffer.from(plain.toString('latin1').replaceAll('aa/1.txt', '../1.txt').replaceAll('b/3.txt', 'b/2.txt'), 'latin1'));
    expect([zip.names, zip.notes]).toEqual([['b/2.txt'], [expect.stringMatching(/^1 file of zip archive .* has a path that leads out of it, and was left out$/), expect.stringMatching(/^1 name stands twice in zip archive/)]]);
    expect(Buffer.from(await zip.read('b/2.txt')).toString()).toBe('three');
  });

  /** Sets a 16-bit field of every entry, in its own header and in the central directory. */
  const withField = (bytes: Uint8Array, local: number, central: number, value: number) => {
    const changed = Buffer.from(bytes);
    for (let at = 0; at + 4 <= changed.length; at++) {
      if (changed.readUInt32LE(at) === 0x04034b50) changed.writeUInt16LE(value, at + local);
      if (changed.readUInt32LE(at) === 0x02014b50) changed.writeUInt16LE(value, at + central);
    }
    return changed;
  };

  test('encryption and methods that are not read are refused once, for the archive', async () => {
    const plain = zipOf({ 'a/1.txt': 'one'.repeat(50) });
    await expect(opened(withField(plain, 6, 8, 1))).rejects.toThrow(/^cannot read zip archive '.*a\.zip': it is encrypted: unpack it, and pack it again without a password$/);
    await expect(opened(withField(plain, 8, 10, 9))).rejects.toThrow(/it is packed by deflate64, as Windows packs what is over 2 GB, which is not read: unpack it and give the folder, or pack it by deflate$/);
    await expect(opened(withField(plain, 8, 10, 99))).rejects.toThrow('it is encrypted');
  });

  test('a file that unpacks to more than is allowed is refused before it is unpacked, one that declares less than it holds is damaged', async () => {
    const zip = await opened(zipOf({ 'bomb.txt': '0'.repeat(5_000_000) }));
    await expect(zip.read('bomb.txt')).rejects.toThrow('the file has 5.0 MB, more than maxFileBytes allows (0.0 MB)');
    const lying = Buffer.from(zipOf({ 'bomb.txt': '0'.repeat(5_000_000) }));
    for (let at = 0; at + 4 <= lying.length; at++) {
      if (lying.readUInt32LE(at) === 0x04034b50) lying.writeUInt32LE(10, at + 22);
      if (lying.readUInt32LE(at) === 0x02014b50) lying.writeUInt32LE(10, at + 24);
    }
    await expect((await opened(lying)).read('bomb.txt')).rejects.toThrow(/^damaged inside the archive \(/);
  });

  test('what is not a zip archive, or is cut short, is named', async () => {
    const bytes = zipOf({ 'a/1.txt': 'one' });
    await expect(opened(bytes.subarray(0, -10))).rejects.toThrow(/^cannot read zip archive '.*a\.zip': it is not a zip archive, or is cut short/);
    for (let length = 0; length < bytes.length; length += 7) await expect(opened(bytes.subarray(0, length))).rejects.toThrow('cannot read zip archive');
  });
});

test('other archives are named, with what to do', async () => {
  await writeFile(inFolder('a.tar.xz'), Buffer.from([0xfd, 0x37, 0x7a, 0x58, 0x5a, 0, 0, 0]));
  await expect(openFileTree(inFolder('a.tar.xz'))).rejects.toThrow(/a\.tar\.xz' is packed by xz, which is not read: unpack it and give the folder, or pack it as \.zip or \.tar\.gz$/);
  await expect(openFileTree(inFolder('a.tar.xx'))).rejects.toThrow("did you mean");
});

test('files are chosen by their names or first bytes, and similar ones are counted', async () => {
  await writeTree('tree', { 'a.txt': 'x', 'b.doc': 'x', 'c.doc': 'x', noending: 'magic', 'other.dat': 'nothing', 'd.rtf': 'x' });
  const byName = (name: string) => (name.endsWith('.txt') ? true as const : /\.(doc|rtf)$/.exec(name)?.[1].toUpperCase());
  const selected = await selectFiles(await openFileTree(inFolder('tree')), { what: 'notes', reads: '.txt', byName, byBytes: (start) => (Buffer.from(start).toString().startsWith('magic') ? true : undefined) });
  expect(selected).toEqual({ names: ['a.txt', 'noending'], notes: ['3 files that look like notes were left out: 2 DOC and 1 RTF; .txt are read'] });
});

test('a file above the limit is refused by its size', async () => {
  await writeTree('tree', { 'a.txt': 'x'.repeat(2000) });
  await expect((await openFileTree(inFolder('tree'), { maxFileBytes: 1000 })).read('a.txt')).rejects.toThrow('the file has 0.0 MB, more than maxFileBytes allows (0.0 MB)');
  expect((await readFile(inFolder('tree', 'a.txt'))).length).toBe(2000);
});
