import { DEVICE_CHOICES, DEVICE_PATTERN, type Device } from '@inrflow/onnx';
import type { PathName } from '../paths/index.js';
import type { SchemaNode } from './schemaNode.js';

/** The section `training`: how a network is trained. {@link trainingSchema} has the meaning and the default of each field. */
export interface TrainingSettings {
  /** Number of training steps. */
  steps?: number;
  /** Training time in minutes, instead of steps. */
  minutes?: number;
  /** Examples per step. */
  batchSize: number;
  /** Number of pieces into which a batch is split to save memory. */
  gradientAccumulation: number;
  /** Computes the inside of blocks again in the backward pass: less memory, more time. */
  recompute: boolean;
  /** Points of each example that a step decodes. */
  decodedPoints?: number;
  /** Share of the decoded points taken from finer data, from 0 to 1. */
  finerShare: number;
  /** Highest learning rate. */
  learningRate?: number;
  /** Steps over which the learning rate rises. */
  warmUpSteps: number;
  /** Shape of the fall of the learning rate at the end. */
  decay: 'constant' | 'linear' | 'cosine';
  /** Share of the steps, at the end, over which the learning rate falls. */
  decayShare: number;
  /** Step at which the learning rate begins to fall. */
  decayFrom?: number;
  /** Learning rate at the end. */
  finalLearningRate: number;
  /** The path between noise and data. */
  path: PathName;
  /** Output of the network: the velocity, or the denoised data. */
  prediction: 'velocity' | 'data';
  /** Distribution of training times. */
  times: 'uniform' | 'logit-normal';
  /** Mean of the normal variable behind logit-normal times. */
  timesMean: number;
  /** Standard deviation of that variable. */
  timesDeviation: number;
  /** Share of times drawn uniformly instead, from 0 to 1. */
  timesUniform: number;
  /** Weight of the kind's own loss; 0 for none. */
  auxiliaryWeight: number;
  /** Probability that an example's class or condition is hidden. */
  conditionDropout: number;
  /** Limit on the global norm of the gradients. */
  clipNorm: number;
  /** Decay of the moving average of the parameters. */
  averageDecay: number;
  /** AdamW's decay of the mean gradient. */
  beta1: number;
  /** AdamW's decay of the mean squared gradient. */
  beta2: number;
  /** AdamW's epsilon. */
  epsilon: number;
  /** Decoupled weight decay, in units of the learning rate. */
  weightDecay: number;
  /** Seed of all randomness in training, an integer in [0, 2³²). */
  seed: number;
  /** Steps between checkpoints; 0 to save only by checkpointMinutes and at the end. */
  checkpointEvery: number;
  /** Minutes between checkpoints; 0 to save only by checkpointEvery and at the end. */
  checkpointMinutes: number;
  /** Steps between previews; 0 for none. */
  previewEvery: number;
  /** Number format of weights.safetensors. */
  weights: 'float32' | 'float16';
  /** Stops at an unreadable example instead of skipping it. */
  strict: boolean;
  /** Path of a checkpoint to start from. */
  init?: string;
  /** What runs the network. */
  device: Device;
  /** Threads of ONNX Runtime. */
  threads?: number;
  /** Sums the gradients of several processes in a fixed order. */
  deterministic: boolean;
  /** Splits the moments and the moving average among several processes. */
  shardState: boolean;
}

/** The section `training` with everything filled in that depends on the network and the data. */
export type SettledTraining = TrainingSettings & Required<Pick<TrainingSettings, 'learningRate' | 'decodedPoints'>>;

