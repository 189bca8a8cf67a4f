import type { Config } from '../config/types.js';
import { UsageError } from '../errors.js';
import { availableMemory } from '../memory.js';
import { resolvedModel } from '../model/network.js';
import { megabytes } from '../words.js';

/** Numbers that forward and backward pass keep of a token in each layer, in widths: measured, rounded up. */
const KEPT_PER_LAYER = 40;

/** An estimate, from below, of the bytes that a training step needs; undefined while the size of the pictures is not known. */
export function trainingBytes({ data, model, training }: Config): number | undefined {
  if (data.size === undefined) return undefined;
  const { width, blocks, decoderLayers, latents, mlpRatio, fourierFrequencies, heads } = resolvedModel(model, data.size);
  const points = data.size ** 2;
  const decoded = Math.min(points, training.decodedPoints ?? points);
  const features = 2 + 4 * fourierFrequencies + data.channels;
  const parameters = width * width * (blocks + decoderLayers) * (10 + 2 * mlpRatio);
  const perPicture = points * features * 2 + (latents * blocks + decoded * decoderLayers) * width * KEPT_PER_LAYER
    + 2 * heads * latents * (latents * blocks + decoded * decoderLayers) + decoded * features;
  return 4 * (parameters * 10 + (training.batchSize / training.gradientAccumulation) * perPicture);
}

/** Refuses a training that no memory here holds, before anything is read. */
export function checkTrainingMemory(config: Config): void {
  const [needed, there] = [trainingBytes(config), availableMemory()];
  if (needed === undefined || needed <= there) return;
  throw new UsageError(`training needs about ${megabytes(needed)} of memory, and ${megabytes(there)} are free: lower data.size (${config.data.size}), training.batchSize (${config.training.batchSize}) or training.decodedPoints`);
}
