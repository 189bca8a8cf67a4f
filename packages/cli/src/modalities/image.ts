import type { Dataset } from '@inrflow/core';
import { createImageModality, imagePresets, pictureFromValues, pixelCoordinates, type ImagePreset } from '@inrflow/image';
import type { ImageDataset } from '@inrflow/image/node';
import type { ImageConfig, ResolvedImageConfig } from '../config/types.js';
import { UsageError } from '../errors.js';
import type { CommandModality } from './commandModality.js';
import { settledTraining } from './settledTraining.js';

/** The tiny preset that suits a size. */
function presetFor(size: number): keyof typeof imagePresets {
  if (size <= 16) return 'tiny-16';
  return size <= 32 ? 'tiny-32' : 'tiny-64';
}

/** Pictures under the command. */
export const image: CommandModality<ImageConfig, ResolvedImageConfig> = {
  one: 'picture',
  many: 'pictures',
  pairs: 'pixels',
  samples: 8,
  sizeField: 'data.size',
  async open({ data, training }) {
    const { openImageDataset } = await import('@inrflow/image/node');
    const { path, size, channels, background, flip, labels, heldOut, range, maxFileBytes } = data;
    return openImageDataset(path!, {
      size, channels, background, flip, labels, range, maxFileBytes, ...(heldOut > 0 && { split: { heldOut, part: 'train' } }),
      // Where no size was asked for, pictures of several sizes are as wrong as unreadable ones.
      strict: training.strict && size === undefined,
    });
  },
  settle({ data, model: { preset, ...given }, training, sampling, ...config }, dataset?: Dataset) {
    const size = (dataset as ImageDataset | undefined)?.size ?? data.size;
    if (size === undefined) return undefined;
    const chosen: ImagePreset = imagePresets[preset ?? presetFor(size)];
    const sizes = { rotary: false, ...chosen, ...given };
    // Half the edge of the latents' grid: more frequencies tell its places apart no better, and make neighbours strangers.
    const latentFrequencies = Math.max(2, Math.round(Math.sqrt(sizes.latents) / 2));
    const model = { fourierFrequencies: Math.max(2, Math.round(size / 8)), latentFrequencies, ...sizes };
    return {
      ...config, data: { ...data, path: data.path ?? '', size }, model, training: settledTraining(training, { width: model.width, points: size ** 2 }),
      // Heun's last evaluation is at t = 1, where no noise is left to tell which noise it was: half of the last step's stays as speckle. Not Euler's.
      sampling: { solver: 'euler', steps: 20, ...sampling },
    };
  },
  modality: ({ data, model: { latentPlacement, placementSeed, fourierFrequencies } }) =>
    createImageModality({ channels: data.channels, latentPlacement, seed: placementSeed, fourierFrequencies }),
  conditionChannels: () => 0,
  async pictureCondition() {
    throw new UsageError('--image is for models of point clouds that were trained with data.views: this model makes pictures');
  },
  points: ({ data }) => data.size ** 2,
  extent({ data }, points = data.size ** 2) {
    const size = Math.sqrt(points);
    return `of ${size}×${size} pixels`;
  },
  queryPoints({ data }, { size, points }) {
    if (points !== undefined) throw new UsageError('--points is for point clouds: this model makes pictures, whose --size is in pixels');
    return size === undefined || size === data.size ? undefined : size ** 2;
  },
  places: (_, points) => ({ points, coordinates: pixelCoordinates(Math.sqrt(points)) }),
  fileFormats: ['png'],
  async writeSample(file, values, config) {
    const { writePng } = await import('@inrflow/image/node');
    await writePng(file, image.picture(values, config));
  },
  picture: (values, { data }) => pictureFromValues(values, { width: Math.sqrt(values.length / data.channels) }),
  meaning: { coordinate: 'pixel centres in [-1, 1] (x, y)', value: 'colours in [-1, 1]' },
};
