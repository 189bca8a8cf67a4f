import { readdir, readFile, writeFile } from 'node:fs/promises';
import { PNG } from 'pngjs';
import { temporaryFolder } from '@testing/temporaryFolder';
import { inrflow, lastLine } from './support/command.js';
import { writeModel } from './support/model.js';
import { checkSamplingMemory } from '../src/sample/memory.js';

jest.setTimeout(300_000);
const inFolder = temporaryFolder('file');
beforeAll(async () => {
  await writeModel(inFolder('model.safetensors'));
  await writeModel(inFolder('plain.safetensors'), { classes: [] });
});

const sample = (...args: string[]) => inrflow(['sample', '--checkpoint', inFolder('model.safetensors'), '--threads', '1', ...args]);
const sizeOf = async (...names: string[]) => {
  const { width, height } = PNG.sync.read(await readFile(inFolder(...names)));
  return [width, height];
};

test('a folder has a file for each class and number, the same bytes whatever --batch, --chunk and --count', async () => {
  const [first, second] = [await sample('--size', '9', '--count', '2', '--out', inFolder('a')), await sample('--size', '9', '--count', '3', '--batch', '5', '--chunk', '7', '--out', inFolder('b'))];
  expect([first, second].map(({ code, error }) => [code, error])).toEqual([[0, ''], [0, '']]);
  expect((await readdir(inFolder('a'))).sort()).toEqual(['cat-000.png', 'cat-001.png', 'dog-000.png', 'dog-001.png', expect.stringMatching(/^sea-horse~[0-9a-f]{10}-000\.png$/), expect.stringMatching(/^sea-horse~[0-9a-f]{10}-001\.png$/)]);
  const seen = new Set<string>();
  for (const name of await readdir(inFolder('a'))) {
    const bytes = await readFile(inFolder('a', name));
    expect(Buffer.compare(bytes, await readFile(inFolder('b', name)))).toBe(0);
    seen.add(bytes.toString('base64'));
  }
  expect(seen.size).toBe(6);
  expect(await sizeOf('a', 'dog-000.png')).toEqual([9, 9]);
  await sample('--size', '9', '--count', '1', '--class', 'dog', '--seed', '8', '--out', inFolder('c'));
  expect(Buffer.compare(await readFile(inFolder('c', 'dog-000.png')), await readFile(inFolder('a', 'dog-000.png')))).not.toBe(0);
});

test('sheets, strips and animations', async () => {
  expect((await sample('--count', '2', '--class', 'cat,dog', '--out', inFolder('sheet.png'))).code).toBe(0);
  expect(await sizeOf('sheet.png')).toEqual([2 + 2 * 8, 2 + 2 * 8]);
  expect((await sample('--count', '1', '--class', 'cat', '--steps', '3', '--format', 'strip', '--out', inFolder('strip.png'))).code).toBe(0);
  expect(await sizeOf('strip.png')).toEqual([2 + 3 * 8, 2 + 8]);
  expect((await sample('--count', '1', '--class', 'cat', '--steps', '3', '--format', 'apng', '--out', inFolder('moving.png'))).code).toBe(0);
  expect((await readFile(inFolder('moving.png'))).includes('acTL')).toBe(true);
  expect((await sample('--count', '1', '--class', 'cat', '--format', 'png', '--out', inFolder('one.png'))).code).toBe(0);
  expect(await sizeOf('one.png')).toEqual([6, 6]);
});

test('late queries and a weaker model change samples, where they have a say', async () => {
  await writeModel(inFolder('weak.safetensors'), { scale: 0.2 });
  const of = async (...flags: string[]) => {
    const { error, code } = await sample('--count', '1', '--class', 'cat', '--format', 'png', '--out', inFolder('late.png'), ...flags);
    expect([code, error]).toEqual([0, '']);
    return (await readFile(inFolder('late.png'))).toString('base64');
  };
  const larger = ['--size', '9', '--steps', '4'];
  const [plain, late, later] = [await of(...larger), await of(...larger, '--late-queries', '0.5'), await of(...larger, '--late-queries', '0.75')];
  expect(new Set([plain, late, later]).size).toBe(3);
  // At the size of training there is no query that could join late.
  expect(await of('--late-queries', '0.5')).toBe(await of());
  const guided = await of('--guide', inFolder('weak.safetensors'));
  expect(guided).not.toBe(await of());
  // With a guidance of 1 the weaker model has no weight.
  expect(await of('--guide', inFolder('weak.safetensors'), '--guidance', '1')).toBe(await of('--guidance', '1'));
});

test('a weaker model of other data, and a late time that is none, are refused', async () => {
  await writeModel(inFolder('larger.safetensors'), { size: 9 });
  const refused = async (...flags: string[]) => lastLine(await sample('--count', '1', '--class', 'cat', '--out', inFolder('refused.png'), ...flags));
  expect(await refused('--guide', inFolder('plain.safetensors'))).toContain('the weaker model has other classes ([])');
  expect(await refused('--guide', inFolder('larger.safetensors'))).toContain('the weaker model has other points (81) than the model (36)');
  expect(await refused('--guide', inFolder('nowhere.safetensors'))).toContain('nowhere.safetensors');
  expect(await refused('--late-queries', '1')).toContain('expected a number from 0 to below 1');
});

