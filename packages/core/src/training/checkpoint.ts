import type { Checkpoint, StoredTensor } from '../checkpoints/index.js';
import { parameterSpecs, type Network } from '../model/index.js';
import type { NamedArrays, TrainingArrays } from './arrays.js';
import type { Trainer } from './trainer.js';

const PARTS = ['parameters', 'average', 'first', 'second'] as const;
type Part = (typeof PARTS)[number];

/** The point from which a training run continues: the option `resume` of {@link createTrainer}. */
export interface ResumePoint {
  /** Steps done. */
  step: number;
  arrays: TrainingArrays;
}

/** Options for reading a checkpoint. */
export interface CheckpointReading {
  /** Named in errors. Default `checkpoint`. */
  file?: string;
}

/** An interface's object as the JSON that is stored. */
const asJson = (config: object): Checkpoint['config'] => JSON.parse(JSON.stringify(config)) as Checkpoint['config'];

function stored(arrays: TrainingArrays, parts: readonly Part[]): Record<string, StoredTensor> {
  return Object.fromEntries(parts.flatMap((part) => Object.entries(arrays[part]).map(([name, { shape, data }]) => [`${part}/${name}`, { shape, data }])));
}

/**
 * Everything that resuming a run needs, as a checkpoint: tensors `parameters/…`, `average/…`, `first/…` and `second/…` (AdamW's moments), and the
 * number of steps in the progress. Shuffling, noise and augmentation are addressed by seed and step, so nothing else has to be stored.
 *
 * The tensors are the trainer's own arrays: encode or save the checkpoint before the next step writes to them.
 *
 * @param config what the network and the recipe are built from, for comparing or rebuilding them when resuming: any plain object that JSON can represent
 * @param progress anything else to store
 */
export function trainingCheckpoint(trainer: Pick<Trainer, 'step' | 'arrays'>, config: object, progress: Checkpoint['progress'] = {}): Checkpoint {
  return { content: 'training', config: asJson(config), progress: { ...progress, step: trainer.step }, tensors: stored(trainer.arrays(), PARTS) };
}

/** What sampling needs, as a checkpoint: the parameters' moving average, in tensors `average/…`. Arrays are shared as in {@link trainingCheckpoint}. */
export function weightsCheckpoint(trainer: Pick<Trainer, 'step' | 'arrays'>, config: object, progress: Checkpoint['progress'] = {}): Checkpoint {
  return { content: 'weights', config: asJson(config), progress: { ...progress, step: trainer.step }, tensors: stored(trainer.arrays(), ['average']) };
}

/** One part's arrays in the order of the network's parameters, which the compiled step sums in: the order of the file does not matter. */
function partOf({ tensors }: Checkpoint, part: Part, { config, modality }: Network, file: string): NamedArrays {
  const specs = parameterSpecs(config, modality);
  const named = Object.entries(specs).map(([name, { shape }]) => {
    const key = `${part}/${name}`;
    if (!Object.hasOwn(tensors, key)) throw new Error(`${file}: it has no tensor '${key}'; the configuration expects one of shape [${shape}]`);
    const { shape: found, data } = tensors[key];
    if (!(data instanceof Float32Array)) throw new Error(`${file}: tensor '${key}' holds integers; expected float32`);
    if (found.length !== shape.length || found.some((size, axis) => size !== shape[axis])) {
      throw new Error(`${file}: tensor '${key}' has shape [${found}]; the configuration expects [${shape}]`);
    }
    return [name, { dtype: 'float32' as const, shape, data }] as const;
  });
  const extra = Object.keys(tensors).find((key) => key.startsWith(`${part}/`) && !Object.hasOwn(specs, key.slice(part.length + 1)));
  if (extra !== undefined) throw new Error(`${file}: it has a tensor '${extra}', which the configuration does not`);
  return Object.fromEntries(named);
}

/**
 * The point that a training checkpoint resumes from. Arrays are those of the checkpoint; {@link createTrainer} copies them.
 *
 * @param network the network that the configuration means
 * @throws Error naming the file and the first parameter that is missing, has another shape, or that the network does not have; or if it
 * is not a training checkpoint or has no step
 */
export function resumeFrom(checkpoint: Checkpoint, network: Network, { file = 'checkpoint' }: CheckpointReading = {}): ResumePoint {
  if (checkpoint.content !== 'training') throw new Error(`${file}: it is a ${checkpoint.content} checkpoint, from which training cannot continue; expected a training one`);
  const step = checkpoint.progress?.step;
  if (typeof step !== 'number' || !Number.isInteger(step) || step < 0) throw new Error(`${file}: its progress.step is ${JSON.stringify(step)}; expected the number of steps done`);
  const [parameters, average, first, second] = PARTS.map((part) => partOf(checkpoint, part, network, file));
  return { step, arrays: { parameters, average, first, second } };
}

/**
 * The parameters to sample with, from a checkpoint of either kind: the moving average.
 *
 * @throws Error naming the file and the first parameter that does not fit the network, as {@link resumeFrom}
 */
export function weightsFrom(checkpoint: Checkpoint, network: Network, { file = 'checkpoint' }: CheckpointReading = {}): NamedArrays {
  return partOf(checkpoint, 'average', network, file);
}
