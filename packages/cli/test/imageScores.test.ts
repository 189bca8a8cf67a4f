import { mkdir, readFile, readdir, writeFile } from 'node:fs/promises';
import { uniformValues } from '@inrflow/core';
import { writePng } from '@inrflow/image/node';
import { compareImageScores, type ImageScores } from '@inrflow/metrics';
import { temporaryFolder } from '@testing/temporaryFolder';
import { inrflow } from './support/command.js';
import { writeModel } from './support/model.js';
import { writeFeatureModel } from '../../image/src/testing/featureModel.js';

const inFolder = temporaryFolder('file');

/** Pictures of one random colour each with a little noise; `grey` ones have little colour. */
async function writeFolder(name: string, { count = 24, size = 6, seed = 0, grey = false } = {}): Promise<void> {
  for (let i = 0; i < count; i++) {
    const folder = inFolder(name, ['cat', 'dog'][i % 2]);
    await mkdir(folder, { recursive: true });
    const colour = uniformValues({ seed, stream: 'colour', sample: i }, 3);
    const noise = uniformValues({ seed, stream: 'noise', sample: i }, size * size * 3);
    const data = Uint8Array.from(noise, (x, k) => 20 * x + 220 * (grey ? colour[0] : colour[k % 3]));
    await writePng(`${folder}/${String(i).padStart(3, '0')}.png`, { width: size, height: size, channels: 3, data });
  }
}

const checkpoint = () => inFolder('model.safetensors');

beforeAll(async () => {
  await writeFeatureModel(inFolder('network.onnx'));
  await writeFeatureModel(inFolder('classes.onnx'), { classes: true });
  await writeFolder('real');
  await writeFolder('alike', { seed: 1 });
  await writeFolder('grey', { seed: 1, grey: true });
  await writeFolder('more', { count: 26 });
  await writeFolder('few', { count: 6 });
  await writeFolder('broken');
  await writeFile(inFolder('broken', 'cat', '002.png'), 'no picture');
  await mkdir(inFolder('empty'));
  await writeModel(checkpoint(), { size: 6, classes: ['cat', 'dog'] });
});

interface Outcome {
  out: string;
  notes: string[];
  scores: ImageScores & Record<string, unknown>;
  skipped?: string[];
}

/** Runs the command and reads what it wrote. */
async function evaluate(given: string, flags: readonly string[] = [], { isInteractive = false, signal = new AbortController().signal } = {}): Promise<Outcome> {
  const file = inFolder(`scores-${Math.random()}.json`);
  const has = (flag: string) => flags.includes(flag);
  const network = has('--features') ? [] : ['--features', inFolder('network.onnx')];
  const common = [...network, ...(has('--feature-size') ? [] : ['--feature-size', '4']), '--feature-range', '0,1', '--threads', '1', ...(has('--no-cache') ? [] : ['--cache', inFolder('cache')]), '--out', file];
  const { code, out, error } = await inrflow(['evaluate', given, ...common, ...flags], { isInteractive, signal });
  const notes = error.split('\n');
  if (code !== 0) throw new Error(`${code} ${notes[notes.length - 1]}`);
  return { out, notes, ...(JSON.parse(await readFile(file, 'utf8')) as Pick<Outcome, 'scores' | 'skipped'>) };
}

