import { CONTRACT_VERSION, type DataSettings, type Kind } from '@inrflow/core';
import { pictureFromValues, type Colour, type Picture } from '../pictures/index.js';
import { resizeSamples } from '@inrflow/drawing';
import { createImageModality, pixelCoordinates, type LatentPlacement } from '../modality/index.js';
import { imagePresets } from '../presets.js';
import { name, version } from '../../package.json';
import { AUGMENTATION_CHANNELS } from '../pictures/augmentation.js';
import { dataFields, modelFields } from './fields.js';

/** The section `data` of pictures: {@link imageKind}'s `fields.data` has the meaning and the default of each field. */
export interface ImageData {
  /** Edge of the pictures, in pixels. */
  size?: number;
  /** Edge of the larger versions of the same pictures, in pixels. */
  finerSize?: number;
  channels: 1 | 3;
  /** Colour behind transparent pixels. */
  background: Colour;
  /** Whether to mirror half of the pictures. */
  flip: boolean;
  /** Probability of each part of an augmentation. */
  augment: number;
  /** `folders`, `none` or the path of a table. */
  labels: string;
  /** Numbers of a NumPy array that mean black and white. */
  range?: readonly [black: number, white: number];
  maxFileBytes: number;
}

/** What the section `model` of pictures adds. */
export interface ImageModel {
  /** Number of Fourier frequencies of a pixel's place. */
  fourierFrequencies?: number;
  latentPlacement: LatentPlacement;
  /** Seed of random and k-means++ places. */
  placementSeed: number;
}

/** Options of sampling pictures. */
export interface ImageAsk {
  /** Edge in pixels; that of training by default. */
  size?: number;
}

/** Edge of pictures in pixels, known once the data have been opened. */
const sizeOf = ({ size }: DataSettings & ImageData): number => size!;

/** The tiny preset that suits a size. */
function presetFor(size: number): keyof typeof imagePresets {
  if (size <= 16) return 'tiny-16';
  return size <= 32 ? 'tiny-32' : 'tiny-64';
}

/**
 * Pictures as a kind of data, under Node and in browsers.
 *
 * @example
 * const model = await loadModel('emoji.safetensors', image);
 */
export const image: Kind<ImageData, ImageModel, Picture, ImageAsk> = {
  contract: CONTRACT_VERSION,
  name: 'image',
  package: { name, version },
  words: { one: 'picture', many: 'pictures', pairs: 'pixels' },
  fields: { data: dataFields, model: modelFields },
  presets: imagePresets,
  // Heun's last evaluation is at t = 1, where the input holds no noise: half of the last step's stays as speckle. Not Euler's.
  defaults: { sampling: { solver: 'euler', steps: 20 } },
  sizeField: 'data.size',
  presetFor: (data) => presetFor(sizeOf(data)),
  settleData(data, dataset) {
    const size = (dataset as { size?: number } | undefined)?.size ?? data.size;
    return size === undefined ? undefined : { ...data, size };
  },
  settleModel: (data, { latents }) => ({
    fourierFrequencies: Math.max(2, Math.round(sizeOf(data) / 8)),
    // Half the edge of the latents' grid: more frequencies distinguish its places no better, and make neighbours dissimilar.
    latentFrequencies: Math.max(2, Math.round(Math.sqrt(latents) / 2)),
  }),
  augmentationChannels: ({ data: { augment } }) => (augment > 0 ? AUGMENTATION_CHANNELS : 0),
  points: (data) => sizeOf(data) ** 2,
  modality: ({ data: { channels }, model: { latentPlacement, placementSeed, fourierFrequencies } }) => createImageModality({ channels, latentPlacement, seed: placementSeed, fourierFrequencies }),
  places: (_, points) => ({ points, coordinates: pixelCoordinates(Math.sqrt(points)) }),
  askFields: { size: { type: 'integer', minimum: 1, title: 'pixels', description: 'Edge of the pictures. Default: as in training.' } },
  ask: ({ data }, { size }) => (size === undefined || size === data.size ? {} : { query: { points: size ** 2, places: () => ({ points: size ** 2, coordinates: pixelCoordinates(size) }) } }),
  interpolate: ({ data }, values, { points }) => resizeSamples({ width: sizeOf(data), height: sizeOf(data), channels: data.channels, data: values }, Math.sqrt(points), Math.sqrt(points)).data,
  sampleOf: (values, { data }) => pictureFromValues(values, { width: Math.sqrt(values.length / data.channels) }),
  extent(_, points) {
    const size = Math.sqrt(points);
    return `of ${size}×${size} pixels`;
  },
  meaning: { coordinate: 'pixel centres in [-1, 1] (x, y)', value: 'colours in [-1, 1]' },
};
