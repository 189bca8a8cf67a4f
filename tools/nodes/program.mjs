// A short life of a model, to be run by several versions of Node: train, save, load, sample at another size, write; and the packages by require.
import assert from 'node:assert/strict';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import os from 'node:os';
import path from 'node:path';
import { loadModel, train } from '@inrflow/core';
import { image, pictureFromValues } from '@inrflow/image';
import { openImageDataset, writePng } from '@inrflow/image/node';

const folder = await mkdtemp(path.join(os.tmpdir(), 'inrflow-node-'));
try {
  for (const [name, grey] of [['dark', -0.8], ['light', 0.8]]) await writePng(path.join(folder, `${name}.png`), pictureFromValues(new Float32Array(8 * 8 * 3).fill(grey), { width: 8 }));
  const dataset = await openImageDataset(folder, { size: 8 });
  const run = train({ kind: image, dataset, settings: { training: { steps: 3, threads: 1 } } });
  for await (const { loss } of run) assert.ok(Number.isFinite(loss));
  await writeFile(path.join(folder, 'model.safetensors'), await (await run.model()).encode());
  await dataset.close();
  const model = await loadModel(path.join(folder, 'model.safetensors'), image);
  const [[once], [again]] = [await model.sample({ size: 12, seed: 1, sampling: { steps: 2 }, threads: 1 }), await model.sample({ size: 12, seed: 1, sampling: { steps: 2 }, threads: 1 })];
  assert.deepEqual([once.width, once.height, Buffer.compare(Buffer.from(once.data), Buffer.from(again.data))], [12, 12, 0]);
  await writePng(path.join(folder, 'sample.png'), once);
  assert.equal((await readFile(path.join(folder, 'sample.png'))).subarray(1, 4).toString(), 'PNG');
  assert.equal(typeof createRequire(import.meta.url)('@inrflow/core').train, 'function');
  console.log(`${process.version}: trained, saved, loaded, sampled`);
} finally {
  await rm(folder, { recursive: true, force: true });
}
