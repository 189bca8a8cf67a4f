import type { ImageDataset } from '../datasets/imageDataset.js';

/** An address for examples whose random draws do not matter. */
export const address = { seed: 1, stream: 'data', step: 0, sample: 0 };

/** Values of an example as samples 0 … 255. */
export async function samplesOf(data: ImageDataset, index: number): Promise<number[]> {
  return Array.from((await data.example(index, address)).values, (value) => Math.round((value + 1) * 127.5));
}
