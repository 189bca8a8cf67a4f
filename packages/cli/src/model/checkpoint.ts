import { parameterSpecs, type Checkpoint, type JsonValue, type NamedArrays, type Network, type StoredTensor, type TrainingArrays } from '@inrflow/core';
import { loadCheckpoint } from '@inrflow/core/node';
import { checkConfig } from '../config/check.js';
import type { ResolvedConfig } from '../config/types.js';
import { UsageError } from '../errors.js';
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
  /** Where it comes from: steps, pictures, software. */
  progress: Record<string, JsonValue>;
}

const PARTS = ['parameters', 'average', 'first', 'second'] as const;

/** What a checkpoint says about its model. */
export function checkpointConfig(config: ResolvedConfig, classes: readonly string[]): Checkpoint['config'] {
  return JSON.parse(JSON.stringify({ ...config, classes })) as Checkpoint['config'];
}

/** All that training changes, as tensors of a checkpoint: `average.final.output.weight`. */
export function tensorsOfTraining(arrays: TrainingArrays): Record<string, StoredTensor> {
  return Object.fromEntries(PARTS.flatMap((part) => Object.entries(arrays[part]).map(([name, { shape, data }]) => [`${part}.${name}`, { shape, data }])));
}

/** The tensors of one part of a checkpoint, checked against the network's parameters. */
function arraysOf(network: Network, tensors: Record<string, StoredTensor>, prefix: string, file: string): NamedArrays {
  return Object.fromEntries(Object.entries(parameterSpecs(network.config, network.modality)).map(([name, { shape }]) => {
    const tensor = tensors[prefix + name];
    if (!tensor) throw new Error(`${file}: the tensor '${prefix}${name}' is missing: it belongs to another configuration`);
    if (tensor.shape.join() !== shape.join() || !(tensor.data instanceof Float32Array)) {
      throw new Error(`${file}: the tensor '${prefix}${name}' has shape [${tensor.shape.join(', ')}]; its configuration expects [${shape.join(', ')}]`);
    }
    return [name, { dtype: 'float32', shape, data: tensor.data }];
  }));
}

/** The state of a training checkpoint. */
export function trainingOf(network: Network, { tensors }: Checkpoint, file: string): TrainingArrays {
  return Object.fromEntries(PARTS.map((part) => [part, arraysOf(network, tensors, `${part}.`, file)])) as unknown as TrainingArrays;
}

/** The configuration and the classes that a checkpoint's metadata hold. */
export function configOf({ config }: Checkpoint, file: string): { config: ResolvedConfig; classes: string[] } {
  const { classes, ...given } = config;
  try {
    if (!Array.isArray(classes)) throw new UsageError('classes are missing');
    return { config: checkConfig(given, () => file) as ResolvedConfig, classes: classes.map(String) };
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
  const parameters = arraysOf(network, checkpoint.tensors, checkpoint.kind === 'training' ? 'average.' : '', file);
  return { config, classes, network, parameters, kind: checkpoint.kind, progress: checkpoint.progress };
}
