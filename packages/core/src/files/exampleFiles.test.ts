import { mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { temporaryFolder } from '@testing/temporaryFolder';
import { zipSync } from 'fflate';
import { UnreadableExampleError } from '../modality/dataset.js';
import { openExampleFiles, type ExampleFilesOptions } from './exampleFiles.js';
import { inPart } from './split.js';

const inFolder = temporaryFolder();
const options: ExampleFilesOptions = { one: 'note', what: 'notes', reads: '.note', byName: (name) => (name.endsWith('.note') ? true : name.endsWith('.memo') ? 'memos' : undefined), byBytes: (start) => (start[0] === 78 ? true : undefined) };
const FILES = { 'high/b.note': 'N2', 'high/a.note': 'N1', 'low/c': 'N3', 'low/d.memo': 'N4', 'low/e.txt': 'x' };
const text = (bytes: Uint8Array) => new TextDecoder().decode(bytes);

async function writeTree(files: Readonly<Record<string, string>>, at: string): Promise<void> {
  for (const [name, content] of Object.entries(files)) {
    await mkdir(path.dirname(inFolder(at, name)), { recursive: true });
    await writeFile(inFolder(at, name), content);
  }
}

test('files of class folders by their names or first bytes, in order; a zip that wraps them in a folder is the same', async () => {
  await writeTree(FILES, 'tree');
  await writeFile(inFolder('tree.zip'), zipSync(Object.fromEntries(Object.entries(FILES).map(([name, content]) => [`wrapped/${name}`, Buffer.from(content)]))));
  const [folder, zip] = await Promise.all([openExampleFiles(inFolder('tree'), options), openExampleFiles(inFolder('tree.zip'), options)]);
  for (const opened of [folder, zip]) {
    expect(opened.files).toEqual([{ name: 'high/a.note', label: 0 }, { name: 'high/b.note', label: 0 }, { name: 'low/c', label: 1 }]);
    expect(opened.classes).toEqual(['high', 'low']);
    expect(opened.notes).toEqual(['1 file that looks like notes was left out: 1 memos; .note are read']);
    expect(await opened.read(1, (bytes, name) => `${name}: ${text(bytes)}`)).toBe('high/b.note: N2');
  }
  expect(await zip.fingerprint()).toBe(await folder.fingerprint());
  await zip.close();
});

test('a part is chosen by names alone; without labels there are no classes', async () => {
  const names = Array.from({ length: 30 }, (_, i) => `${i}.note`);
  await writeTree(Object.fromEntries(names.map((name) => [name, 'N'])), 'flat');
  const split = { heldOut: 0.3, part: 'held-out' } as const;
  const { files, classes } = await openExampleFiles(inFolder('flat'), { ...options, split });
  expect([files.map(({ name }) => name).sort(), classes]).toEqual([names.filter((name) => inPart(name, split)).sort(), []]);
  await writeTree(FILES, 'tree');
  expect((await openExampleFiles(inFolder('tree'), { ...options, labels: 'none' })).files[0]).toEqual({ name: 'high/a.note' });
  await writeTree({ 'x.note': 'N' }, 'one');
  const part = inPart('x.note', { heldOut: 0.5, part: 'train' }) ? 'held-out' : 'train';
  await expect(openExampleFiles(inFolder('one'), { ...options, split: { heldOut: 0.5, part } })).rejects.toThrow(`the ${part} part of '${inFolder('one')}' is empty: 1 notes, heldOut 0.5`);
});

test('a file that cannot be read or parsed is named; for a path that is missing or not a data set, the error says what is there', async () => {
  await writeTree({ ...FILES, 'none/a.txt': 'x' }, '.');
  const opened = await openExampleFiles(inFolder('high'), options);
  const failure = await opened.read(0, () => { throw new Error('no tune'); }).catch((error: unknown) => error);
  expect(failure).toBeInstanceOf(UnreadableExampleError);
  expect((failure as Error).message).toBe(`cannot read note '${inFolder('high/a.note')}': no tune`);
  await expect(opened.read(2, text)).rejects.toThrow('example 2 of a data set of 2 was asked for');
  await expect((await openExampleFiles(inFolder('high'), { ...options, maxFileBytes: 1 })).read(0, text)).rejects.toThrow('more than maxFileBytes allows');
  await expect(openExampleFiles(inFolder('hig'), options)).rejects.toThrow(`did you mean '${inFolder('high')}'?`);
  await expect(openExampleFiles(inFolder('none'), options)).rejects.toThrow(`folder '${inFolder('none')}' holds no notes; looked for .note in it and its folders`);
  await expect(openExampleFiles(inFolder('high/a.note'), options)).rejects.toThrow(`is a single note: give its folder, '${inFolder('high')}'`);
  await expect(openExampleFiles(inFolder('none/a.txt'), options)).rejects.toThrow('is not a data set of notes: expected a folder, or a .zip, .tar or .tar.gz of one');
});
