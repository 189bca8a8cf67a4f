import { writeFile } from 'node:fs/promises';
import type { Picture } from '@inrflow/drawing';
import { toOnnx } from '@inrflow/onnx';
import { temporaryFolder } from '@testing/temporaryFolder';
import * as tf from '@tensorflow/tfjs';
import { writeFeatureModel } from '../../testing/featureModel.js';
import { featuresOf } from './featuresOf.js';
import { openFeatureNetwork, type FeatureOptions } from './openFeatureNetwork.js';

const inFolder = temporaryFolder('file');
const stated = { featureSize: 4, featureRange: [0, 1], threads: 1 };
const picture: Picture = { width: 4, height: 4, channels: 3, data: Uint8Array.from({ length: 48 }, (_, i) => (i * 37) % 256) };

/** The mean of a channel over a cell of the 2×2 grid, of samples in [0, 1]. */
const cellMean = (channel: number, row: number, column: number) => [0, 1].flatMap((y) => [0, 1].map((x) => picture.data[((2 * row + y) * 4 + 2 * column + x) * 3 + channel] / 255)).reduce((a, b) => a + b) / 4;

beforeAll(async () => {
  await writeFeatureModel(inFolder('plain.onnx'));
  await writeFeatureModel(inFolder('classes.onnx'), { classes: true });
  await writeFile(inFolder('map.onnx'), toOnnx((x: tf.Tensor) => tf.mul(x, 2), [{ shape: [1, 3, 4, 4] }], { outputNames: { 'output.value': 'map' } }));
  await writeFile(inFolder('tokens.onnx'), toOnnx((x: tf.Tensor) => tf.reshape(x, [1, 16, 3]), [{ shape: [1, 3, 4, 4] }], { outputNames: { 'output.value': 'tokens' } }));
  await writeFile(inFolder('two.onnx'), toOnnx((x: tf.Tensor, y: tf.Tensor) => tf.add(x, y), [{ shape: [1, 3, 4, 4] }, { shape: [] }]));
  await writeFile(inFolder('text.onnx'), 'no model');
});

const open = (file: string, options: FeatureOptions = {}) => openFeatureNetwork({ ...stated, ...options, features: inFolder(file) });

test('features of a file are those of its output, and the protocol says how they were made', async () => {
  const network = await open('plain.onnx');
  const { features } = await network.run(picture);
  await network.dispose();
  for (let i = 0; i < 12; i++) expect(features[i]).toBeCloseTo(cellMean(Math.floor(i / 4), Math.floor(i / 2) % 2, i % 2), 5);
  expect(network.protocol).toEqual({
    network: 'plain.onnx', weights: expect.stringMatching(/^[0-9a-f]{16}$/), layer: 'features', inputSize: 4, valueRange: '[0, 1]',
    resizeFilter: 'area average where it shrinks, bicubic (Catmull-Rom) where it enlarges; rounded to 8 bits',
  });
});

test('a map of features is averaged over its positions', async () => {
  const network = await open('map.onnx');
  const { features } = await network.run(picture);
  await network.dispose();
  const mean = (c: number) => [0, 1].flatMap((row) => [0, 1].map((column) => cellMean(c, row, column))).reduce((a, b) => a + b) / 4;
  [0, 1, 2].forEach((c) => expect(features[c]).toBeCloseTo(2 * mean(c), 5));
});

test('classes come with the features, and logits are distinguished from probabilities', async () => {
  const network = await open('classes.onnx', { featureOutput: 'features', classOutput: 'logits' });
  const { features, classOutputs, fingerprint } = await featuresOf([picture, picture], network);
  await network.dispose();
  expect([features.dimensions, features.values.length, classOutputs!.dimensions, classOutputs!.kind, classOutputs!.layer]).toEqual([12, 24, 2, 'logits', 'logits']);
  expect(fingerprint).toMatch(/^[0-9a-f]{16}$/);
});

test('another output, pre-processing or file changes the identity', async () => {
  const networks = [await open('plain.onnx'), await open('plain.onnx', { featureFilter: 'bilinear' }), await open('plain.onnx', { featureRange: [-1, 1] }), await open('classes.onnx', { featureOutput: 'features' })];
  for (const network of networks) await network.dispose();
  expect(new Set(networks.map(({ identity }) => identity)).size).toBe(4);
});

test.each<[string, FeatureOptions, RegExp]>([
  ['missing.onnx', {}, /missing\.onnx: there is no such file$/],
  ['.', {}, /it is a folder; expected an ONNX file$/],
  ['text.onnx', {}, /text\.onnx: ONNX Runtime cannot load the model/],
  ['plain.onnx', { featureSize: 8 }, /plain\.onnx does not take pictures of float32\[1, 3, 8, 8\] \(--feature-size 8, --feature-layout nchw\): .*Expected: 4/],
  ['plain.onnx', { featureLayout: 'nhwc' }, /does not take pictures of float32\[1, 4, 4, 3\] .*index: 1 Got: 4 Expected: 3/],
  ['plain.onnx', { featureOutput: 'feature' }, /there is no output 'feature': expected 'features'; did you mean 'features'\?$/],
  ['classes.onnx', {}, /has 2 outputs: choose one with --feature-output: 'features', 'logits'$/],
  ['two.onnx', {}, /has 2 inputs/],
  ['tokens.onnx', {}, /output 'tokens' is float32\[1,16,3\] for one picture; expected \[1, features\], or a map/],
  ['plain.onnx', { featureSize: undefined }, /needs its pre-processing: --feature-size PIXELS and either --feature-range LOW,HIGH or --feature-mean/],
  ['plain.onnx', { featureMean: [0, 0, 0] }, /needs its pre-processing/],
  ['plain.onnx', { featureRange: [1, 1] }, /--feature-range 1,1: expected two different numbers/],
  ['plain.onnx', { featureRange: undefined, featureMean: [0, 0, 0], featureDeviation: [1, 1] }, /--feature-deviation 1,1: expected three positive numbers/],
])('refused in one line: %s %j', async (file, options, message) => {
  const failure = await open(file, options).then(() => undefined, (error: Error) => error);
  expect(failure).toBeInstanceOf(RangeError);
  expect(failure!.message).toMatch(message);
  expect(failure!.message).not.toContain('\n');
});

test('a name that is neither a network nor a file is refused, and so are options that do not apply to a network of nsfwjs', async () => {
  await expect(openFeatureNetwork({ features: 'nsfwjs/inception' })).rejects.toThrow("--features nsfwjs/inception: expected 'nsfwjs/inception-v3' or 'nsfwjs/mobilenet-v2'; did you mean 'nsfwjs/inception-v3'?; or the path of an ONNX file");
  await expect(openFeatureNetwork({ featureSize: 299 })).rejects.toThrow('--feature-size is for ONNX files: nsfwjs/inception-v3 has its own');
});
