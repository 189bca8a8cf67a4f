import type { Dataset } from './dataset.js';
import type { Example } from './example.js';
import { readableExample } from './readable.js';
import { spacedIndices } from './spacedIndices.js';

/** How values are scaled to about unit scale, per channel: scaled = (value − mean) / deviation. */
export interface Scaling {
  /** `[valueChannels]`, in the unit of the data. */
  mean: readonly number[];
  /** `[valueChannels]`, in the unit of the data. */
  deviation: readonly number[];
}

/** Maximum number of examples on which a scaling is measured. */
const MOST_MEASURED = 512;

/**
 * The mean and standard deviation of each channel of a data set's values, over a few hundred examples.
 *
 * @throws RangeError if a channel is constant
 */
export async function measureScaling(dataset: Dataset, channels: number): Promise<Scaling> {
  const [sum, squares] = [new Float64Array(channels), new Float64Array(channels)];
  let count = 0;
  let shift: Float64Array | undefined;
  for (const index of spacedIndices(dataset.length, MOST_MEASURED)) {
    const example = await readableExample(dataset, index, { seed: 0, stream: 'scaling' });
    if (!example) continue;
    // Summing differences from the first value keeps precision if values are far from 0.
    shift ??= Float64Array.from(example.values.subarray(0, channels));
    example.values.forEach((value, at) => {
      const c = at % channels;
      sum[c] += value - shift![c];
      squares[c] += (value - shift![c]) ** 2;
    });
    count += example.points;
  }
  const offset = Array.from(sum, (total) => total / count);
  const deviation = Array.from(squares, (total, c) => Math.sqrt(Math.max(0, total / count - offset[c] ** 2)));
  const flat = deviation.findIndex((value) => !(value > 0));
  if (flat >= 0) throw new RangeError(`channel ${flat} of the values is ${(shift?.[flat] ?? 0) + offset[flat]} throughout: there is nothing to learn, and no scale to fit`);
  return { mean: offset.map((value, c) => value + shift![c]), deviation };
}

/** Values brought to unit scale. */
export function scaleValues(values: Float32Array, { mean, deviation }: Scaling): Float32Array {
  return values.map((value, i) => (value - mean[i % mean.length]) / deviation[i % mean.length]);
}

/** Undoes {@link scaleValues}. */
export function unscaleValues(values: Float32Array, { mean, deviation }: Scaling): Float32Array {
  return values.map((value, i) => value * deviation[i % mean.length] + mean[i % mean.length]);
}

/** A data set of scaled values. */
export function scaledDataset(dataset: Dataset, scaling: Scaling): Dataset {
  return {
    ...dataset,
    async example(index, address): Promise<Example> {
      const example = await dataset.example(index, address);
      const { finer } = example;
      return { ...example, values: scaleValues(example.values, scaling), ...(finer && { finer: { ...finer, values: scaleValues(finer.values, scaling) } }) };
    },
  };
}
