import { mkdir, readdir, writeFile } from 'node:fs/promises';
import { temporaryFolder } from '@testing/temporaryFolder';
import { randomWords } from '../random/index.js';
import { fileNames, possibleFileNames } from './fileNames.js';

const inFolder = temporaryFolder();

const HOSTILE = [
  'x.1', 'x-1', 'x/1', 'x 1', 'X.1', 'C++', 'C#', 'C', 'c', '+', '-', '(', ')', '=', 'a/b', 'a b', 'a-b', 'a\\b', '..', '.', '../../evil', '/etc/passwd', '', ' ', 'con', 'CON.txt', 'nul', 'com1', 'lpt9.a',
  'sp|P12345|Q_HUMAN', 'Q9X/12-80', 'x'.repeat(300), `${'x'.repeat(300)}y`, '😀', '😀😀', '🇩🇪', 'é', 'e\u0301', 'É', 'ß', 'SS', 'ss', 'ﬁ', 'fi', 'İ', 'i', 'ı', '日本', '日本語', 'हिन्दी', 'हन्द', 'a:b', 'a*b', 'a?b', 'a"b', 'a<b', 'a>b',
  'trailing.', 'trailing ', 'trailing', '.hidden', '-flag', 'a\u0000b', 'a\nb', 'tab\tb', '\ud800', '\udc00', 'a~b', 'ａ', 'a', 'Σ', 'σ', 'ς', 'K', 'k', '\u212a',
];
const words = randomWords({ seed: 7, stream: 'names' }, 40_000);
const ALPHABET = [...'abAB0._-~/\\ :+#é', 'e\u0301', '😀', '日', '\u0301', '\u200d', '.', '-'];
const RANDOM = Array.from({ length: 4000 }, (_, i) => Array.from({ length: 1 + (words[10 * i] % 8) }, (_, k) => ALPHABET[words[10 * i + 1 + k] % ALPHABET.length]).join(''));
const ALL = [...new Set([...HOSTILE, ...RANDOM])];
/** Equal for names that the strictest file systems do not distinguish. */
const key = (name: string) => name.normalize('NFKD').toLowerCase().toUpperCase().toLowerCase();

test('names are all different, on file systems that fold case and normalize too', () => {
  const files = fileNames(ALL, 9);
  expect(new Set(files.map(key)).size).toBe(ALL.length);
  for (const file of files) {
    expect(Buffer.byteLength(file)).toBeLessThanOrEqual(191);
    expect(file).not.toMatch(/[<>:"/\\|?*\p{Cc}\s]|^[-.]|\.$|^(?:con|prn|aux|nul|com\d|lpt\d)(?:\.|$)/iu);
    expect(Buffer.from(file).toString()).toBe(file);
  }
});

test('every name becomes a file of its own', async () => {
  await mkdir(inFolder('out'));
  for (const file of fileNames(HOSTILE, 8)) await writeFile(inFolder('out', `${file}-000.png`), '');
  expect(await readdir(inFolder('out'))).toHaveLength(HOSTILE.length);
});

test('plain names stay as they are, others can be read', () => {
  expect(fileNames(['face-smiling', 'NP_001.1', 'Ünïcode', '日本'])).toEqual(['face-smiling', 'NP_001.1', 'Ünïcode', '日本']);
  const [plus, slash, devil] = fileNames(['C++', 'Q9X/12-80', '../../evil']);
  expect([plus, slash, devil].map((file) => file.replace(/~[0-9a-f]{10}$/, ''))).toEqual(['C', 'Q9X-12-80', 'evil']);
});

test('a name is found again whatever it was written beside', () => {
  for (const beside of [[], ['a', 'A'], ALL]) {
    const names = [...new Set([...beside, 'NP_001.1', 'A', 'x/1'])];
    fileNames(names, 8).forEach((file, i) => expect(possibleFileNames(names[i], 8)).toContain(file));
  }
});

test('a name may occur only once', () => {
  expect(() => fileNames(['a', 'b', 'a'])).toThrow("two files would be named 'a'");
});
