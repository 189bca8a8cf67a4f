import { readdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import type { Picture } from '@inrflow/drawing';
import { temporaryFolder } from '@testing/temporaryFolder';
import { openFeatureCache } from './cache.js';
import type { FeatureNetwork } from './featureNetwork.js';
import { featuresOf } from './featuresOf.js';

const inFolder = temporaryFolder('test');
const pictures: Picture[] = Array.from({ length: 5 }, (_, i) => ({ width: 1, height: 1, channels: 3, data: Uint8Array.of(i, 2 * i, 3) }));

/** A network that counts its runs. */
function counting(identity = 'a'.repeat(64)): FeatureNetwork & { runs: number } {
  const network = {
    protocol: { network: 'n', layer: 'l', resizeFilter: 'none', valueRange: '[0, 255]' }, identity, runs: 0,
    async run({ data }: Picture) {
      network.runs++;
      return { features: Float32Array.from(data) };
    },
    dispose: async () => {},
  };
  return network;
}

test('each picture goes through the network once, whatever the order and the files', async () => {
  const network = counting();
  const first = await featuresOf(pictures, network, { cache: inFolder('cache') });
  const cached: number[] = [];
  const second = await featuresOf([...pictures].reverse(), network, { cache: inFolder('cache'), onProgress: (progress) => cached.push(progress.cached) });
  expect([network.runs, cached]).toEqual([5, [1, 2, 3, 4, 5]]);
  expect([...second.features.values]).toEqual([...pictures].reverse().flatMap(({ data }) => [...data]));
  expect(second.fingerprint).not.toBe(first.fingerprint);
});

test('each network has a cache of its own; without a folder nothing is kept', async () => {
  await featuresOf(pictures, counting(), { cache: inFolder('cache') });
  const other = counting('b'.repeat(64));
  await featuresOf(pictures, other, { cache: inFolder('cache') });
  await featuresOf(pictures, other);
  expect(other.runs).toBe(10);
});

test('a damaged file is made again; a folder that cannot be written is not an error', async () => {
  const network = counting();
  await featuresOf(pictures.slice(0, 1), network, { cache: inFolder('cache') });
  const [file] = (await readdir(inFolder('cache'), { recursive: true })).filter((name) => name.endsWith('.f32'));
  for (const bytes of [Buffer.alloc(0), Buffer.alloc(9), Buffer.from(Float32Array.of(3, 1).buffer)]) {
    await writeFile(path.join(inFolder('cache'), file), bytes);
    expect([...(await featuresOf(pictures.slice(0, 1), network, { cache: inFolder('cache') })).features.values]).toEqual([0, 0, 3]);
  }
  expect(network.runs).toBe(4);
  await writeFile(inFolder('file'), '');
  await featuresOf(pictures, network, { cache: inFolder('file') });
  expect(network.runs).toBe(9);
});

test('classes are kept with the features', async () => {
  const cache = openFeatureCache(inFolder('cache'), { identity: 'c'.repeat(64), classLayer: 'softmax' });
  await cache.put('0'.repeat(64), { features: Float32Array.of(1, 2, 3), classes: Float32Array.of(0.25, 0.75) });
  expect(await cache.get('0'.repeat(64))).toEqual({ features: Float32Array.of(1, 2, 3), classes: Float32Array.of(0.25, 0.75) });
  expect(await cache.get('1'.repeat(64))).toBeUndefined();
});

test('a signal ends the work', async () => {
  const controller = new AbortController();
  await expect(featuresOf(pictures, counting(), { onProgress: () => controller.abort(new Error('enough')), signal: controller.signal })).rejects.toThrow('enough');
});
