import { CONTRACT_VERSION, type Kind } from '@inrflow/core';
import type { Axis, NormalizationName, Placement } from '../clouds/index.js';
import { patchChannels } from '../conditions/index.js';
import { createPointCloudModality } from '../modality/index.js';
import { pointCloudPresets } from '../presets.js';
import { name, version } from '../../package.json';
import { dataFields, modelFields } from './fields.js';

/** The section `data` of point clouds: {@link pointcloud}'s `fields.data` has the meaning and the default of each field. */
export interface PointCloudData {
  points: number;
  normalization: NormalizationName;
  up: Axis;
  rotation: 'none' | Axis;
  scaleRange: readonly [from: number, to: number];
  jitter: number;
  labels: 'folders' | 'none';
  offset?: Placement['offset'];
  scale?: number;
  views: 'none' | 'axes';
  viewSize: number;
  patchSize: number;
  featureNetwork?: string;
  featureCache?: string;
  conditionChannels?: number;
  maxFileBytes: number;
}

/** What the section `model` of point clouds adds. */
export interface PointCloudModel {
  fourierFrequencies: number;
}

/** What samples of clouds may be asked to be. */
export interface PointCloudAsk {
  /** Points of each; those of training by default. */
  points?: number;
}

/** What opening the data settles. */
interface Opened {
  placement?: Placement;
  views?: { channels: number };
}

// Coordinates have no channels: a point is its own place.
const placesOf = (points: number) => ({ points, coordinates: new Float32Array(0) });

/**
 * Point clouds as a kind of data, under Node and in browsers. A sample is `[points, 3]`, y up, in the scale of training.
 *
 * @example
 * const model = await loadModel('furniture.safetensors', pointcloud);
 */
export const pointcloud: Kind<PointCloudData, PointCloudModel, Float32Array, PointCloudAsk> = {
  contract: CONTRACT_VERSION,
  name: 'pointcloud',
  package: { name, version },
  words: { one: 'cloud', many: 'clouds', pairs: 'points' },
  fields: { data: dataFields, model: modelFields },
  presets: pointCloudPresets,
  defaults: { model: { encoder: 'perceiver' } },
  sizeField: 'data.points',
  settleData(data, dataset) {
    const { placement, views } = (dataset ?? {}) as Opened;
    return { ...data, ...(data.normalization === 'dataset' && placement), ...(views && { conditionChannels: views.channels }) };
  },
  points: ({ points }) => points,
  modality: ({ model: { fourierFrequencies } }) => createPointCloudModality({ fourierFrequencies }),
  conditionChannels: ({ data }) => (data.views === 'none' ? 0 : (data.conditionChannels ?? patchChannels(data.patchSize))),
  places: (_, points) => placesOf(points),
  askFields: { points: { type: 'integer', minimum: 1, title: 'n', description: 'Points of each cloud. Default: as in training.' } },
  ask: ({ data }, { points }) => (points === undefined || points === data.points ? {} : { query: { points, places: () => placesOf(points) } }),
  sampleOf: (values) => values,
  extent: (_, points) => `of ${points} points`,
  meaning: { coordinate: 'none', value: 'positions (x, y, z), y up, normalized' },
};
