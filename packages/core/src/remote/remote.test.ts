import { MessageChannel } from 'node:worker_threads';
import { loadModel, train } from '../pipeline/index.js';
import type { Example } from '../modality/index.js';
import { sineWaves, soundKind } from '../testing/soundKind.js';
import { connect, serve } from './index.js';

const waves = sineWaves({ length: 6 });
const examples: Example[] = [];
const settings = { training: { steps: 3, batchSize: 2, decodedPoints: 8 } };
const channel = new MessageChannel();
serve([soundKind], channel.port1);
const remote = connect(channel.port2);

beforeAll(async () => {
  for (let i = 0; i < waves.length; i++) examples.push(await waves.example(i, { seed: 0, stream: '' }));
});
afterAll(() => channel.port1.close());

test('a model is trained, sampled and stored there as it would be here, to the bit, with progress', async () => {
  const own = await train({ kind: soundKind, dataset: waves, settings, threads: 1 }).model();
  const losses: number[] = [];
  const model = await remote.train(soundKind, { dataset: { classes: waves.classes, examples }, settings, threads: 1, onProgress: ({ loss }) => losses.push(loss) });
  expect(losses).toHaveLength(3);
  expect(model).toMatchObject({ kind: 'sound', classes: ['low', 'high'], steps: 3 });
  const asked = { class: 'high', samples: 40, seed: 2, threads: 1 } as const;
  const steps: number[] = [];
  const [there] = await model.sample({ ...asked, states: true, onProgress: ({ step, steps: all, values }) => steps.push(step, all!, values![0].length) });
  expect(there).toEqual((await own.sample(asked))[0]);
  expect(steps).toEqual([1, 4, 40, 2, 4, 40, 3, 4, 40, 4, 4, 40]);
  const bytes = await model.encode();
  const [again] = await (await loadModel(bytes, soundKind)).sample(asked);
  expect(again).toEqual(there);
  const [loaded] = await (await remote.load(bytes, soundKind)).sample(asked);
  expect(loaded).toEqual(there);
  await model.dispose();
  await expect(model.sample()).rejects.toThrow('this model has been disposed of');
});

test('a signal ends samples with an AbortError, and a training with the model as it is then', async () => {
  const stop = new AbortController();
  const model = await remote.train(soundKind, { dataset: { classes: waves.classes, examples }, settings: { training: { ...settings.training, steps: 1000 } }, threads: 1, signal: stop.signal, onProgress: ({ step }) => step === 2 && stop.abort() });
  expect(model.steps).toBeLessThan(20);
  const other = new AbortController();
  const steps: number[] = [];
  await expect(model.sample({ sampling: { steps: 1000 }, threads: 1, signal: other.signal, onProgress: ({ step }) => { steps.push(step); other.abort(); } })).rejects.toMatchObject({ name: 'AbortError' });
  expect(steps.length).toBeLessThan(100);
  await expect(model.sample({ threads: 1, signal: AbortSignal.abort() })).rejects.toMatchObject({ name: 'AbortError' });
});

test('errors are those of a local call', async () => {
  await expect(remote.load(new Uint8Array(3), soundKind)).rejects.toThrow(/^checkpoint: /);
  await expect(remote.load('nowhere.safetensors', { ...soundKind, name: 'smell' })).rejects.toThrow("there is no kind of data 'smell' in this worker; it has sound");
});
