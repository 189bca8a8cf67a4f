import { readdir, writeFile } from 'node:fs/promises';
import { toOnnx } from '@inrflow/onnx';
import * as tf from '@tensorflow/tfjs';
import { temporaryFolder } from '@testing/temporaryFolder';
import { openFeatureNetwork } from './featureNetwork.js';

const inFolder = temporaryFolder();
const picture = { width: 4, height: 4, data: Uint8Array.from({ length: 48 }, (_, i) => 5 * i) };
/** Leaves samples in [0, 1] as they are. */
const plain = { mean: [0, 0, 0], deviation: [1, 1, 1] } as const;

beforeEach(async () => {
  // A stand-in for DINOv2: the means of 2 × 2 patches of each colour, behind a class token of zeros.
  const model = toOnnx((pixels: tf.Tensor) => {
    const patches = tf.mean(tf.mean(tf.reshape(pixels, [3, 2, 2, 2, 2]), 4), 2);
    return tf.concat([tf.zeros([1, 1, 3]), tf.reshape(tf.transpose(tf.reshape(patches, [3, 4])), [1, 4, 3])], 1);
  }, [{ shape: [1, 3, 4, 4] }]);
  await writeFile(inFolder('means.onnx'), model);
  await writeFile(inFolder('two.onnx'), toOnnx((a: tf.Tensor, b: tf.Tensor) => tf.add(a, b), [{ shape: [2] }, { shape: [2] }]));
  await writeFile(inFolder('text.onnx'), 'no model');
});

test('patch features in rows from the top, without the class token', async () => {
  const network = await openFeatureNetwork(inFolder('means.onnx'), plain);
  const { features, channels } = await network.features(picture);
  expect(channels).toBe(3);
  const expected = [0, 1, 2, 3].flatMap((patch) => [0, 1, 2].map((c) => {
    const [top, left] = [2 * Math.floor(patch / 2), 2 * (patch % 2)];
    return [[0, 0], [0, 1], [1, 0], [1, 1]].reduce((sum, [y, x]) => sum + picture.data[3 * ((top + y) * 4 + left + x) + c] / 255, 0) / 4;
  }));
  features.forEach((x, i) => expect(x).toBeCloseTo(expected[i], 6));
  await network.dispose();
});

test('the cache gives the same features, by model, normalization and picture', async () => {
  const cache = inFolder('cache');
  const network = await openFeatureNetwork(inFolder('means.onnx'), { ...plain, cache });
  const first = await network.features(picture);
  expect(await readdir(cache)).toHaveLength(1);
  await network.dispose();
  // A disposed session cannot run: this comes from the disk.
  expect(await network.features(picture)).toEqual(first);
  const other = await openFeatureNetwork(inFolder('means.onnx'), { cache });
  expect((await other.features(picture)).features).not.toEqual(first.features);
  await other.features({ ...picture, data: picture.data.slice().reverse() });
  expect(await readdir(cache)).toHaveLength(3);
  await other.dispose();
});

test('errors say why a file is not a feature network', async () => {
  await expect(openFeatureNetwork(inFolder('none.onnx'))).rejects.toThrow(/feature network '.*none\.onnx': there is no such file/);
  await expect(openFeatureNetwork(inFolder('text.onnx'))).rejects.toThrow(/feature network '.*text\.onnx': ONNX Runtime cannot load the model/);
  await expect(openFeatureNetwork(inFolder('two.onnx'))).rejects.toThrow(/has the inputs .*; expected one, the picture/);
  const network = await openFeatureNetwork(inFolder('means.onnx'));
  await expect(network.features({ width: 5, height: 5, data: new Uint8Array(75) })).rejects.toThrow(/means\.onnx', on a picture of 5×5 pixels: /);
  await network.dispose();
});
