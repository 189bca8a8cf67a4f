import { DEVICE_CHOICES, DEVICE_PATTERN, type Device } from '@inrflow/onnx';
import type { PathName } from '../paths/index.js';
import type { SchemaNode } from './schemaNode.js';

/** The section `training`: how a network is trained. {@link trainingSchema} has the meaning and the default of each field. */
export interface TrainingSettings {
  steps?: number;
  minutes?: number;
  batchSize: number;
  gradientAccumulation: number;
  decodedPoints?: number;
  finerShare: number;
  learningRate?: number;
  warmUpSteps: number;
  decay: 'constant' | 'linear' | 'cosine';
  decayShare: number;
  decayFrom?: number;
  finalLearningRate: number;
  path: PathName;
  prediction: 'velocity' | 'data';
  times: 'uniform' | 'logit-normal';
  timesMean: number;
  timesDeviation: number;
  timesUniform: number;
  auxiliaryWeight: number;
  conditionDropout: number;
  clipNorm: number;
  averageDecay: number;
  beta1: number;
  beta2: number;
  epsilon: number;
  weightDecay: number;
  seed: number;
  checkpointEvery: number;
  checkpointMinutes: number;
  previewEvery: number;
  weights: 'float32' | 'float16';
  strict: boolean;
  init?: string;
  device: Device;
  threads?: number;
}

/** The section `training` with everything settled that follows from the network and the data. */
export type SettledTraining = TrainingSettings & Required<Pick<TrainingSettings, 'learningRate' | 'decodedPoints'>>;

/** The JSON Schema of the section `training`, in which every default stands or is described. */
export const trainingSchema: SchemaNode = {
  type: 'object',
  description: 'How it is trained.',
  default: {},
  additionalProperties: false,
  properties: {
    steps: { type: 'integer', minimum: 1, description: 'Steps to train. Default: 10000, or as many as fit into minutes.' },
    minutes: { type: 'number', exclusiveMinimum: 0, description: 'Time to train, instead of steps: the number of steps is settled from the speed before the learning rate begins to fall, and written to the config.json of the run.' },
    batchSize: { type: 'integer', minimum: 1, description: 'Examples a step.', default: 16 },
    gradientAccumulation: { type: 'integer', minimum: 1, description: 'Pieces that a step\'s examples pass through the network in, one after the other; divides batchSize. More need less memory.', default: 1 },
    decodedPoints: { type: 'integer', minimum: 1, description: 'Points (pixels) of each example whose velocity a step learns; fewer are faster. Default: a quarter, at least 256 and at most 4096.' },
    finerShare: { type: 'number', minimum: 0, maximum: 1, description: 'Share of the decoded points that is taken between those that the encoder reads, if the data have finer ones (such as data.finerSize of pictures).', default: 0.5 },
    learningRate: { type: 'number', exclusiveMinimum: 0, description: 'Highest learning rate. Default: 0.2 / model.width.' },
    warmUpSteps: { type: 'integer', minimum: 0, description: 'Steps over which the learning rate rises.', default: 100 },
    decay: { enum: ['constant', 'linear', 'cosine'], description: 'How the learning rate falls at the end.', default: 'cosine' },
    decayShare: { type: 'number', exclusiveMinimum: 0, maximum: 1, description: 'Last share of the steps over which the learning rate falls.', default: 0.7 },
    decayFrom: { type: 'integer', minimum: 0, description: 'Step from which the learning rate falls. Default: from decayShare.' },
    finalLearningRate: { type: 'number', minimum: 0, description: 'Learning rate at the end.', default: 0 },
    path: { enum: ['linear', 'trigonometric', 'variance-preserving'], description: 'The path between noise and data.', default: 'linear' },
    prediction: { enum: ['velocity', 'data'], description: 'What the network predicts: the velocity, or the data behind the noise, from which the velocity follows.', default: 'velocity' },
    times: { enum: ['uniform', 'logit-normal'], description: 'Distribution of the times that are trained on.', default: 'logit-normal' },
    timesMean: { type: 'number', minimum: -10, maximum: 10, description: 'Mean of the normal variable whose logistic function logit-normal times are; above 0, times nearer to the data.', default: 0 },
    timesDeviation: { type: 'number', exclusiveMinimum: 0, maximum: 10, description: 'Its standard deviation; above 1, more times near both ends.', default: 1 },
    timesUniform: { type: 'number', minimum: 0, maximum: 1, description: 'Share of times that are uniform instead, so that none is left out.', default: 0 },
    auxiliaryWeight: { type: 'number', minimum: 0, description: "Weight of the kind's own loss beside the velocity's, such as proteins' distances between atoms; 0 for none.", default: 0 },
    conditionDropout: { type: 'number', minimum: 0, maximum: 1, description: 'Probability that a class is hidden, so that guidance has an unconditional velocity.', default: 0.1 },
    clipNorm: { type: 'number', exclusiveMinimum: 0, description: 'Limit of the global norm of the gradients.', default: 1 },
    averageDecay: { type: 'number', minimum: 0, exclusiveMaximum: 1, description: 'Decay of the parameters\' moving average, which samples are made with.', default: 0.999 },
    beta1: { type: 'number', minimum: 0, exclusiveMaximum: 1, description: 'AdamW\'s decay of the mean gradient.', default: 0.9 },
    beta2: { type: 'number', minimum: 0, exclusiveMaximum: 1, description: 'AdamW\'s decay of the mean squared gradient.', default: 0.99 },
    epsilon: { type: 'number', exclusiveMinimum: 0, description: 'AdamW\'s epsilon.', default: 1e-08 },
    weightDecay: { type: 'number', minimum: 0, description: 'Decoupled weight decay, in units of the learning rate.', default: 0 },
    seed: { type: 'integer', minimum: 0, maximum: 4294967295, description: 'Seed of everything random in training.', default: 1 },
    checkpointEvery: { type: 'integer', minimum: 0, description: 'Steps between checkpoints; 0 for none but those of checkpointMinutes and the one at the end.', default: 500 },
    checkpointMinutes: { type: 'number', minimum: 0, description: 'Minutes after which a checkpoint is written, however many steps there were; 0 for none but those of checkpointEvery and the one at the end.', default: 5 },
    previewEvery: { type: 'integer', minimum: 0, description: 'Steps between sheets of samples, besides one at the end, as far as they take no more than a twentieth of the time; 0 for none.', default: 500 },
    weights: { enum: ['float32', 'float16'], description: 'Numbers in weights.safetensors; float16 halves the file.', default: 'float32' },
    strict: { type: 'boolean', description: 'Stop at an example that cannot be read (or, where data.size is not given, that has another size) instead of skipping it.', default: false },
    init: { type: 'string', minLength: 1, title: 'checkpoint', description: 'Checkpoint whose parameters training starts from, of the same kind of data; sizes of the network are then its own, and classes may differ. Default: none, random parameters.' },
    device: { type: 'string', pattern: DEVICE_PATTERN, $comment: DEVICE_CHOICES, title: 'name', description: 'What runs the network; inrflow doctor says what there is. auto is the fastest device that computes correctly here. Operators that a device lacks run on the CPU.', default: 'cpu' },
    threads: { type: 'integer', minimum: 1, description: 'Threads of ONNX Runtime. Default: one a physical core.' },
  },
};
