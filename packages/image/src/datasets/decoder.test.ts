import { once } from 'node:events';
import { mkdir, symlink, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { Worker } from 'node:worker_threads';
import { build } from 'tsup';
import { temporaryFolder } from '@testing/temporaryFolder';
import { encodePng } from '../writers/png.js';
import { createDecoder } from './decoder.js';

const inFolder = temporaryFolder();
const preparation = { fit: { size: 3, channels: 3, background: [255, 255, 255] }, strict: false } as const;
const picture = (shift: number) => encodePng({ width: 7, height: 5, channels: 3, data: Uint8Array.from({ length: 105 }, (_, i) => (i * 5 + shift) % 256) });

/** Builds the worker as the package's build does, in a folder from where it finds its libraries. */
async function builtWorker(): Promise<string> {
  await build({
    entry: { decodeWorker: path.join(__dirname, 'decodeWorker.ts') },
    outDir: inFolder('dist'), format: ['esm'], external: ['pngjs', 'sharp'], outExtension: () => ({ js: '.js' }), config: false, silent: true, dts: false, tsconfig: path.join(__dirname, '../../tsconfig.json'),
  });
  await writeFile(inFolder('package.json'), '{"type": "module"}');
  await symlink(path.join(__dirname, '../../../../node_modules'), inFolder('node_modules'));
  return inFolder('dist', 'decodeWorker.js');
}

test('the built worker answers with pixels, or with a reason', async () => {
  const worker = new Worker(await builtWorker());
  const ask = async (id: number, bytes: Uint8Array) => {
    worker.postMessage({ id, bytes, preparation });
    return (await once(worker, 'message'))[0] as unknown;
  };
  expect(await ask(5, picture(3))).toEqual({ id: 5, pixels: await createDecoder(preparation, 0).prepare(picture(3)) });
  expect(await ask(6, new Uint8Array(0))).toEqual({ id: 6, reason: 'the file has zero bytes' });
  await worker.terminate();
});

test('threads give what the main thread gives, failures too, and end when closed', async () => {
  const [threads, main] = [createDecoder(preparation, 2, await builtWorker()), createDecoder(preparation, 0)];
  const pictures = Array.from({ length: 20 }, (_, i) => picture(i));
  const pixels = await Promise.all(pictures.map((bytes) => threads.prepare(bytes)));
  for (const [i, bytes] of pictures.entries()) expect(pixels[i]).toEqual(await main.prepare(bytes));
  await expect(threads.prepare(Buffer.from('not a picture'))).rejects.toThrow('not a picture');
  const unfinished = threads.prepare(picture(99));
  await threads.close();
  expect(await unfinished).toEqual(await main.prepare(picture(99)));
  expect(await threads.prepare(picture(98))).toEqual(await main.prepare(picture(98)));
});

test('a worker that does not start, or dies, leaves its pictures to the main thread', async () => {
  await mkdir(inFolder('dist'));
  for (const code of ["throw new Error('no')", "require('node:worker_threads').parentPort.on('message', () => process.exit(1))"]) {
    await writeFile(inFolder('dist', 'worker.cjs'), code);
    const decoder = createDecoder(preparation, 1, inFolder('dist', 'worker.cjs'));
    expect(await decoder.prepare(picture(1))).toEqual(await createDecoder(preparation, 0).prepare(picture(1)));
    await decoder.close();
  }
});

test('without the built worker beside the module, as from sources, the main thread decodes', async () => {
  expect((await createDecoder(preparation, 1).prepare(picture(2))).length).toBe(27);
});
