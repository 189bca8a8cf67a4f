import type { Plugin, SettledSettings } from '@inrflow/core';
import { UsageError } from '../errors.js';
import { availableMemory } from '../memory.js';
import { megabytes } from '../words.js';

/** The part that grows with the number of points. */
const EXAMPLE = 'the size of an example';

/** The minimum memory of a model in bytes, by the setting that determines it: its parameters, the places of its latents and of a sample, and their features. */
export function modelBytes({ model }: Pick<SettledSettings, 'model'>, points: number): Record<string, number> {
  const { width, blocks, decoderLayers, latents, mlpRatio, latentFrequencies } = model;
  const fourierFrequencies = 'fourierFrequencies' in model ? Number(model.fourierFrequencies) : 0;
  return {
    'model.width and model.blocks': 4 * width * width * (blocks + decoderLayers) * (10 + 2 * mlpRatio),
    'model.latents': 4 * latents * (width + 4 * latentFrequencies),
    'model.latentFrequencies': 4 * width * 4 * latentFrequencies,
    'model.fourierFrequencies': 4 * width * 4 * fourierFrequencies,
    [EXAMPLE]: 4 * 8 * points,
  };
}

/** Refuses a model that does not fit into memory, before allocating anything. @throws UsageError naming the field and the memory that it would need */
export function checkModelMemory(settings: Pick<SettledSettings, 'model'>, points: number, { sizeField = EXAMPLE }: Partial<Pick<Plugin, 'sizeField'>> = {}, there = availableMemory()): void {
  const parts = Object.entries(modelBytes(settings, points));
  const needed = parts.reduce((sum, [, bytes]) => sum + bytes, 0);
  if (needed <= there) return;
  const [largest] = parts.reduce((most, part) => (part[1] > most[1] ? part : most));
  throw new UsageError(`the model needs about ${megabytes(needed)} of memory, but only ${megabytes(there)} are free: lower ${largest === EXAMPLE ? sizeField : largest}`);
}
