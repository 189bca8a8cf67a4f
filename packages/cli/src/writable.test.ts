import { temporaryFolder } from '@testing/temporaryFolder';
import { mkdir, readdir, writeFile } from 'node:fs/promises';
import { existsSync } from 'node:fs';
import { UsageError } from './errors.js';

import { checkWritable } from './writable.js';

const inFolder = temporaryFolder();

describe('a place to write', () => {
  test('that is free, or holds the same kind of thing, is accepted, and the check leaves nothing there', async () => {
    await mkdir(inFolder('there'));
    await writeFile(inFolder('old.json'), '');
    await checkWritable('--out', inFolder('new/deeper/sheet.png'), false);
    await checkWritable('--out', inFolder('there'), true);
    await checkWritable('--out', inFolder('old.json'), false);
    expect((await readdir(inFolder('.'))).sort()).toEqual(['old.json', 'there']);
    expect(await readdir(inFolder('there'))).toEqual([]);
  });

  test.each([
    ['there', false, /^--out .*there: is a folder; expected the name of a file$/],
    ['old.json', true, /^--out .*old\.json: is a file; expected a folder$/],
    ['old.json/below/it', true, /^--out .*: .*old\.json is a file, not a folder$/],
    ['x'.repeat(300), true, /^--out x*.*: .*its name is too long$/],
  ])('%s as a folder: %s', async (name, isFolder, message) => {
    await mkdir(inFolder('there'), { recursive: true });
    await writeFile(inFolder('old.json'), '');
    const refused = checkWritable('--out', inFolder(name), isFolder);
    await expect(refused).rejects.toThrow(UsageError);
    await expect(refused).rejects.toThrow(message);
  });

  (existsSync('/proc/self') ? test : test.skip)('where nobody can write is refused before anything is computed', async () => {
    await expect(checkWritable('--out', '/proc/x/y.png', false)).rejects.toThrow(/^--out \/proc\/x\/y\.png: nothing can be made in \/proc$/);
  });
});