test('flags of sampling change the samples; an adaptive solver says how often it asked', async () => {
  const of = async (...flags: string[]) => {
    const { out, code } = await sample('--count', '1', '--class', 'cat', '--format', 'png', '--out', inFolder('flags.png'), ...flags);
    return { code, out, picture: (await readFile(inFolder('flags.png'))).toString('base64') };
  };
  const made = [await of(), await of('--steps', '7'), await of('--shift', '3'), await of('--guidance', '1'), await of('--solver', 'heun')];
  expect(new Set(made.map(({ picture }) => picture)).size).toBe(made.length);
  expect(made[0].out).not.toContain('evaluations');
  const evaluations = async (tolerance: string) => Number(/, (\d+) evaluations each: /.exec((await of('--solver', 'dormand-prince', '--tolerance', tolerance)).out)![1]);
  const [loose, tight] = [await evaluations('0.1'), await evaluations('0.0001')];
  expect(loose).toBeGreaterThanOrEqual(7);
  expect(tight).toBeGreaterThan(loose);
});

test('a model without classes needs none', async () => {
  expect((await inrflow(['sample', '--checkpoint', inFolder('plain.safetensors'), '--count', '1', '--threads', '1', '--out', inFolder('plain')])).code).toBe(0);
  expect(await readdir(inFolder('plain'))).toEqual(['sample-000.png']);
});

test.each<[args: string[], code: number, message: RegExp]>([
  [['--class', 'cta'], 2, /^inrflow: --class: there is no class 'cta': expected 'cat', 'dog', 'sea horse' or 'all'; did you mean 'cat'\?$/],
  [['--size', '1000000'], 2, /^inrflow: --size 1000000: needs about \S+ [TP]B of memory, and .* are free; up to --size \d+ fits/],
  [['--format', 'sheet', '--out', 'folder'], 2, /--out folder: --format sheet writes one file; expected a name that ends in \.png/],
  [['--format', 'png', '--out', 'a.png'], 2, /--out a\.png: 24 samples with --format png need a folder/],
  [['--format', 'strip', '--solver', 'dormand-prince', '--out', 'a.png'], 2, /needs a solver of fixed steps/],
  [['--out', inFolder('model.safetensors')], 2, /\.safetensors files cannot be written: expected 'png'/],
  [['--out', 'x.jpg'], 2, /^inrflow: --out x\.jpg: \.jpg files cannot be written: expected 'png'/],
  [['--out', '/dev/null/x'], 2, /--out \/dev\/null\/x: /],
])('%j is refused in one line', async (args, code, message) => {
  const given = args.map((arg) => (arg.endsWith('model.safetensors') ? inFolder('model.safetensors') : arg));
  const outcome = await sample(...given);
  expect([outcome.code, outcome.error]).toEqual([code, expect.stringMatching(message)]);
  expect(outcome.error).not.toContain('\n');
});

test('checkpoints that are none are named', async () => {
  const from = async (file: string) => lastLine(await inrflow(['sample', '--checkpoint', file, '--out', inFolder('never.png')]));
  expect(await from(inFolder('modle.safetensors'))).toMatch(/there is no such file; the closest names in its folder: model\.safetensors/);
  await writeFile(inFolder('cut.safetensors'), (await readFile(inFolder('model.safetensors'))).subarray(0, 3000));
  expect(await from(inFolder('cut.safetensors'))).toMatch(/^inrflow: .*cut\.safetensors: /);
  await writeFile(inFolder('text.safetensors'), 'hello');
  expect(await from(inFolder('text.safetensors'))).toMatch(/^inrflow: .*text\.safetensors: /);
  expect(await readdir(inFolder())).not.toContain('never.png');
});

test('the size that fits is said, and fits', async () => {
  const sizes = { contextPoints: 32 ** 2, channels: 3, count: 8, batch: 8, frames: 1 };
  const ask = async (size: number) => ({ query: { points: size ** 2, places: () => ({ points: 0, coordinates: new Float32Array(0) }) } });
  const refused = (size: number) => checkSamplingMemory({ ...sizes, points: size ** 2 }, { flag: '--size', asked: size, ask }, 1e9);
  await expect(refused(5000)).rejects.toThrow(/up to --size \d+ fits, or a smaller --batch or --count$/);
  let fits = 0;
  try {
    await refused(5000);
  } catch (error) {
    fits = Number(/--size (\d+) fits/.exec((error as Error).message)![1]);
  }
  expect(fits).toBeGreaterThan(500);
  await refused(fits);
});

test('classes whose names files cannot have, or that only differ in case, are all written, as many as are reported', async () => {
  const classes = ['C++', 'C#', 'C', 'c', 'a b', 'a-b', 'a/b', '😀', '😁', '+', '-', 'CON', 'x'.repeat(300)];
  await writeModel(inFolder('odd.safetensors'), { classes });
  const { code, out, error } = await inrflow(['sample', '--checkpoint', inFolder('odd.safetensors'), '--count', '2', '--steps', '1', '--threads', '1', '--out', inFolder('odd')]);
  expect([code, error, out]).toEqual([0, '', expect.stringContaining('26 files in')]);
  const names = await readdir(inFolder('odd'));
  expect(new Set(names.map((name) => name.toLowerCase())).size).toBe(26);
  expect(names).toContain('a-b-000.png');
});

test('a class that is asked for twice gives more samples of it', async () => {
  expect((await sample('--class', 'cat,cat', '--count', '1', '--out', inFolder('twice'))).out).toContain('2 files in');
  await sample('--class', 'cat', '--count', '2', '--out', inFolder('once'));
  for (const name of ['cat-000.png', 'cat-001.png']) expect(Buffer.compare(await readFile(inFolder('twice', name)), await readFile(inFolder('once', name)))).toBe(0);
});
