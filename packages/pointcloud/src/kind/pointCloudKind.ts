import { CONTRACT_VERSION, type Kind } from '@inrflow/core';
import type { Axis, NormalizationName, Placement } from '../clouds/index.js';
import { patchChannels } from '../conditions/index.js';
import { createPointCloudModality } from '../modality/index.js';
import { pointCloudPresets } from '../presets.js';
import { name, version } from '../../package.json';
import { dataFields, modelFields } from './fields.js';

/** The section `data` of point clouds: {@link pointcloud}'s `fields.data` has the meaning and the default of each field. */
export interface PointCloudData {
  /** Points drawn from each surface or cloud. */
  points: number;
  normalization: NormalizationName;
  /** Upward axis of the files. */
  up: Axis;
  /** Axis of the random rotation, with y up. */
  rotation: 'none' | Axis;
  /** Range of the random scale factor. */
  scaleRange: readonly [from: number, to: number];
  /** Standard deviation of the noise added to normalized positions. */
  jitter: number;
  labels: 'folders' | 'none';
  /** Mean of the training set, if `normalization` is `dataset`. */
  offset?: Placement['offset'];
  /** Standard deviation of the training set, if `normalization` is `dataset`. */
  scale?: number;
  /** Pictures that condition the model: none, or views along the axes. */
  views: 'none' | 'axes';
  /** Edge of a view, in pixels. */
  viewSize: number;
  /** Edge of a patch, in pixels. */
  patchSize: number;
  /** ONNX file of the network that makes the tokens of views. */
  featureNetwork?: string;
  /** Folder that caches views and features. */
  featureCache?: string;
  /** Channels of a token of a view. */
  conditionChannels?: number;
  maxFileBytes: number;
}

/** What the section `model` of point clouds adds. */
export interface PointCloudModel {
  /** Number of Fourier frequencies of a position. */
  fourierFrequencies: number;
}

/** Options of sampling clouds. */
export interface PointCloudAsk {
  /** Points of each cloud; as many as in training by default. */
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
  defaults: { model: { encoder: 'perceiver' }, sampling: { solver: 'euler-maruyama', steps: 100 } },
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
