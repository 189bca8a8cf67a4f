import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { Checkpoint } from './checkpoint.js';
import { loadCheckpoint, loadCheckpointConfig, saveCheckpoint } from './files.js';

const checkpoint: Required<Checkpoint> = {
  content: 'weights', config: { model: 'B' }, progress: {}, tensors: { w: { shape: [2, 1], data: Float32Array.of(0.1, 2) } },
};

let folder: string;
beforeEach(async () => (folder = await mkdtemp(path.join(tmpdir(), 'checkpoint-'))));
afterEach(async () => rm(folder, { recursive: true }));

describe('checkpoint files', () => {
  test('a checkpoint comes back as it was saved', async () => {
    const file = path.join(folder, 'last.safetensors');
    await saveCheckpoint(file, checkpoint);
    expect(await loadCheckpoint(file, { content: 'weights' })).toEqual(checkpoint);
    await saveCheckpoint(file, checkpoint, { floats: 'F16' });
    expect((await loadCheckpoint(file)).tensors.w.data[0]).toBeCloseTo(0.1, 4);
  });

  test('a missing file names its nearest neighbours, and a folder is recognized as one', async () => {
    for (const name of ['step-1000.safetensors', 'step-2000.safetensors', 'notes.txt', 'a-much-longer-name-than-the-others']) await writeFile(path.join(folder, name), '');
    const missing = path.join(folder, 'step-200.safetensors');
    await expect(loadCheckpoint(missing)).rejects.toThrow(`${missing}: there is no such file; the closest names in its folder: step-2000.safetensors, step-1000.safetensors, notes.txt`);
    await expect(loadCheckpoint(path.join(folder, 'no', 'x'))).rejects.toThrow(`nor a folder ${path.join(folder, 'no')}`);
    await expect(loadCheckpoint(folder)).rejects.toThrow('it is a folder without weights.safetensors or training.safetensors in it; expected a checkpoint file');
  });

  test('a file cut short or altered is named', async () => {
    const file = path.join(folder, 'last.safetensors');
    await saveCheckpoint(file, checkpoint);
    const bytes = await readFile(file);
    await writeFile(file, bytes.subarray(0, bytes.length - 3));
    await expect(loadCheckpoint(file)).rejects.toThrow(`${file}: tensor 'w' ends after the file does: cut short by 3 bytes`);
    bytes[bytes.length - 2] ^= 4;
    await writeFile(file, bytes);
    await expect(loadCheckpoint(file)).rejects.toThrow(`${file}: its data have been altered`);
    await writeFile(file, '');
    await expect(loadCheckpoint(file)).rejects.toThrow(/last\.safetensors: it is empty/);
  });
});

test('the configuration is read from the header alone; faults are reported as for the whole file', async () => {
  await saveCheckpoint(path.join(folder, 'header.safetensors'), checkpoint);
  expect(await loadCheckpointConfig(path.join(folder, 'header.safetensors'))).toEqual({ config: checkpoint.config });
  // The data are not looked at.
  const bytes = await readFile(path.join(folder, 'header.safetensors'));
  await writeFile(path.join(folder, 'cut.safetensors'), bytes.subarray(0, bytes.length - 4));
  expect(await loadCheckpointConfig(path.join(folder, 'cut.safetensors'))).toEqual({ config: checkpoint.config });
  for (const [name, contents] of [['text.safetensors', Buffer.from('hello, this is text')], ['short.safetensors', Buffer.from('abc')], ['long.safetensors', Buffer.alloc(40, 255)]] as const) {
    await writeFile(path.join(folder, name), contents);
    const message = await loadCheckpoint(path.join(folder, name)).catch((error: Error) => error.message);
    await expect(loadCheckpointConfig(path.join(folder, name))).rejects.toThrow(String(message));
  }
  await expect(loadCheckpointConfig(path.join(folder, 'none.safetensors'))).rejects.toThrow('there is no such file');
});