/** The JSON Schema of the section `training`, with every default, or a description of it. */
export const trainingSchema: SchemaNode = {
  type: 'object',
  description: 'How to train.',
  default: {},
  additionalProperties: false,
  properties: {
    steps: { type: 'integer', minimum: 1, description: 'Number of training steps. Default: 10000, or as many as fit into minutes.' },
    minutes: { type: 'number', exclusiveMinimum: 0, description: 'Training time, instead of steps. The number of steps is estimated from the speed before the learning rate begins to fall, and recorded in the config.json of the run.' },
    batchSize: { type: 'integer', minimum: 1, description: 'Examples per step.', default: 16 },
    gradientAccumulation: { type: 'integer', minimum: 1, description: 'Number of pieces into which a batch is split to save memory; must divide batchSize.', default: 1 },
    recompute: { type: 'boolean', description: 'Compute the inside of blocks again in the backward pass instead of keeping it: less memory, about a third more time.', default: false },
    decodedPoints: { type: 'integer', minimum: 1, description: 'Points (pixels) of each example that a step decodes; fewer are faster. Default: a quarter, at least 256 and at most 4096.' },
    finerShare: { type: 'number', minimum: 0, maximum: 1, description: 'Share of the decoded points that is taken between those that the encoder reads, if the data have finer ones (such as data.finerSize of pictures).', default: 0.5 },
    learningRate: { type: 'number', exclusiveMinimum: 0, description: 'Highest learning rate. Default: 0.2 / model.width.' },
    warmUpSteps: { type: 'integer', minimum: 0, description: 'Steps over which the learning rate rises.', default: 100 },
    decay: { enum: ['constant', 'linear', 'cosine'], description: 'Shape of the fall of the learning rate at the end.', default: 'cosine' },
    decayShare: { type: 'number', exclusiveMinimum: 0, maximum: 1, description: 'Share of the steps, at the end, over which the learning rate falls.', default: 0.7 },
    decayFrom: { type: 'integer', minimum: 0, description: 'Step at which the learning rate begins to fall. Default: from decayShare.' },
    finalLearningRate: { type: 'number', minimum: 0, description: 'Learning rate at the end.', default: 0 },
    path: { enum: ['linear', 'trigonometric', 'variance-preserving'], description: 'The path between noise and data.', default: 'linear' },
    prediction: { enum: ['velocity', 'data'], description: 'Output of the network: the velocity, or the denoised data, from which the velocity follows.', default: 'velocity' },
    times: { enum: ['uniform', 'logit-normal'], description: 'Distribution of training times.', default: 'logit-normal' },
    timesMean: { type: 'number', minimum: -10, maximum: 10, description: 'Mean of the normal variable behind logit-normal times (its logistic function is the time); above 0, times move towards the data.', default: 0 },
    timesDeviation: { type: 'number', exclusiveMinimum: 0, maximum: 10, description: 'Standard deviation of that variable; above 1, more times are near both ends.', default: 1 },
    timesUniform: { type: 'number', minimum: 0, maximum: 1, description: 'Share of times drawn uniformly instead, so that no time is left out.', default: 0 },
    auxiliaryWeight: { type: 'number', minimum: 0, description: "Weight of the kind's own loss beside the velocity's, such as proteins' distances between atoms; 0 for none.", default: 0 },
    conditionDropout: { type: 'number', minimum: 0, maximum: 1, description: 'Probability that an example\'s class or condition is hidden, which guidance needs.', default: 0.1 },
    clipNorm: { type: 'number', exclusiveMinimum: 0, description: 'Limit on the global norm of the gradients.', default: 1 },
    averageDecay: { type: 'number', minimum: 0, exclusiveMaximum: 1, description: 'Decay of the moving average of the parameters, which sampling uses.', default: 0.999 },
    beta1: { type: 'number', minimum: 0, exclusiveMaximum: 1, description: 'AdamW\'s decay of the mean gradient.', default: 0.9 },
    beta2: { type: 'number', minimum: 0, exclusiveMaximum: 1, description: 'AdamW\'s decay of the mean squared gradient.', default: 0.99 },
    epsilon: { type: 'number', exclusiveMinimum: 0, description: 'AdamW\'s epsilon.', default: 1e-08 },
    weightDecay: { type: 'number', minimum: 0, description: 'Decoupled weight decay, in units of the learning rate.', default: 0 },
    seed: { type: 'integer', minimum: 0, maximum: 4294967295, description: 'Seed of all randomness in training.', default: 1 },
    checkpointEvery: { type: 'integer', minimum: 0, description: 'Steps between checkpoints; 0 to save only by checkpointMinutes and at the end.', default: 500 },
    checkpointMinutes: { type: 'number', minimum: 0, description: 'Minutes between checkpoints, in addition to checkpointEvery; 0 to save only by checkpointEvery and at the end.', default: 5 },
    previewEvery: { type: 'integer', minimum: 0, description: 'Steps between previews, or more if they would take over a twentieth of the time; there is always one at the end, unless this is 0.', default: 500 },
    weights: { enum: ['float32', 'float16'], description: 'Number format of weights.safetensors; float16 halves the file.', default: 'float32' },
    strict: { type: 'boolean', description: 'Stop at an unreadable example (or, if data.size is not given, one of another size) instead of skipping it.', default: false },
    init: { type: 'string', minLength: 1, title: 'checkpoint', description: 'Checkpoint to start from, of the same kind of data. It sets the sizes of the network; classes may differ. Default: none, random parameters.' },
    device: { type: 'string', pattern: DEVICE_PATTERN, $comment: DEVICE_CHOICES, title: 'name', description: 'Device that runs the network; inrflow doctor lists what is available. auto picks the fastest device that computes correctly here. Operators that a device lacks run on the CPU.', default: 'cpu' },
    threads: { type: 'integer', minimum: 1, description: 'Threads of ONNX Runtime. Default: one per physical core.' },
    deterministic: { type: 'boolean', description: 'If several processes train together, sum their gradients in a fixed order: the weights are those of one process with gradientAccumulation over as many pieces, bit for bit.', default: false },
    shardState: { type: 'boolean', description: 'If several processes train together, split the moments and the moving average among them, so that each needs less memory.', default: false },
  },
};
