import { weightsFrom, type Checkpoint, type JsonValue, type NamedArrays, type Network } from '@inrflow/core';
import { loadCheckpoint } from '@inrflow/core/node';
import { checkConfig } from '../config/check.js';
import type { ResolvedConfig } from '../config/types.js';
import { UsageError } from '../errors.js';
import { modalityOf } from '../modalities/index.js';
import { networkOf } from './network.js';

/** A trained model. */
export interface Model {
  config: ResolvedConfig;
  /** Names of the classes, in the order of the labels; empty for none. */
  classes: readonly string[];
  network: Network;
  /** The moving average of the parameters. */
  parameters: NamedArrays;
  kind: Checkpoint['kind'];
  /** Where it comes from: steps, examples, software. */
  progress: Record<string, JsonValue>;
}

/** What a checkpoint says about its model. */
export function checkpointConfig(config: ResolvedConfig, classes: readonly string[]): Checkpoint['config'] {
  return JSON.parse(JSON.stringify({ ...config, classes })) as Checkpoint['config'];
}

/** The configuration and the classes that a checkpoint's metadata hold. */
export function configOf({ config }: Checkpoint, file: string): { config: ResolvedConfig; classes: string[] } {
  const { classes, ...given } = config;
  try {
    if (!Array.isArray(classes)) throw new UsageError('classes are missing');
    const checked = checkConfig(given, () => file);
    const kind = modalityOf(checked);
    // What a checkpoint of before does not say is what defaults say now.
    const config = kind.settle(checked);
    if (!config) throw new UsageError(`${kind.sizeField} is missing`);
    return { config, classes: classes.map(String) };
  } catch (error) {
    throw new Error(`${file}: its configuration is not one that this release reads: ${(error as Error).message.replace(`${file}: `, '')}`, { cause: error });
  }
}

/**
 * The model in a checkpoint's file, of either kind.
 *
 * @throws Error naming the file and what is wrong with it
 */
export async function loadModel(file: string): Promise<Model> {
  const checkpoint = await loadCheckpoint(file);
  const { config, classes } = configOf(checkpoint, file);
  const network = networkOf(config, classes.length);
  return { config, classes, network, parameters: weightsFrom(checkpoint, network, { file }), kind: checkpoint.kind, progress: checkpoint.progress };
}
