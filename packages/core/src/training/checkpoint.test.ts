import { decodeCheckpoint, encodeCheckpoint, type Checkpoint } from '../checkpoints/index.js';
import { toyDataset, toyNetwork, toyRecipe } from '../testing/toyModality.js';
import { resumeFrom, trainingCheckpoint, weightsCheckpoint, weightsFrom } from './checkpoint.js';
import { createTrainer, type Trainer } from './trainer.js';

const network = toyNetwork({ classes: 3, rotary: true });
const options = { network, dataset: toyDataset(10, { labels: true }), recipe: toyRecipe(), threads: 1 };
const config = { width: network.config.width };

async function advance(trainer: Trainer, steps: number): Promise<number[]> {
  const losses: number[] = [];
  for (let i = 0; i < steps; i++) losses.push((await trainer.advance()).loss);
  return losses;
}

test.each([[1, [1, 3]], [2, [2]]])('a run resumed from memory and from bytes, wherever it was interrupted, repeats the uninterrupted one bit for bit; %i threads', async (threads, interruptions) => {
  const whole = await createTrainer({ ...options, threads });
  const losses = await advance(whole, 4);
  expect(new Set(losses).size).toBe(4);
  for (const interrupted of interruptions) {
    const first = await createTrainer({ ...options, threads });
    const before = await advance(first, interrupted);
    const checkpoint = trainingCheckpoint(first, config, { note: 'kept' });
    const read = await decodeCheckpoint(await encodeCheckpoint(checkpoint), { content: 'training' });
    expect([read.config, read.progress]).toEqual([config, { note: 'kept', step: interrupted }]);
    const resumed = await createTrainer({ ...options, threads, resume: resumeFrom(interrupted === 1 ? checkpoint : read, network) });
    expect(resumed.step).toBe(interrupted);
    expect([...before, ...(await advance(resumed, 4 - interrupted))]).toEqual(losses);
    expect(resumed.arrays()).toEqual(whole.arrays());
    await resumed.dispose();
    await first.dispose();
  }
  await whole.dispose();
});

test('what a run resumed from is not changed by its steps', async () => {
  const first = await createTrainer(options);
  await advance(first, 1);
  const checkpoint = trainingCheckpoint(first, config);
  const bytes = await encodeCheckpoint(checkpoint);
  const resumed = await createTrainer({ ...options, resume: resumeFrom(checkpoint, network) });
  await advance(resumed, 3);
  expect(await encodeCheckpoint(checkpoint)).toEqual(bytes);
  await first.dispose();
  await resumed.dispose();
});

test('a weights checkpoint holds the average and nothing else; both kinds give it back', async () => {
  const trainer = await createTrainer(options);
  await advance(trainer, 1);
  const weights = await decodeCheckpoint(await encodeCheckpoint(weightsCheckpoint(trainer, config)));
  expect(weights.content).toBe('weights');
  expect(Object.keys(weights.tensors).sort()).toEqual(Object.keys(trainer.arrays().average).map((name) => `average/${name}`).sort());
  expect(weightsFrom(weights, network)).toEqual(trainer.arrays().average);
  expect(weightsFrom(trainingCheckpoint(trainer, config), network)).toEqual(trainer.arrays().average);
  expect(() => resumeFrom(weights, network, { file: 'a.safetensors' })).toThrow('a.safetensors: it is a weights checkpoint');
  await trainer.dispose();
});

describe('a checkpoint of another configuration', () => {
  let checkpoint: Checkpoint;
  beforeAll(async () => {
    const trainer = await createTrainer(options);
    checkpoint = trainingCheckpoint(trainer, config);
    await trainer.dispose();
  });

  test.each([
    [{ width: 32 }, "tensor 'parameters/time.hidden.weight' has shape [256,16]; the configuration expects [256,32]"],
    [{ classes: 4 }, "tensor 'parameters/classes.vectors' has shape [4,16]; the configuration expects [5,16]"],
    [{ blocks: 3 }, "it has no tensor 'parameters/blocks.2.modulation.weight'; the configuration expects one of shape [16,96]"],
    [{ blocks: 1 }, "it has a tensor 'parameters/blocks.1.modulation.weight', which the configuration does not"],
    [{ encoder: 'linear' as const }, "it has no tensor 'parameters/encoder.group.weight'"],
  ])('%p: the first parameter that differs is named', (changes, message) => {
    const other = toyNetwork({ classes: 3, rotary: true, ...changes });
    expect(() => resumeFrom(checkpoint, other, { file: 'run.safetensors' })).toThrow(`run.safetensors: ${message}`);
  });

  test('moments are checked as parameters are, and steps', () => {
    const { 'second/final.output.bias': _, ...tensors } = checkpoint.tensors;
    expect(() => resumeFrom({ ...checkpoint, tensors }, network)).toThrow("no tensor 'second/final.output.bias'");
    expect(() => resumeFrom({ ...checkpoint, progress: { step: 1.5 } }, network)).toThrow('progress.step is 1.5');
    const integers = { ...checkpoint.tensors, 'average/final.output.bias': { shape: [2], data: new Int32Array(2) } };
    expect(() => weightsFrom({ ...checkpoint, tensors: integers }, network)).toThrow("'average/final.output.bias' holds integers");
  });
});
