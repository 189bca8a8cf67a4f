import type { Dataset, Network } from '@inrflow/core';
import type { Config, ResolvedConfig } from '../config/types.js';
import { asUsage, UsageError } from '../errors.js';
import { modalityOf } from '../modalities/index.js';
import { networkOf } from '../model/network.js';

/** Data and network of a configuration. */
export interface Prepared {
  config: ResolvedConfig;
  dataset: Dataset;
  network: Network;
}

/**
 * Opens the data and settles what depends on it.
 *
 * @throws UsageError where a field does not fit the others; Error where there are no examples
 */
export async function prepare(config: Config): Promise<Prepared> {
  const command = modalityOf(config);
  if (config.data.path === undefined) throw new UsageError(`data.path is missing: give the ${command.many} with --data, or in the configuration`);
  if (config.training.steps !== undefined && config.training.minutes !== undefined) throw new UsageError('give training.steps or training.minutes, not both');
  const { batchSize, gradientAccumulation } = config.training;
  if (batchSize % gradientAccumulation !== 0) throw new UsageError(`training.gradientAccumulation (${gradientAccumulation}) must divide training.batchSize (${batchSize})`);
  const dataset = await asUsage('data', () => command.open(config));
  try {
    const resolved = command.settle(config, dataset)!;
    return { config: resolved, dataset, network: networkOf(resolved, dataset.classes.length) };
  } catch (error) {
    await dataset.close?.();
    throw error;
  }
}
