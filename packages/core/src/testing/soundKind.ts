import * as tf from '@tensorflow/tfjs';
import { nearestAssignment } from '../assignments/index.js';
import { CONTRACT_VERSION, type Kind } from '../kind/index.js';
import type { Dataset } from '../modality/index.js';
import { uniformValues } from '../random/index.js';

const FREQUENCIES = 8;

/** The middles of n equal parts of [-1, 1]. */
const times = (n: number) => Float32Array.from({ length: n }, (_, i) => (2 * i + 1) / n - 1);

/** Own fields of a sound's settings. */
export interface SoundData {
  samples: number;
}

/** Short sounds: time → pressure. A kind of data small enough for tests that uses most of the contract. */
export const soundKind: Kind<SoundData, object, Float32Array, { samples?: number }> = {
  contract: CONTRACT_VERSION,
  name: 'sound',
  package: { name: 'inrflow-modality-sound', version: '1.2.3' },
  words: { one: 'sound', many: 'sounds', pairs: 'samples' },
  fields: { data: { samples: { type: 'integer', minimum: 1, default: 32, description: 'Samples of a sound.' } } },
  presets: { tiny: { width: 16, heads: 2, blocks: 1, latents: 8, decoderLayers: 1 }, small: { width: 32, heads: 2, blocks: 2, latents: 8, decoderLayers: 1 } },
  defaults: { training: { batchSize: 8, warmUpSteps: 0 }, sampling: { solver: 'euler', steps: 4 } },
  sizeField: 'data.samples',
  points: ({ samples }) => samples,
  modality: () => ({
    name: 'sound', coordinateChannels: 1, valueChannels: 1, featureChannels: 2 + 2 * FREQUENCIES,
    features: (coordinates, values) => tf.tidy(() => {
      const angles = tf.mul(coordinates, tf.tensor1d(Float32Array.from({ length: FREQUENCIES }, (_, k) => Math.PI * (k + 1))));
      return tf.concat([coordinates, tf.sin(angles), tf.cos(angles), values], -1);
    }),
    pseudoCoordinates: (latents) => times(latents),
    assign: ({ points, coordinates }, places) => nearestAssignment(points, coordinates, places),
    assignmentFollowsValues: false,
  }),
  places: (_, points) => ({ points, coordinates: times(points) }),
  askFields: { samples: { type: 'integer', minimum: 1, description: 'Samples of each sound. Default: as in training.' } },
  ask: (_, { samples }) => (samples === undefined ? {} : { query: { points: samples, places: () => ({ points: samples, coordinates: times(samples) }) } }),
  sampleOf: (values) => values,
  extent: (_, points) => `of ${points} samples`,
  meaning: { coordinate: 'time in [-1, 1]', value: 'pressure' },
};

/** Sine waves of one or three periods, by class, of some loudness about a level. */
export function sineWaves({ length = 64, samples = 32, level = 0, loudness = 1 } = {}): Dataset {
  const coordinates = times(samples);
  return {
    length,
    classes: ['low', 'high'],
    async example(index) {
      const label = index % 2;
      const [phase] = uniformValues({ seed: 1, stream: 'sine waves', sample: index }, 1);
      return { points: samples, coordinates, label, values: coordinates.map((t) => level + loudness * Math.sin(Math.PI * (label === 0 ? 1 : 3) * t + 2 * phase)) };
    },
  };
}
