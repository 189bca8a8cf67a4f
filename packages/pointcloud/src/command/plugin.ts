import { SettingsError, type Plugin } from '@inrflow/core';
import { renderCloud } from '@inrflow/drawing';
import { pointcloud, type PointCloudAsk, type PointCloudData, type PointCloudModel } from '../kind/index.js';
import { scoringFields, type CloudScoringOptions } from '../scoring/fields.js';
import { demo } from './demo.js';
import { formats } from './files.js';
import { recognizes } from './recognizes.js';
import { pictureCondition, viewOptions, VIEWS } from './views.js';

/** Edge in pixels of a cloud's picture on a sheet. */
const PICTURE = 128;

/** Options of sampling clouds where files can be read. */
export interface PointCloudFilesAsk extends PointCloudAsk {
  /** Path of a picture to turn into clouds. */
  image?: string;
  /** Side from which the picture was taken; `+z` by default. */
  view?: (typeof VIEWS)[number];
}

/** Point clouds under `inrflow`. */
export const plugin: Plugin<PointCloudData, PointCloudModel, Float32Array, PointCloudFilesAsk, CloudScoringOptions> = {
  ...pointcloud,
  askFields: {
    ...pointcloud.askFields,
    image: { type: 'string', title: 'file', minLength: 1, description: 'Picture to turn into clouds, for models trained with data.views.' },
    view: { enum: VIEWS, description: 'Side from which the picture was taken. Default: +z.' },
  },
  async ask(settings, { image, view, ...asked }) {
    if (view !== undefined && image === undefined) throw new SettingsError('--view: says where a picture was taken from: give the picture with --image', 'sample', 'view');
    return { ...(await pointcloud.ask!(settings, asked)), ...(image !== undefined && { condition: await pictureCondition(settings.data, image, view ?? '+z') }) };
  },
  async open({ data, training: { strict } }, part) {
    const { openPointCloudDataset } = await import('../datasets/index.js');
    const { path, points, normalization, up, rotation, scaleRange, jitter, labels, heldOut, maxFileBytes } = data;
    return openPointCloudDataset(path!, {
      points, normalization, upAxis: up, labels, strict, maxFileBytes, augmentation: { ...(rotation !== 'none' && { rotation }), scale: scaleRange, jitter },
      ...(heldOut > 0 && part !== 'all' && { split: { heldOut, part } }), views: await viewOptions(data),
    });
  },
  recognizes,
  formats,
  // Halved, a cloud with a standard deviation of 1 fills the picture about as a box of edge 2 does.
  draw: (positions, { data }) => renderCloud(['dataset', 'unit-deviation'].includes(data.normalization) ? positions.map((x) => x / 2) : positions, { size: PICTURE }),
  async page(samples) {
    const { viewerPage } = await import('../viewer/index.js');
    return viewerPage(samples.map(({ name, group, sample }) => ({ name, group, positions: sample })));
  },
  scoring: {
    fields: scoringFields,
    ofModel: async (...given) => (await import('../scoring/cloudScoring.js')).scoreModel(...given),
    ofFiles: async (...given) => (await import('../scoring/cloudScoring.js')).scoreFiles(...given),
  },
  demo,
};
