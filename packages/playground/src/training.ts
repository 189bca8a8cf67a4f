import type { Example } from '@inrflow/core';
import { pixelCoordinates } from '@inrflow/image';

/** Edge of the pictures that a page trains on. */
export const TRAINING_SIZE = 16;

/** Settings of a model that is small enough for a page to train in minutes. */
export const trainingSettings = {
  model: { width: 64, heads: 4, blocks: 2, latents: 16, decoderLayers: 1 },
  training: { steps: 300, batchSize: 4, decodedPoints: 128, warmUpSteps: 20 },
  sampling: { steps: 16 },
};

/** Makes examples from pictures: their centred square, resized for training. */
export async function examplesOf(files: readonly File[]): Promise<Example[]> {
  const canvas = new OffscreenCanvas(TRAINING_SIZE, TRAINING_SIZE);
  const context = canvas.getContext('2d', { willReadFrequently: true })!;
  const coordinates = pixelCoordinates(TRAINING_SIZE);
  const examples: Example[] = [];
  for (const file of files) {
    const picture = await createImageBitmap(file).catch(() => {
      throw new Error(`${file.name} is not a picture that this browser reads`);
    });
    const edge = Math.min(picture.width, picture.height);
    context.fillStyle = 'white';
    context.fillRect(0, 0, TRAINING_SIZE, TRAINING_SIZE);
    context.drawImage(picture, (picture.width - edge) / 2, (picture.height - edge) / 2, edge, edge, 0, 0, TRAINING_SIZE, TRAINING_SIZE);
    const { data } = context.getImageData(0, 0, TRAINING_SIZE, TRAINING_SIZE);
    const values = Float32Array.from({ length: 3 * TRAINING_SIZE ** 2 }, (_, i) => data[4 * Math.floor(i / 3) + (i % 3)] / 127.5 - 1);
    examples.push({ points: TRAINING_SIZE ** 2, coordinates, values });
  }
  return examples;
}
