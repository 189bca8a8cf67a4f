import { writeFile } from 'node:fs/promises';
import { temporaryFolder } from '@testing/temporaryFolder';
import { settingsOf } from '../kind/index.js';
import { SettingsError } from '../settings/index.js';
import { ExampleError, type Dataset } from '../modality/index.js';
import { sineWaves, soundKind } from '../testing/soundKind.js';
import { encodeModel } from './encodeModel.js';
import { loadModel } from './loadModel.js';
import { kindOfCheckpoint, storedSettings, type Model } from './model.js';
import { prepareTraining } from './prepareTraining.js';
import { train } from './train.js';
import type { TrainingReport } from './training.js';

const inFolder = temporaryFolder('file');
const stored = (model: Model) => encodeModel(model);

test('a model trains with the defaults, is stored, loaded and sampled, and the same seed gives the same bits', async () => {
  const reports: TrainingReport[] = [];
  const run = train({ kind: soundKind, dataset: sineWaves(), settings: { training: { steps: 120, decodedPoints: 32 } }, threads: 1 });
  for await (const report of run) reports.push(report);
  expect(reports).toHaveLength(120);
  expect(reports[119]).toMatchObject({ step: 120, steps: 120, secondsLeft: 0 });
  const mean = (part: TrainingReport[]) => part.reduce((sum, { loss }) => sum + loss, 0) / part.length;
  expect(mean(reports.slice(-20))).toBeLessThan(0.7 * mean(reports.slice(0, 10)));

  const model = await run.model();
  expect(model.settings).toMatchObject({ training: { learningRate: 0.013, batchSize: 8 }, sampling: { solver: 'euler', steps: 4 }, model: { width: 16 } });
  const made = await model.sample({ class: 'high', count: 2, seed: 5 });
  const bytes = await stored(model);
  await writeFile(inFolder('sound.safetensors'), bytes);
  for (const source of [bytes, inFolder('sound.safetensors')]) {
    const loaded = await loadModel(source, soundKind);
    expect(await loaded.sample({ class: 'high', count: 2, seed: 5, batch: 1 })).toEqual(made);
    expect((await loaded.sample({ class: ['low', 'high'], seed: 5 }))[1]).toEqual(made[0]);
    expect((await loaded.sample({ samples: 64, class: 'low' }))[0]).toHaveLength(64);
    // Requesting the places of training changes nothing.
    expect(await loaded.sample({ samples: 32, class: 'high', count: 2, seed: 5 })).toEqual(made);
    // What is kept from sample to sample changes nothing: neither for calls at once, nor after it was freed.
    const [first, second] = await Promise.all([loaded.sample({ samples: 64, class: 'low' }), loaded.sample({ class: 'high', count: 2, seed: 5 })]);
    expect([first[0].length, second]).toEqual([64, made]);
    await loaded.dispose();
    expect(await loaded.sample({ class: 'high', count: 2, seed: 5 })).toEqual(made);
    await loaded.dispose();
    await expect(loaded.sample({ cuont: 2 } as never)).rejects.toThrow("sample: unknown field 'cuont': expected 'samples', 'class'");
    await expect(loaded.sample({ onProgress: () => {} } as never)).rejects.toThrow("sample: unknown field 'onProgress'");
  }
});

test('values far from unit scale are scaled by the data, and come back in their own unit', async () => {
  const kind = { ...soundKind, scale: 'fit' as const };
  const run = train({ kind, dataset: sineWaves({ level: 290, loudness: 10 }), settings: { training: { steps: 60 } }, threads: 1 });
  const losses: number[] = [];
  for await (const { loss } of run) losses.push(loss);
  expect(losses[0]).toBeLessThan(4);
  const model = await run.model();
  expect(model.settings.scaling!.mean[0]).toBeCloseTo(290, 0);
  const [sound] = await (await loadModel(await stored(model), kind)).sample({ class: 'low' });
  expect(sound.reduce((sum, x) => sum + x, 0) / sound.length).toBeGreaterThan(270);
});

