import { checkedDataset, ExampleError } from './checkedDataset.js';
import type { Dataset } from './dataset.js';
import { measureScaling, scaledDataset, scaleValues, unscaleValues } from './scaling.js';
import { scaleWarnings } from './scaleWarnings.js';

const address = { seed: 1, stream: 'test', sample: 0 };
/** Two channels: kelvin around 290 ± 10, and metres around −2 000 ± 500. */
const weather: Dataset = {
  length: 40, classes: [],
  example: async (index) => ({ points: 50, coordinates: Float32Array.from({ length: 50 }, (_, i) => i), values: Float32Array.from({ length: 100 }, (_, i) => (i % 2 ? -2000 + 500 * Math.sin(index * 7 + i) : 290 + 10 * Math.cos(index * 3 + i))) }),
};

test('a fitted scaling gives each channel mean 0 and deviation 1, and is undone', async () => {
  const scaling = await measureScaling(weather, 2);
  const scaled = scaledDataset(weather, scaling);
  const [all, raw]: number[][] = [[], []];
  for (let i = 0; i < 40; i++) {
    all.push(...(await scaled.example(i, address)).values);
    raw.push(...(await weather.example(i, address)).values);
  }
  for (const channel of [0, 1]) {
    const values = all.filter((_, i) => i % 2 === channel);
    const mean = values.reduce((sum, x) => sum + x, 0) / values.length;
    expect(mean).toBeCloseTo(0, 4);
    expect(values.reduce((sum, x) => sum + (x - mean) ** 2, 0) / values.length).toBeCloseTo(1, 4);
  }
  const back = unscaleValues(scaleValues(Float32Array.from(raw), scaling), scaling);
  raw.forEach((value, i) => expect(Math.abs(back[i] - value)).toBeLessThan(1e-3 * Math.abs(value)));
});

test('a channel of one value has no scale', async () => {
  const flat: Dataset = { length: 3, classes: [], example: async () => ({ points: 2, coordinates: new Float32Array(2), values: Float32Array.of(7, 7) }) };
  await expect(measureScaling(flat, 1)).rejects.toThrow('channel 0 of the values is 7 throughout');
});

test('values in kelvin and coordinates in degrees cause warnings, those at unit scale do not', async () => {
  const example = await weather.example(0, address);
  expect(scaleWarnings([example])).toEqual([expect.stringMatching(/^values have a mean of -8\d\d and a deviation of 1\d{3}/), expect.stringContaining('coordinates reach 49')]);
  expect(scaleWarnings([{ values: Float32Array.of(-1, 1, 0.5), coordinates: Float32Array.of(-1, 1) }])).toEqual([]);
});

test.each<[object, string]>([
  [{ values: new Float32Array(3) }, 'values has 3 numbers; expected 2 points × 1 channels'],
  [{ coordinates: new Float32Array(1) }, 'coordinates has 1 numbers; expected 2 points × 1 channels'],
  [{ values: [1, 2] }, 'values is not a Float32Array'],
  [{ values: Float32Array.of(1, NaN) }, 'values has NaN at 1; expected finite numbers'],
  [{ label: 2 }, 'its label is 2; expected an integer from 0 to 1'],
  [{ label: undefined }, 'its label is undefined; expected an integer from 0 to 1'],
  [{ points: 0 }, 'points is 0; expected a positive integer'],
  [{ coordinates: Float32Array.of(-1, 0.5) }, "coordinate 1 is 0.5; the kind's places have 1 there"],
])('an example with %j breaks the contract', async (change, message) => {
  const dataset: Dataset = { length: 1, classes: ['a', 'b'], example: async () => ({ points: 2, coordinates: Float32Array.of(-1, 1), values: Float32Array.of(0, 1), label: 1, ...change }) };
  const checked = checkedDataset(dataset, { modality: { name: 'sound', coordinateChannels: 1, valueChannels: 1 }, classes: 2, places: { points: 2, coordinates: Float32Array.of(-1, 1) } });
  await expect(checked.example(0, address)).rejects.toThrow(ExampleError);
  await expect(checked.example(0, address)).rejects.toThrow(`example 0 of the sound data breaks the contract: ${message}`);
});