describe('two folders', () => {
  test('a table and a file of scores with their protocol; those alike are better', async () => {
    const alike = await evaluate(inFolder('alike'), ['--reference', inFolder('real')]);
    const grey = await evaluate(inFolder('grey'), ['--reference', inFolder('real')]);
    expect(alike.out).toMatch(/^24 of 24 pictures of .*alike, against 24 of 24 pictures of .*real\nfeatures: network\.onnx \(features; 12 features; weights [0-9a-f]{16}\), input 4×4 in \[0, 1\], resized by area average .*\n24 samples, 24 references, seed 0, KID of 100 subsets of 12\nscore /);
    expect(alike.out.split('\n').slice(4).map((line) => line.split(/ {2,}/)[0])).toEqual(['Fréchet distance', 'KID', 'precision', 'recall', 'density', 'coverage']);
    expect(alike.scores.protocol).toMatchObject({ network: 'network.onnx', layer: 'features', inputSize: 4, valueRange: '[0, 1]', samples: 24, references: 24, seed: 0, dimensions: 12, referenceFingerprint: expect.stringMatching(/^[0-9a-f]{16}$/) });
    expect(alike.scores.protocol).not.toHaveProperty('fewerPicturesThanFeatures');
    expect(compareImageScores(alike.scores, grey.scores)).toMatchObject({ frechetDistance: { better: 'first' }, recall: { better: 'first' } });
    expect(alike.out).not.toMatch(/FID/);
  });

  test('the data against itself; again from the cache, the same', async () => {
    const itself = await evaluate(inFolder('real'), ['--reference', inFolder('real')]);
    expect(itself.scores.frechetDistance.value).toBeCloseTo(0, 6);
    expect([itself.scores.precision.value, itself.scores.recall.value, itself.scores.coverage.value]).toEqual([1, 1, 1]);
    expect((await readdir(inFolder('cache'))).length).toBeGreaterThan(0);
    expect((await evaluate(inFolder('real'), ['--reference', inFolder('real')])).scores).toEqual(itself.scores);
    expect((await evaluate(inFolder('real'), ['--reference', inFolder('real'), '--no-cache'])).scores).toEqual(itself.scores);
  });

  test('fewer pictures than features are said to be so', async () => {
    const { scores, notes } = await evaluate(inFolder('alike'), ['--reference', inFolder('more'), '--count', '11']);
    expect(scores.protocol).toMatchObject({ fewerPicturesThanFeatures: true, samples: 11 });
    expect(notes[0]).toBe('fewer pictures (11) than features (12): the Fréchet distance is too large, and compares only at equal counts');
  });

  test('an output of classes gives an Inception score', async () => {
    const { out, scores } = await evaluate(inFolder('alike'), ['--reference', inFolder('real'), '--features', inFolder('classes.onnx'), '--feature-output', 'features', '--class-output', 'logits']);
    expect(out).toMatch(/\nInception score +1\.\d+ ± \S+ +2$/);
    expect(scores.inceptionScore!.protocol).toMatchObject({ layer: 'logits', classes: 2 });
  });

  test('pictures that cannot be read are left out, and counted', async () => {
    const { scores, notes, skipped } = await evaluate(inFolder('broken'), ['--reference', inFolder('real')]);
    expect(scores.protocol).toMatchObject({ samples: 23, references: 24 });
    expect(notes[0]).toMatch(/^warning: skipped, cannot read picture '.*broken\/cat\/002\.png': not a picture/);
    expect(skipped).toEqual([notes[0].replace('warning: skipped, ', '')]);
  });

  test('progress is for a terminal', async () => {
    const { notes } = await evaluate(inFolder('alike'), ['--reference', inFolder('real'), '--no-cache'], { isInteractive: true });
    expect(notes).toContainEqual(expect.stringMatching(/^features of references: \d+ of 24$/));
    expect((await evaluate(inFolder('alike'), ['--reference', inFolder('real')])).notes).toEqual([expect.stringMatching(/^scored in /)]);
  });

  test.each<[given: string, reference: string | undefined, flags: string[], message: RegExp]>([
    ['real', undefined, [], /evaluate of files needs the pictures to compare with: --reference PATH$/],
    ['nowhere', 'real', [], /nowhere: there is no such file or folder$/],
    ['empty', 'real', [], /empty: is not recognized as any of pictures, clouds, chains(, [a-z]+)*: name the kind with --modality$/],
    ['real', 'more', [], /real' holds 24 pictures and '.*more' 26: scores need as many of both; give --count 24$/],
    ['few', 'few', [], /scores of pictures need at least 10 of each set, not 6/],
    ['real', 'alike', ['--part', 'train'], /--part train is for models/],
    ['real', 'alike', ['--features', 'missing.onnx'], /missing\.onnx: there is no such file$/],
    ['real', 'alike', ['--feature-size', '5'], /does not take pictures of float32\[1, 3, 5, 5\]/],
  ])('%s against %s, %j, is refused in one line', async (given, reference, flags, message) => {
    const failure = await evaluate(inFolder(given), [...(reference === undefined ? [] : ['--reference', inFolder(reference)]), ...flags]).then(() => undefined, (error: Error) => error);
    expect(failure?.message).toMatch(message);
    expect(failure?.message).not.toContain('\n');
  });
});

describe('a checkpoint', () => {
  test('makes as many samples as there are references, class by class, and says how', async () => {
    const { out, scores } = await evaluate(checkpoint(), ['--reference', inFolder('real')]);
    expect(out).toMatch(/^24 of .*model\.safetensors \(euler, 2 steps, guidance [\d.]+\), against 24 of 24 all pictures of .*real, 6×6\n/);
    expect(scores.protocol).toMatchObject({ samples: 24, references: 24 });
    expect((await evaluate(checkpoint(), ['--reference', inFolder('real')])).scores).toEqual(scores);
    expect((await evaluate(checkpoint(), ['--reference', inFolder('real'), '--seed', '1'])).scores.frechetDistance.value).not.toBe(scores.frechetDistance.value);
  });

  test('flags take the place of what the model says of sampling', async () => {
    const { out } = await inrflow(['evaluate', checkpoint(), '--reference', inFolder('real'), '--solver', 'euler', '--steps', '3', '--shift', '2', '--guidance', '1.5', '--features', inFolder('network.onnx'), '--feature-size', '4', '--feature-range', '0,1', '--no-cache', '--threads', '1']);
    expect(out).toContain('model.safetensors (euler, 3 steps, shift 2, guidance 1.5), against');
  });

  test('data that are not here, and parts that there are not', async () => {
    await expect(evaluate(checkpoint())).rejects.toThrow(/^2 inrflow: nowhere: there is no such file or folder: the data of this run are not here; name pictures to compare with by --reference$/);
    await expect(evaluate(checkpoint(), ['--reference', inFolder('real'), '--part', 'held-out'])).rejects.toThrow(/^2 inrflow: --part held-out: training held nothing out/);
    await expect(evaluate(checkpoint(), ['--reference', inFolder('real'), '--count', '5'])).rejects.toThrow(/^2 inrflow: scores of pictures need at least 10/);
  });

  test('Ctrl-C writes nothing', async () => {
    const controller = new AbortController();
    controller.abort();
    await expect(evaluate(checkpoint(), ['--reference', inFolder('real')], { signal: controller.signal })).rejects.toThrow('130 inrflow: interrupted: nothing was written');
  });
});