const prepare = (dataset: Dataset, settings: object = {}, kind: typeof soundKind = soundKind) => prepareTraining(kind, settingsOf(kind, settings), dataset);
const changed = (change: (example: Awaited<ReturnType<Dataset['example']>>, index: number) => object): Dataset => {
  const waves = sineWaves();
  return { ...waves, example: async (index, address) => ({ ...(await waves.example(index, address)), ...change(await waves.example(index, address), index) }) };
};

test('nothing that breaks the contract passes in silence', async () => {
  await expect(prepare(changed(() => ({ label: 2 })))).rejects.toThrow(new ExampleError('example 0 of the sound data breaks the contract: its label is 2; expected an integer from 0 to 1'));
  await expect(prepare(changed(({ values }) => ({ values: values.subarray(1) })))).rejects.toThrow('values has 31 numbers; expected 32 points × 1 channels');
  await expect(prepare(changed(({ coordinates }) => ({ coordinates: coordinates.map((t) => t / 2) })))).rejects.toThrow("the kind's places have");
  expect((await prepare(changed(({ values }) => ({ values: values.map((x) => 100 * x) })))).warnings).toEqual([expect.stringContaining('far from the unit scale')]);
  await expect(prepare(sineWaves(), { training: { steps: 1, minutes: 1 } })).rejects.toThrow(SettingsError);
  await expect(prepare(sineWaves(), { model: { heads: 3 } })).rejects.toThrow('model.heads (3) must divide model.width (16)');
  await expect(prepare(sineWaves(), { training: { device: 'webgpu' }, sampling: { weightBits: 8 } })).rejects.toThrow("sampling.weightBits is 8, but training.device is 'webgpu'");
  expect(() => settingsOf(soundKind, { training: { learninRate: 1 } })).toThrow("did you mean 'learningRate'?");
  expect(() => settingsOf(soundKind, { model: { preset: 'huge' } })).toThrow("model.preset is 'huge': expected 'tiny' or 'small'");
});

test('room for pairs is measured if places differ by example', async () => {
  const { places: _, ...scattered } = soundKind;
  const bunched = changed(({ coordinates }, index) => ({ coordinates: coordinates.map((t, i) => (i < 20 ? -0.99 : t) + index * 0) }));
  // 20 of 32 samples lie at the first of 8 latents, which are a quarter apart: brute force over all examples.
  const { network } = await prepareTraining(scattered as typeof soundKind, settingsOf(scattered as typeof soundKind, {}), bunched);
  expect(network.config.pairsPerLatent).toBe(20);
});

test('a model records its kind of data; another kind, a later contract and missing classes are refused', async () => {
  const run = train({ kind: soundKind, dataset: sineWaves(), settings: { training: { steps: 1 } }, threads: 1 });
  const model = await run.model();
  const config = storedSettings(soundKind, model.settings, model.classes);
  expect(kindOfCheckpoint({ config })).toEqual({ name: 'sound', origin: { package: 'inrflow-modality-sound', version: '1.2.3', contract: 1 } });
  const bytes = await stored(model);
  await expect(loadModel(bytes, { ...soundKind, name: 'noise' })).rejects.toThrow("checkpoint: it is a model of 'sound' (package inrflow-modality-sound), not of 'noise'");
  await expect(loadModel(await stored({ ...model, kind: { ...soundKind, contract: 9 } }), soundKind)).rejects.toThrow('follows contract 9, and this release knows up to 1');
  const loaded = await loadModel(bytes, soundKind);
  await expect(loaded.sample({ class: 'hihg' })).rejects.toThrow("there is no class 'hihg': expected 'low' or 'high'; did you mean 'high'?");
  await expect(loaded.sample({ samples: 0 })).rejects.toThrow('sample: samples must be an integer of at least 1, not 0');
  await expect(loaded.sample({ sample: 3 } as object)).rejects.toThrow("unknown field 'sample': expected 'samples'");
});

test('a signal ends training with what was learnt by then', async () => {
  const ending = new AbortController();
  const run = train({ kind: soundKind, dataset: sineWaves(), signal: ending.signal, threads: 1 });
  for await (const { step } of run) if (step === 3) ending.abort();
  expect((await run.model()).progress.step).toBe(3);
});
