import type { Picture } from '@inrflow/drawing';
// Made with TensorFlow.js alone by nsfwjsFeatures.mjs beside the JSON file.
import stored from '../../testing/fixtures/nsfwjsFeatures.json';
import { NSFWJS_NETWORKS, openNsfwjsNetwork, type NsfwjsNetworkName } from './nsfwjs.js';


const pattern = (size: number): Picture => ({ width: size, height: size, channels: 3, data: Uint8Array.from({ length: size * size * 3 }, (_, i) => 127.5 + 127 * Math.sin(i * 0.0137 + (i % 3))) });

test.each(Object.keys(NSFWJS_NETWORKS) as NsfwjsNetworkName[])('%s: features are those of its layers under TensorFlow.js; named in the protocol, and never FID', async (name) => {
  const { title, size } = NSFWJS_NETWORKS[name];
  const network = await openNsfwjsNetwork(name, { threads: 1 });
  const { features } = await network.run(pattern(size));
  await network.dispose();
  const { dimensions, sum, values } = stored[name];
  expect(features.length).toBe(dimensions);
  for (const [index, value] of values) expect(features[index]).toBeCloseTo(value, 4);
  expect(features.reduce((a, b) => a + b, 0)).toBeCloseTo(sum, 3);
  expect(network.protocol).toMatchObject({ network: `nsfwjs ${title}`, layer: 'global average pool', inputSize: size, valueRange: '[0, 1]', weights: expect.stringMatching(/^nsfwjs 4\./) });
  expect(JSON.stringify(network.protocol)).not.toMatch(/FID/);
}, 120_000);

test('without the package, a one-line error says how to install it', async () => {
  jest.resetModules();
  jest.doMock('node:module', () => ({
    createRequire: () => ({
      resolve() {
        throw Object.assign(new Error("Cannot find module 'nsfwjs'"), { code: 'MODULE_NOT_FOUND' });
      },
    }),
  }));
  const { openNsfwjsNetwork: open } = await import('./nsfwjs.js');
  await expect(open('nsfwjs/inception-v3')).rejects.toThrow("the feature network nsfwjs/inception-v3 is in the package 'nsfwjs', which is not installed: npm install nsfwjs (or give an ONNX file with --features)");
  jest.dontMock('node:module');
});
