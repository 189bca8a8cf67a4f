import { copyFile, mkdir, readdir, readFile, rename, rm, truncate, writeFile } from 'node:fs/promises';
import path from 'node:path';
import * as files from '@inrflow/core/node';
import { temporaryFolder } from '@testing/temporaryFolder';
import { inrflow, lastLine } from './support/command.js';
import { TINY, writePictures } from './support/folder.js';

jest.mock('@inrflow/core/node', () => ({ __esModule: true, ...jest.requireActual<object>('@inrflow/core/node') }));
jest.setTimeout(600_000);

const inFolder = temporaryFolder('file');

/** Trains a tiny model; arguments such as `model.heads=3` are settings. */
const train = (...args: string[]) => {
  const isSetting = (arg: string) => /^[a-z]+\.\w+=/i.test(arg);
  return inrflow(['train', ...args.filter((arg) => !isSetting(arg)), ...TINY, ...args.filter(isSetting)]);
};
const bytes = (...names: string[]) => readFile(inFolder(...names));
const steps = async (run: string) => (await readFile(inFolder(run, 'metrics.jsonl'), 'utf8')).trimEnd().split('\n').map((line) => (JSON.parse(line) as { step: number }).step);

beforeAll(async () => {
  await writePictures(inFolder('pictures'));
  const outcome = await train('--data', inFolder('pictures'), '--run', inFolder('whole'), '--steps', '6');
  expect(outcome).toMatchObject({ code: 0, out: expect.stringMatching(/^trained 6 steps in .*report\.html$/) as string });
});
afterEach(() => jest.restoreAllMocks());

