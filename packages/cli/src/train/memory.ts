import { settle, type LaunchedGroup, type Plugin, type Settings } from '@inrflow/core';
import { UsageError } from '../errors.js';
import { availableMemory } from '../memory.js';
import { checkModelMemory } from '../model/memory.js';
import { megabytes } from '../words.js';

/** Numbers that the forward and backward passes keep per token and layer, in multiples of the width: measured, rounded up. */
const KEPT_PER_LAYER = 40;

/** A lower estimate of the bytes that a training step needs in each process; undefined while the size of the examples is unknown. */
export function trainingBytes(kind: Plugin, settings: Settings, processes = 1): number | undefined {
  const settled = settle(kind, settings);
  if (!settled) return undefined;
  const { training, model: { width, blocks, decoderLayers, latents, mlpRatio, heads } } = settled;
  const points = kind.points(settled.data);
  checkModelMemory(settled, 0);
  const { featureChannels } = kind.modality(settled);
  const decoded = Math.min(points, training.decodedPoints);
  const parameters = width * width * (blocks + decoderLayers) * (10 + 2 * mlpRatio);
  const inside = (tokens: number) => tokens * (width * KEPT_PER_LAYER + 2 * heads * latents);
  // With recomputation, the inside of one layer at a time, and each layer's input and result.
  const layers = training.recompute
    ? Math.max(inside(latents), inside(decoded)) + 2 * width * (latents * blocks + decoded * decoderLayers)
    : blocks * inside(latents) + decoderLayers * inside(decoded);
  const perExample = points * featureChannels * 2 + layers + decoded * featureChannels;
  // Whole: parameters, average and two moments, twice, and gradients twice. Divided: parameters and gradients, and a part of the rest.
  const states = training.shardState && processes > 1 ? 2 + 8 / processes : 10;
  return 4 * (parameters * states + (training.batchSize / Math.max(training.gradientAccumulation, processes)) * perExample);
}

/** Refuses a training that does not fit into memory, before anything is read. */
export function checkTrainingMemory(kind: Plugin, settings: Settings, processes?: LaunchedGroup): void {
  const [each, there] = [trainingBytes(kind, settings, processes?.size), availableMemory()];
  const needed = each && each * (processes?.local.size ?? 1);
  if (needed === undefined || needed <= there) return;
  const field = kind.sizeField;
  const value = (settings.data as unknown as Record<string, number>)[field.split('.')[1]];
  throw new UsageError(`training needs about ${megabytes(needed)} of memory, but only ${megabytes(there)} are free: lower ${field} (${value}), training.batchSize (${settings.training.batchSize}) or training.decodedPoints${settings.training.recompute ? '' : ', or set training.recompute'}`);
}
