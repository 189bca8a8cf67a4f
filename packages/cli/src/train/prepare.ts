import type { Network } from '@inrflow/core';
import { openImageDataset, type ImageDataset } from '@inrflow/image/node';
import type { Config, ResolvedConfig } from '../config/types.js';
import { asUsage, UsageError } from '../errors.js';
import { networkOf, resolvedModel } from '../model/network.js';

/** Data and network of a configuration. */
export interface Prepared {
  config: ResolvedConfig;
  dataset: ImageDataset;
  network: Network;
}

/**
 * Opens the data and settles what depends on it.
 *
 * @throws UsageError where a field does not fit the others; Error where there are no pictures
 */
export async function prepare(config: Config): Promise<Prepared> {
  const { path, size, channels, background, flip, labels, heldOut } = config.data;
  if (path === undefined) throw new UsageError('data.path is missing: give the pictures with --data, or in the configuration');
  if (config.training.steps !== undefined && config.training.minutes !== undefined) throw new UsageError('give training.steps or training.minutes, not both');
  const { batchSize, gradientAccumulation } = config.training;
  if (batchSize % gradientAccumulation !== 0) throw new UsageError(`training.gradientAccumulation (${gradientAccumulation}) must divide training.batchSize (${batchSize})`);
  const dataset = await asUsage('data', () => openImageDataset(path, {
    size, channels, background, flip, labels, ...(heldOut > 0 && { split: { heldOut, part: 'train' } }),
    // Where no size was asked for, pictures of several sizes are as wrong as unreadable ones.
    strict: config.training.strict && size === undefined,
  }));
  try {
    const resolved: ResolvedConfig = { ...config, data: { ...config.data, path, size: dataset.size }, model: resolvedModel(config.model, dataset.size) };
    return { config: resolved, dataset, network: networkOf(resolved, dataset.classes.length) };
  } catch (error) {
    await dataset.close?.();
    throw error;
  }
}
