import { CONTRACT_VERSION, type Kind } from '@inrflow/core';
import { createAudioModality, moments } from '../modality/index.js';
import { audioPresets } from '../presets.js';
import { soundOfValues, type Normalization, type Sound } from '../sounds/index.js';
import { name, version } from '../../package.json';
import { dataFields, modelFields } from './fields.js';

/** The section `data` of sounds: {@link audio}'s `fields.data` has the meaning and the default of each field. */
export interface AudioData {
  /** Samples per second. */
  rate: number;
  /** Samples per clip. */
  length: number;
  channels: 1 | 2;
  normalization: Normalization;
  /** Whether clips begin at their onset. */
  trim: boolean;
  /** μ of the companding; 0 for none. */
  companding: number;
  /** Range of the random speed. */
  speed: readonly [from: number, to: number];
  labels: 'folders' | 'none';
  maxFileBytes: number;
}

/** What the section `model` of sounds adds. */
export interface AudioModel {
  /** Number of waves within a latent's stretch of time. */
  fineFrequencies?: number;
}

/** Options of sampling sounds. */
export interface AudioAsk {
  /** Samples per second; as in training by default. */
  rate?: number;
}

const placesOf = (points: number) => ({ points, coordinates: moments(points) });
const seconds = (count: number) => `${Number(count.toPrecision(3))} s`;

/**
 * Sounds as a kind of data, under Node and in browsers.
 *
 * @example
 * const model = await loadModel('drums.safetensors', audio);
 */
export const audio: Kind<AudioData, AudioModel, Sound, AudioAsk> = {
  contract: CONTRACT_VERSION,
  name: 'audio',
  package: { name, version },
  words: { one: 'sound', many: 'sounds', pairs: 'moments' },
  fields: { data: dataFields, model: modelFields },
  presets: audioPresets,
  defaults: { model: { encoder: 'linear' }, sampling: { solver: 'euler', steps: 30 } },
  sizeField: 'data.length',
  settleModel: ({ length }, { latents }) => ({
    // Half as many frequencies as latents distinguish the latents' places; half as many as a stretch has moments distinguish its moments.
    latentFrequencies: Math.max(2, Math.round(latents / 2)),
    fineFrequencies: Math.max(1, Math.round(length / latents / 2)),
  }),
  scale: 'fit',
  points: ({ length }) => length,
  modality: ({ data: { channels }, model: { latents, fineFrequencies } }) => createAudioModality({ channels, latents, fineFrequencies: fineFrequencies! }),
  places: (_, points) => placesOf(points),
  askFields: { rate: { type: 'integer', minimum: 100, maximum: 384000, title: 'Hz', description: 'Samples a second. Default: as in training.' } },
  ask({ data }, { rate }) {
    if (rate === undefined || rate === data.rate) return {};
    const points = Math.max(1, Math.round((data.length * rate) / data.rate));
    return { query: { points, places: () => placesOf(points) } };
  },
  sampleOf: (values, { data }) => soundOfValues(values, data),
  extent: ({ data }, points) => `of ${seconds(data.length / data.rate)} at ${Math.round((points * data.rate) / data.length)} Hz`,
  meaning: { coordinate: 'time in [-1, 1], from the beginning of a clip to its end', value: 'pressure, companded by data.companding and scaled' },
};
