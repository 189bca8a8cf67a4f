import * as tf from '@tensorflow/tfjs';
import { createImageModality, type LatentPlacement } from './imageModality.js';
import { pixelCoordinates } from './pixelCoordinates.js';

beforeAll(() => tf.setBackend('cpu'));

test('features are coordinates, sines and cosines of each axis, and values; nothing leaks', async () => {
  const frequencies = 3;
  const modality = createImageModality({ channels: 1, fourierFrequencies: frequencies });
  const coordinates = pixelCoordinates(3, 2);
  const values = Float32Array.of(0.1, 0.2, 0.3, 0.4, 0.5, 0.6);
  const inputs = [tf.tensor(coordinates, [1, 6, 2]), tf.tensor(values, [1, 6, 1])];
  const before = tf.memory().numTensors;
  const features = modality.features(inputs[0], inputs[1]);
  expect(tf.memory().numTensors).toBe(before + 1);
  expect(features.shape).toEqual([1, 6, modality.featureChannels]);
  const got = await features.data();
  for (let i = 0; i < 6; i++) {
    const [x, y] = [coordinates[2 * i], coordinates[2 * i + 1]];
    const angles = [x, y].flatMap((axis) => [1, 2, 3].map((k) => Math.PI * k * axis));
    const expected = [x, y, ...angles.map(Math.sin), ...angles.map(Math.cos), values[i]];
    expected.forEach((value, c) => expect(got[i * modality.featureChannels + c]).toBeCloseTo(value, 5));
  }
  tf.dispose([features, ...inputs]);
});

test('features work without a batch and with one', () => {
  const modality = createImageModality();
  const features = tf.tidy(() => modality.features(tf.zeros([5, 2]), tf.zeros([5, 3])).shape);
  expect(features).toEqual([5, 2 + 32 + 3]);
});

test('with size / 2 frequencies, the features of the pixels of a row are nearly orthogonal', async () => {
  const size = 16;
  const modality = createImageModality({ channels: 1, fourierFrequencies: size / 2 });
  const row = pixelCoordinates(size).slice(0, 2 * size);
  const features = modality.features(tf.tensor(row, [size, 2]), tf.zeros([size, 1]));
  const rows = (await features.array()) as number[][];
  const ofX = rows.map((all) => [...all.slice(2, 2 + size / 2), ...all.slice(2 + size, 2 + size + size / 2)]);
  const dot = (a: number[], b: number[]) => a.reduce((sum, value, i) => sum + value * b[i], 0);
  // Σ_k cos(πk(x − x')) over k = 1 … n/2 is n/2 on the diagonal, and ((−1)^d − 1) / 2 between pixels d apart (a Dirichlet kernel).
  for (let i = 0; i < size; i++) {
    for (let j = 0; j < size; j++) expect(dot(ofX[i], ofX[j])).toBeCloseTo(i === j ? size / 2 : ((-1) ** (i - j) - 1) / 2, 4);
  }
  features.dispose();
});

test.each<LatentPlacement>(['grid', 'random', 'kmeans++'])('%s places: inside the picture, repeatable, and each pair is read once', (latentPlacement) => {
  const modality = createImageModality({ latentPlacement, seed: 5 });
  const places = modality.pseudoCoordinates(36);
  expect(places).toHaveLength(72);
  expect(places.every((coordinate) => Math.abs(coordinate) <= 1)).toBe(true);
  expect(createImageModality({ latentPlacement, seed: 5 }).pseudoCoordinates(36)).toEqual(places);
  const coordinates = pixelCoordinates(12);
  const { indices, counts, pairsPerLatent } = modality.assign({ points: 144, coordinates, values: new Float32Array(432) }, places);
  const read = [...counts].flatMap((count, latent) => [...indices.slice(latent * pairsPerLatent, latent * pairsPerLatent + count)]);
  expect(read.sort((a, b) => a - b)).toEqual(Array.from({ length: 144 }, (_, i) => i));
});

test('places that are as many as a grid but not on one are assigned by distance', () => {
  const modality = createImageModality();
  const places = Float32Array.of(0.9, 0.9, -0.9, 0.9, 0.9, -0.9, -0.9, -0.9);
  const { indices } = modality.assign({ points: 4, coordinates: pixelCoordinates(2), values: new Float32Array(12) }, places);
  expect([...indices]).toEqual([3, 2, 1, 0]);
});

test('errors name options that are out of range', () => {
  expect(() => createImageModality({ channels: 2 as 1 })).toThrow('channels of an image modality must be 1 (grey) or 3 (RGB), not 2');
  expect(() => createImageModality({ latentPlacement: 'hash' as 'grid' })).toThrow("must be 'grid', 'random' or 'kmeans++', not 'hash'");
  expect(() => createImageModality({ fourierFrequencies: 0 })).toThrow('fourierFrequencies');
  expect(() => createImageModality().pseudoCoordinates(50)).toThrow('49 (7×7) or 64 (8×8)');
});
