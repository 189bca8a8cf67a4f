import { normalValues, type Dataset, type Example } from '@inrflow/core';
import { describeModality } from '@inrflow/core/testing';
import { createPointCloudModality } from './pointCloudModality.js';

const none = new Float32Array(0);
const cloud = (points: number, sample: number): Example => ({ points, coordinates: none, values: normalValues({ seed: 1, stream: 'cloud', sample }, 3 * points).map((x) => 0.4 * x), label: sample % 2 });
const dataset: Dataset = { length: 3, classes: ['a', 'b'], example: async (index) => cloud(20, index) };

describeModality('pointcloud', {
  modality: createPointCloudModality({ fourierFrequencies: 3 }), examples: [cloud(20, 0), cloud(13, 1)], dataset, query: { points: 50, coordinates: none },
}, { describe, test, expect });

test('an error names an invalid number of frequencies', () => {
  expect(() => createPointCloudModality({ fourierFrequencies: 0 })).toThrow('fourierFrequencies must be a positive integer, not 0');
});
