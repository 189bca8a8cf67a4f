import { spawnSync } from 'node:child_process';
import { mkdir, symlink, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { build } from 'esbuild';
import { temporaryFolder } from '@testing/temporaryFolder';
import { encodePng } from '@inrflow/drawing';
import { createDecoder } from './decoder.js';

const inFolder = temporaryFolder();
const preparation = { fit: { size: 3, channels: 3, background: [255, 255, 255] }, strict: false } as const;
const picture = (shift: number) => encodePng({ width: 7, height: 5, channels: 3, data: Uint8Array.from({ length: 105 }, (_, i) => (i * 5 + shift) % 256) });

const source = (file: string) => path.join(__dirname, '../../..', file);
const SOURCES = { '@inrflow/core/node': source('core/src/node.ts'), '@inrflow/core': source('core/src/index.ts'), '@inrflow/onnx': source('onnx/src/index.ts'), '@inrflow/drawing/node': source('drawing/src/node.ts'), '@inrflow/drawing': source('drawing/src/index.ts') };

/** Bundles a module and the sources that it imports into one file, in a folder from which it can resolve its libraries. */
async function bundled(entry: string, name: string): Promise<string> {
  await mkdir(inFolder('dist'), { recursive: true });
  await symlink(path.join(__dirname, '../../../../node_modules'), inFolder('node_modules')).catch(() => {});
  const outfile = inFolder('dist', name);
  await build({ entryPoints: [entry], outfile, bundle: true, platform: 'node', format: 'cjs', packages: 'external', logLevel: 'error', alias: SOURCES, define: { 'import.meta.url': '""' } });
  return outfile;
}

const builtWorker = () => bundled(path.join(__dirname, 'decodeWorker.ts'), 'decodeWorker.cjs');

test('threads give what the main thread gives, failures too', async () => {
  const [threads, main] = [createDecoder(preparation, 2, await builtWorker()), createDecoder(preparation, 0)];
  const pictures = Array.from({ length: 20 }, (_, i) => picture(i));
  const pixels = await Promise.all(pictures.map((bytes) => threads.prepare(bytes)));
  for (const [i, bytes] of pictures.entries()) expect(pixels[i]).toEqual(await main.prepare(bytes));
  await expect(threads.prepare(Buffer.from('not a picture'))).rejects.toThrow('not a picture');
  await expect(threads.prepare(new Uint8Array(0))).rejects.toThrow('the file has zero bytes');
  await threads.close();
});

test('closing settles unfinished work, and a process that closes decoders repeatedly exits normally', async () => {
  const worker = await builtWorker();
  const threads = createDecoder(preparation, 1, worker);
  const unfinished = threads.prepare(picture(99)).catch((error: Error) => error.name);
  await threads.close();
  expect(['TaskClosedError', await createDecoder(preparation, 0).prepare(picture(99))]).toContainEqual(await unfinished);
  await writeFile(inFolder('rounds.ts'), `
    import { createDecoder } from ${JSON.stringify(path.join(__dirname, 'decoder.ts'))};
    (async () => {
      for (let round = 0; round < 40; round++) {
        const decoder = createDecoder(${JSON.stringify(preparation)}, 1, ${JSON.stringify(worker)});
        const pictures = Array.from({ length: 5 }, () => decoder.prepare(Buffer.from(${JSON.stringify(Buffer.from(picture(1)).toString('base64'))}, 'base64')).catch(() => undefined));
        if (round % 3 === 0) await pictures[4];
        else if (round % 3 === 1) await new Promise((resolve) => setTimeout(resolve, round));
        await decoder.close();
      }
      console.log('all closed');
    })();`);
  const { stdout, stderr, status } = spawnSync(process.execPath, [await bundled(inFolder('rounds.ts'), 'rounds.cjs')], { encoding: 'utf8', timeout: 50_000 });
  expect({ stdout, stderr, status }).toEqual({ stdout: 'all closed\n', stderr: '', status: 0 });
});

test('a worker that does not start leaves its pictures to the main thread', async () => {
  await mkdir(inFolder('dist'));
  await writeFile(inFolder('dist', 'worker.cjs'), "throw new Error('no')");
  const decoder = createDecoder(preparation, 1, inFolder('dist', 'worker.cjs'));
  expect(await decoder.prepare(picture(1))).toEqual(await createDecoder(preparation, 0).prepare(picture(1)));
  await decoder.close();
});

test('without the built worker beside the module, as when run from sources, the main thread decodes', async () => {
  expect((await createDecoder(preparation, 1).prepare(picture(2))).length).toBe(27);
});
