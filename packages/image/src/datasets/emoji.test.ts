import { execFileSync } from 'node:child_process';
import { readdir, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { temporaryFolder } from '@testing/temporaryFolder';
import { openImageDataset } from './openImageDataset.js';

const inFolder = temporaryFolder();
const root = path.join(__dirname, '../../../..');
const prepare = (...options: string[]) => execFileSync(process.execPath, [path.join(root, 'tools/emoji/prepare.mjs'), inFolder('emoji'), ...options], { encoding: 'utf8' });

interface Emoji {
  category: string;
  image: string;
  short_name: string;
  skin_variations?: Record<string, unknown>;
}

test('the emoji become nine classes, each time it is run, with skin tones on request', async () => {
  const emoji = (JSON.parse(await readFile(path.join(root, 'node_modules/emoji-datasource-google/emoji.json'), 'utf8')) as Emoji[]).filter(({ category }) => category !== 'Component');
  expect(prepare()).toMatch(new RegExp(`${emoji.length}  pictures in .* \\(${emoji.length} copied now\\)`));
  const data = await openImageDataset(inFolder('emoji'));
  expect([data.length, data.size, data.classes]).toEqual([emoji.length, 32, [
    'activities', 'animals-nature', 'flags', 'food-drink', 'objects', 'people-body', 'smileys-emotion', 'symbols', 'travel-places',
  ]]);
  const cat = emoji.find(({ short_name: name }) => name === 'cat')!;
  const source = await readFile(path.join(root, 'node_modules/emoji-datasource-google/img/google/64', cat.image));
  expect(Buffer.compare(await readFile(inFolder('emoji/animals-nature/cat.png')), source)).toBe(0);
  expect(await readFile(inFolder('emoji/ATTRIBUTION.txt'), 'utf8')).toMatch(/Apache License 2\.0[^]*MIT License/);

  await writeFile(inFolder('emoji/flags/fr.png'), 'half a pict');
  expect(prepare()).toContain('(1 copied now)');
  const variations = emoji.reduce((sum, { skin_variations: all = {} }) => sum + Object.keys(all).length, 0);
  expect(prepare('--skin-tones')).toContain(`${emoji.length + variations}  pictures`);
  expect(await readdir(inFolder('emoji/people-body'))).toContain('wave-1f3ff.png');
  expect(prepare()).toContain('(0 copied now)');
  expect((await openImageDataset(inFolder('emoji'))).length).toBe(emoji.length);
});

test('categories and sub-categories can be chosen together; a name that is neither is refused', async () => {
  expect(prepare('--classes', 'subcategory', '--only', 'flags,cat-face')).toContain('9  cat-face');
  expect(await readdir(inFolder('emoji'))).toEqual(expect.arrayContaining(['cat-face', 'country-flag']));
  expect(await readdir(inFolder('emoji'))).not.toContain('dog-face');
  expect(() => prepare('--only', 'cat-faces')).toThrow("--only: there is no category or sub-category 'cat-faces'; expected one of activities,");
});

test('an unknown style is refused with the names of the known ones', () => {
  expect(() => prepare('--style', 'apple')).toThrow("--style must be google or twitter, not 'apple'");
});