test('a run leaves its configuration, metrics, checkpoints, previews and a report that needs no other file', async () => {
  expect((await readdir(inFolder('whole'))).sort()).toEqual(['config.json', 'metrics.jsonl', 'previews', 'report.html', 'training.safetensors', 'weights.safetensors']);
  expect(await steps('whole')).toEqual([1, 2, 3, 4, 5, 6]);
  expect(await readdir(inFolder('whole', 'previews'))).toEqual(['step-0000006.png']);
  const report = (await bytes('whole', 'report.html')).toString();
  for (const part of ['<polyline', 'data:image/png;base64,', '&quot;batchSize&quot;: 2', 'ONNX Runtime threads', 'finished', 'dark, light']) expect(report).toContain(part);
  expect(report).not.toMatch(/(src|href)="(?!data:)/);
});

test('the configuration that a run leaves repeats it, byte for byte', async () => {
  const outcome = await inrflow(['train', inFolder('whole', 'config.json'), '--run', inFolder('again')]);
  expect(outcome.code).toBe(0);
  const [first, again] = await Promise.all(['whole', 'again'].map(async (run) => (await files.loadCheckpoint(inFolder(run, 'weights.safetensors'))).tensors));
  expect(again).toEqual(first);
});

test('interrupted and resumed equals uninterrupted, bit for bit', async () => {
  const interruption = new AbortController();
  const args = ['train', '--data', inFolder('pictures'), '--run', inFolder('halves'), '--steps', '6', ...TINY];
  const stopped = await inrflow(args, { signal: interruption.signal, onNote: (text) => text.startsWith('step 1/') && interruption.abort() });
  expect([stopped.code, lastLine(stopped)]).toEqual([130, `inrflow: interrupted: step 1 is saved; continue with: inrflow train --resume --run ${inFolder('halves')}`]);
  expect(await steps('halves')).toEqual([1]);
  // As if killed after the checkpoint, with the next step half written.
  await writeFile(inFolder('halves', 'metrics.jsonl'), '{"step":2,"loss":9}\n{"st', { flag: 'a' });
  const resumed = await inrflow(['train', '--resume', '--run', inFolder('halves')]);
  expect(resumed.error).toContain('continuing from step 1');
  expect(resumed.code).toBe(0);
  expect(await steps('halves')).toEqual([1, 2, 3, 4, 5, 6]);
  const [whole, halves] = await Promise.all(['whole', 'halves'].map(async (run) => (await files.loadCheckpoint(inFolder(run, 'training.safetensors'))).tensors));
  expect(halves).toEqual(whole);
});

test('a folder that is not empty is refused, and only the run in it is replaced by --force', async () => {
  await writeFile(inFolder('halves', 'mine.txt'), 'kept');
  const refused = await train('--data', inFolder('pictures'), '--run', inFolder('halves'), '--steps', '1');
  expect([refused.code, lastLine(refused)]).toEqual([2, expect.stringContaining('is not empty: continue it with --resume, replace it with --force')]);
  expect((await train('--data', inFolder('pictures'), '--run', inFolder('halves'), '--steps', '1', '--force')).code).toBe(0);
  expect(await steps('halves')).toEqual([1]);
  expect((await bytes('halves', 'mine.txt')).toString()).toBe('kept');
});

test('a timed run settles its steps, writes them down and stops', async () => {
  const outcome = await train('--data', inFolder('pictures'), '--run', inFolder('timed'), '--minutes', '0.02');
  expect(outcome.code).toBe(0);
  const { training } = JSON.parse((await bytes('timed', 'config.json')).toString()) as { training: { steps: number; minutes?: number; decayFrom: number } };
  expect(training.minutes).toBeUndefined();
  expect(training.steps).toBeGreaterThan(training.decayFrom);
  expect((await steps('timed')).at(-1)).toBeLessThanOrEqual(training.steps);
});

describe('bad pictures', () => {
  beforeAll(async () => {
    await writePictures(inFolder('mixed'));
    await writeFile(inFolder('mixed', 'dark', 'text.png'), 'no picture at all');
    await copyFile(inFolder('mixed', 'light', '0.png'), inFolder('mixed', 'light', 'cut.png'));
    await truncate(inFolder('mixed', 'light', 'cut.png'), 60);
  });

  test('are skipped with warnings that count them', async () => {
    const { code, error } = await train('--data', inFolder('mixed'), '--run', inFolder('skipping'), '--steps', '8');
    expect(code).toBe(0);
    expect(error).toMatch(/warning: skipped, cannot read picture '.*dark\/text\.png': not a picture/);
    expect(error).toMatch(/warning: skipped, cannot read picture '.*light\/cut\.png': a damaged or truncated PNG/);
    expect(error).toMatch(/warning: 2 pictures could not be read and were skipped, \d+ times in all/);
    expect((await bytes('skipping', 'report.html')).toString()).toMatch(/\d+ times one could not be read/);
  });

  test('stop a strict run at once, and so does one of another size', async () => {
    const strict = await train('--data', inFolder('mixed'), '--run', inFolder('strict'), '--steps', '8', '--strict');
    expect([strict.code, lastLine(strict)]).toEqual([1, expect.stringMatching(/^inrflow: cannot read picture '.*(text|cut)\.png'/)]);
    await writePictures(inFolder('sizes'));
    await writePictures(inFolder('sizes'), { size: 5, perClass: 2 });
    const sizes = await train('--data', inFolder('sizes'), '--run', inFolder('sizes-run'), '--steps', '8', '--strict');
    expect([sizes.code, lastLine(sizes)]).toEqual([1, expect.stringMatching(/^inrflow: cannot read picture '.*': it has \d×\d pixels instead of \d×\d$/)]);
  });

  test('a folder without any, or that is not there, is named, and no run folder is left', async () => {
    await mkdir(inFolder('nothing'));
    const empty = await train('--data', inFolder('nothing'), '--run', inFolder('none'));
    expect([empty.code, lastLine(empty)]).toEqual([1, expect.stringMatching(/^inrflow: folder '.*nothing' holds no pictures; looked for \.png/)]);
    await expect(readdir(inFolder('none'))).rejects.toThrow('ENOENT');
    const missing = await train('--data', inFolder('picturse'), '--run', inFolder('missing'));
    expect([missing.code, lastLine(missing)]).toEqual([1, expect.stringMatching(/did you mean '.*pictures'\?$/)]);
    await expect(readdir(inFolder('missing'))).rejects.toThrow('ENOENT');
  });
});

test('a loss that is not a number stops the run in one line, with the last checkpoint kept', async () => {
  const outcome = await train('--data', inFolder('pictures'), '--run', inFolder('diverging'), '--steps', '50', '--learning-rate', '1e38', 'training.warmUpSteps=0', 'training.checkpointEvery=1', 'training.previewEvery=0');
  expect([outcome.code, lastLine(outcome)]).toEqual([1, expect.stringMatching(/^inrflow: the (loss|gradients' norm) of step \d+ is (NaN|Infinity): training stopped, the checkpoint of step \d+ is kept in .*; a lower training\.learningRate may help$/)]);
  const { progress, tensors } = await files.loadCheckpoint(inFolder('diverging', 'training.safetensors'));
  expect(progress.step).toBe((await steps('diverging')).at(-1));
  expect(Object.keys(tensors).length).toBeGreaterThan(0);
  expect((await bytes('diverging', 'report.html')).toString()).toContain('stopped: the ');
});

test('a full disk while saving is one line, and the old checkpoint stays', async () => {
  await train('--data', inFolder('pictures'), '--run', inFolder('full'), '--steps', '1');
  const before = await bytes('full', 'training.safetensors');
  const full = Object.assign(new Error('ENOSPC: no space left on device, write'), { code: 'ENOSPC' });
  const actual = jest.requireActual<typeof files>('@inrflow/core/node');
  jest.spyOn(files, 'saveCheckpoint').mockImplementation((file) => actual.writeFileAtomically(file, Buffer.alloc(1000), {
    open: () => Promise.resolve({ write: () => Promise.reject(full), close: () => Promise.resolve() }) as never, rename: () => Promise.reject(full),
  }));
  const outcome = await inrflow(['train', '--resume', '--run', inFolder('full'), '--steps', '2']);
  expect([outcome.code, lastLine(outcome)]).toEqual([1, expect.stringMatching(/^inrflow: .*training\.safetensors: not written: the disk is full; expected room for .* MB in /)]);
  expect(Buffer.compare(await bytes('full', 'training.safetensors'), before)).toBe(0);
  expect((await readdir(inFolder('full'))).filter((name) => name.endsWith('.partial'))).toEqual([]);
});

describe('resuming', () => {
  const resume = (...args: string[]) => inrflow(['train', '--resume', '--run', inFolder('whole'), ...args]);

  test('under another configuration names the field', async () => {
    const outcome = await resume('--batch-size', '3');
    expect([outcome.code, lastLine(outcome)]).toEqual([2, expect.stringMatching(/training\.safetensors: belongs to another configuration: its training\.batchSize is 2, not 3$/)]);
    expect(lastLine(await resume('--set', 'model.blocks=2'))).toMatch(/its model\.blocks is 1, not 2$/);
  });

  test('with other data says so', async () => {
    await writePictures(inFolder('fewer'), { perClass: 2 });
    expect(lastLine(await resume('--data', inFolder('fewer')))).toMatch(/was trained on 6 pictures, but '.*fewer' has 4$/);
  });

  test.each<[what: string, harm: (good: Buffer) => Buffer, message: RegExp]>([
    ['cut short', (good) => good.subarray(0, good.length - 100), /training\.safetensors: .*(cut short|bytes)/],
    ['altered', (good) => Buffer.from(good.map((byte, i) => (i === good.length - 9 ? byte ^ 1 : byte))), /training\.safetensors: its data have been altered: the hash differs$/],
  ])('a checkpoint %s is refused, and left as it is', async (_, harm, message) => {
    const good = await bytes('whole', 'training.safetensors');
    await writeFile(inFolder('whole', 'training.safetensors'), harm(good));
    const outcome = await resume();
    await writeFile(inFolder('whole', 'training.safetensors'), good);
    expect([outcome.code, lastLine(outcome)]).toEqual([1, expect.stringMatching(message)]);
  });

  test('where no run is says so', async () => {
    const outcome = await inrflow(['train', '--resume', '--run', inFolder('nowhere')]);
    expect([outcome.code, lastLine(outcome)]).toEqual([2, expect.stringContaining('does not contain a run')]);
    await rm(inFolder('whole', 'config.json'));
    expect(lastLine(await resume())).toContain(path.join('whole', 'config.json'));
  });
});

test('what cannot be is refused before anything is written', async () => {
  const refused = async (...args: string[]) => lastLine(await train('--data', inFolder('pictures'), '--run', inFolder('refused'), ...args));
  expect(await refused('--size', '100000')).toMatch(/^inrflow: training needs about .*B of memory, but only .*B are free: lower data\.size \(100000\)/);
  expect(await refused('model.latents=5')).toMatch(/grid needs a square number of latents, not 5: the nearest are 4/);
  expect(await refused('model.heads=3')).toMatch(/model\.heads \(3\) must divide model\.width \(8\)/);
  expect(await refused('--steps', '3', '--minutes', '1')).toMatch(/give training\.steps or training\.minutes, not both/);
  expect(await refused('training.gradientAccumulation=4')).toMatch(/gradientAccumulation \(4\) must divide training\.batchSize \(2\)/);
  expect(await refused('--preset', 'tiny-23')).toMatch(/--preset is 'tiny-23': expected .*did you mean 'tiny-/);
  await expect(readdir(inFolder('refused'))).rejects.toThrow('ENOENT');
});

describe('starting from a model', () => {
  const metrics = async (run: string) => (await readFile(inFolder(run, 'metrics.jsonl'), 'utf8')).trim().split('\n').map((line) => JSON.parse(line) as { loss: number; lossByTime: (number | null)[] });

  test('takes its sizes, learns on from where it was, and keeps classes of the same name', async () => {
    await mkdir(inFolder('other', 'light'), { recursive: true });
    await mkdir(inFolder('other', 'new'));
    for (const [from, to] of [['light/0.png', 'light/0.png'], ['dark/0.png', 'new/0.png']]) await copyFile(inFolder('pictures', from), inFolder('other', to));
    await inrflow(['train', '--data', inFolder('pictures'), '--run', inFolder('longer'), '--steps', '150', ...TINY, 'model.width=16', 'training.learningRate=0.01']);
    const { code, error } = await inrflow(['train', '--data', inFolder('other'), '--init', inFolder('longer'), '--run', inFolder('tuned'), '--steps', '12', '--batch-size', '2', '--threads', '1']);
    expect([code, error]).toEqual([0, expect.stringMatching(/2 classes; run folder .*tuned\nstarting from .*longer\/weights\.safetensors\n/)]);
    expect(JSON.parse(await readFile(inFolder('tuned', 'config.json'), 'utf8'))).toMatchObject({ model: { width: 16 }, training: { init: inFolder('longer') } });
    const mean = (lines: { loss: number }[]) => lines.reduce((sum, { loss }) => sum + loss, 0) / lines.length;
    const [fresh, tuned] = [await metrics('longer'), await metrics('tuned')];
    expect(mean(tuned)).toBeLessThan(0.9 * mean(fresh.slice(0, 12)));
    expect(fresh[0].lossByTime.filter((loss) => loss !== null).length).toBeGreaterThan(0);
    // Its own configuration, and its own checkpoint, go on without it.
    await rename(inFolder('longer'), inFolder('gone'));
    expect((await inrflow(['train', '--resume', '--run', inFolder('tuned'), '--steps', '13'])).code).toBe(0);
    await rename(inFolder('gone'), inFolder('longer'));
  });

  test.each<[args: string[], message: RegExp]>([
    [['--set', 'model.width=32', 'model.heads=2'], /^inrflow: training\.init: parameter '.*' of the model to start from has the shape/],
    [['--set', 'model.blocks=2'], /^inrflow: training\.init: the model to start from has no parameter 'blocks\.1/],
    [['--init', 'proteins'], /proteins\.safetensors: is a model of 'protein', .*not of 'image', which @inrflow\/image is for$/],
    [['--init', 'nowhere.safetensors'], /nowhere\.safetensors: there is no such file/],
  ])('that does not fit, %j, is refused before anything is written', async (args, message) => {
    const outcome = await inrflow(['train', '--data', inFolder('pictures'), '--init', inFolder('longer'), '--run', inFolder('misfit'), '--steps', '1', '--threads', '1', ...args]);
    expect([outcome.code > 0, lastLine(outcome)]).toEqual([true, expect.stringMatching(message)]);
    expect(await readdir(inFolder())).not.toContain('misfit');
  });
});
