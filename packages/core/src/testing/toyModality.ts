import * as tf from '@tensorflow/tfjs';
import { nearestAssignment, randomPlacement } from '../assignments/index.js';
import { sharedPseudoCoordinates, type Dataset, type Example, type Modality } from '../modality/index.js';
import { checkModelConfig, modelDefaults, parameterSpecs, type ModelConfig, type Network } from '../model/index.js';
import { uniform } from '../objective/index.js';
import { linear } from '../paths/index.js';
import { normalValues, uniformValues } from '../random/index.js';
import type { NamedArrays, TrainingRecipe } from '../training/index.js';

/** Scattered points of the square [-1, 1]² with two values each: small enough for tests, and using all of the contract. */
export const toyModality: Modality = {
  name: 'toy',
  coordinateChannels: 2,
  valueChannels: 2,
  featureChannels: 8,
  features: (coordinates, values) => tf.tidy(() => {
    const angles = tf.mul(coordinates, Math.PI);
    return tf.concat([coordinates, tf.sin(angles), tf.cos(angles), values], -1);
  }),
  pseudoCoordinates: (latents) => randomPlacement({ seed: 0, stream: 'toy latents' }, latents, 2),
  assign: ({ points, coordinates }, pseudoCoordinates) => nearestAssignment(points, coordinates, pseudoCoordinates),
  assignmentFollowsValues: false,
};

/** Pairs without coordinates: a pair is only its value, which alone determines its latent. */
export const swarmModality: Modality = {
  name: 'swarm',
  coordinateChannels: 0,
  valueChannels: 2,
  featureChannels: 6,
  pseudoCoordinateChannels: 2,
  features: (_, values) => tf.tidy(() => tf.concat([values, tf.sin(values), tf.cos(values)], -1)),
  pseudoCoordinates: toyModality.pseudoCoordinates,
  assign: ({ points, values }, pseudoCoordinates) => nearestAssignment(points, values, pseudoCoordinates),
  assignmentFollowsValues: true,
};

/** Points on a line that belong to beads, one latent each: the first coordinate is the bead's index, the second the place in it. */
export const necklaceModality: Modality = {
  ...toyModality,
  name: 'necklace',
  pseudoCoordinateChannels: 1,
  pseudoCoordinates: () => {
    throw new RangeError("a necklace's latents are its beads");
  },
  pseudoCoordinatesOf: ({ points, coordinates }) => Float32Array.from({ length: 1 + coordinates[2 * (points - 1)] }, (_, bead) => bead / 8),
  assign: ({ points }, places) => ({
    latents: places.length,
    pairsPerLatent: 3,
    indices: Int32Array.from({ length: 3 * places.length }, (_, at) => Math.min(at, points - 1)),
    counts: Int32Array.from(places, (_, bead) => Math.min(3, points - 3 * bead)),
  }),
};

/** An example of the necklace: three points a bead. */
export function necklaceExample(index: number, points = 12): Example {
  const { values } = toyExample(index, { points });
  return { points, values, coordinates: Float32Array.from({ length: 2 * points }, (_, at) => (at % 2 === 0 ? Math.floor(at / 6) : ((at - 1) / 2) % 3)) };
}

/** An example of the swarm: the values of a {@link toyExample}. */
export function swarmExample(...given: Parameters<typeof toyExample>): Example {
  return { ...toyExample(...given), coordinates: new Float32Array(0) };
}

/** A tiny network over a modality: width 16, 2 blocks, 3 latents. */
export function toyNetwork(changes: Partial<ModelConfig> = {}, modality: Modality = toyModality): Network {
  const config = checkModelConfig({ ...modelDefaults, width: 16, heads: 2, blocks: 2, latents: 3, pairsPerLatent: 12, latentFrequencies: 2, ...changes });
  return { config, modality, pseudoCoordinates: sharedPseudoCoordinates(modality, config.latents) };
}

/** Random numbers for every parameter: fresh ones start with gates of zero, which would hide what is behind them. */
export function randomParameters({ config, modality }: Network, seed = 1, scale = 0.3): NamedArrays {
  return Object.fromEntries(Object.entries(parameterSpecs(config, modality)).map(([name, { shape }]) => {
    const size = shape.reduce((product, n) => product * n, 1);
    return [name, { dtype: 'float32' as const, shape, data: normalValues({ seed, stream: name }, size).map((x) => scale * x) }];
  }));
}

/** An example of scattered points with smooth values; labelled 0, 1 or 2, and with two to four condition tokens of three channels if requested. */
export function toyExample(index: number, { points = 12, labels = false, conditions = false } = {}): Example {
  const address = { seed: 5, sample: index };
  const coordinates = uniformValues({ ...address, stream: 'coordinates' }, 2 * points).map((x) => 2 * x - 1);
  const [shift] = uniformValues({ ...address, stream: 'shift' }, 1);
  const values = Float32Array.from({ length: 2 * points }, (_, i) => Math.sin(3 * coordinates[i] + 6 * shift));
  const tokens = 2 + (index % 3);
  return {
    points, coordinates, values,
    ...(labels ? { label: index % 3 } : {}),
    ...(conditions ? { condition: { tokens, features: normalValues({ ...address, stream: 'tokens' }, 3 * tokens) } } : {}),
  };
}

/** A data set of {@link toyExample}s, with three classes if they are labelled. */
export function toyDataset(length = 10, options: Parameters<typeof toyExample>[1] = {}): Dataset {
  return { length, classes: options.labels ? ['a', 'b', 'c'] : [], example: async (index) => toyExample(index, options) };
}

/** A recipe for short runs. */
export function toyRecipe(changes: Partial<TrainingRecipe> = {}): TrainingRecipe {
  return {
    path: linear, times: uniform, decodedPoints: 7, conditionDropout: 0.2, batchSize: 4, learningRate: () => 1e-3,
    optimizer: { beta1: 0.9, beta2: 0.999, epsilon: 1e-8, weightDecay: 0.01 }, clipNorm: 2, averageDecay: 0.99, seed: 7, ...changes,
  };
}
