import { readFile } from 'node:fs/promises';
import { axisCameras, createPointCloudModality, patchChannels, pointCloudPresets, renderCloud, turnBack, unplace, type Placement, type PointCloudPreset } from '@inrflow/pointcloud';
import type { PointCloudDataset, ViewOptions } from '@inrflow/pointcloud/node';
import type { PointCloudConfig, ResolvedPointCloudConfig } from '../config/types.js';
import { messageOf, UsageError } from '../errors.js';
import type { CommandModality } from './commandModality.js';
import { settledTraining } from './settledTraining.js';
import { VIEWS } from './views.js';

/** Pixels of a cloud's picture on a sheet. */
const PICTURE = 128;

/** Where all clouds were put, which writing undoes; each by itself where that is not known: written as they are. */
function placementOf({ data: { normalization, offset, scale } }: ResolvedPointCloudConfig): Placement | undefined {
  return normalization === 'dataset' && offset && scale !== undefined ? { offset, scale } : undefined;
}

/** How a configuration's views are opened; undefined where it has none. */
export async function viewOptions({ views, viewSize, patchSize, featureNetwork, featureCache }: PointCloudConfig['data']): Promise<ViewOptions | undefined> {
  if (views === 'none') return undefined;
  if (featureNetwork === undefined) return { size: viewSize, patchSize, cache: featureCache };
  const { openFeatureNetwork } = await import('@inrflow/pointcloud/node');
  return { size: viewSize, cache: featureCache, network: await openFeatureNetwork(featureNetwork, { cache: featureCache ?? 'runs/features' }) };
}

/** A picture's middle square at a size, over white. @throws UsageError naming the file where it is no picture */
async function squarePicture(file: string, size: number) {
  const { decodePicture, fitPicture } = await import('@inrflow/image/node');
  try {
    return fitPicture(await decodePicture(await readFile(file)), { size, channels: 3, background: [255, 255, 255] });
  } catch (error) {
    throw new UsageError(`--image ${file}: ${messageOf(error)}`, { cause: error });
  }
}

/** Point clouds under the command. */
export const pointcloud: CommandModality<PointCloudConfig, ResolvedPointCloudConfig> = {
  one: 'cloud',
  many: 'clouds',
  pairs: 'points',
  samples: 8,
  sizeField: 'data.points',
  async open({ data, training: { strict } }) {
    const { openPointCloudDataset } = await import('@inrflow/pointcloud/node');
    const { path, points, normalization, up, rotation, scaleRange, jitter, labels, heldOut, maxFileBytes } = data;
    return openPointCloudDataset(path!, {
      points, normalization, upAxis: up, labels, strict, maxFileBytes, augmentation: { ...(rotation !== 'none' && { rotation }), scale: scaleRange, jitter },
      ...(heldOut > 0 && { split: { heldOut, part: 'train' } }), views: await viewOptions(data),
    });
  },
  settle({ data, model: { preset = 'tiny', ...given }, training, sampling, ...config }, dataset) {
    const chosen: PointCloudPreset = pointCloudPresets[preset];
    const placement = (dataset as PointCloudDataset | undefined)?.placement;
    const views = (dataset as PointCloudDataset | undefined)?.views;
    const common = { ...(data.normalization === 'dataset' && placement), ...(views && { conditionChannels: views.channels }) };
    const sizes = { rotary: false, ...chosen, ...given };
    return {
      ...config, data: { ...data, ...common, path: data.path ?? '' }, model: { pairsPerLatent: 2 * Math.ceil(data.points / sizes.latents), ...sizes },
      training: settledTraining(training, { width: sizes.width, points: data.points }),
      sampling: { solver: 'heun', steps: 25, ...sampling },
    };
  },
  modality: ({ model }) => createPointCloudModality({ fourierFrequencies: model.fourierFrequencies }),
  conditionChannels: ({ data }) => (data.views === 'none' ? 0 : (data.conditionChannels ?? patchChannels(data.patchSize))),
  async pictureCondition({ data }, file, view) {
    if (data.views === 'none') throw new UsageError('--image: this model was trained without pictures (data.views is none)');
    const camera = axisCameras()[VIEWS.indexOf(view)];
    const { openViews } = await import('@inrflow/pointcloud/node');
    const views = await openViews({ ...(await viewOptions(data)), cameras: [camera] });
    return views.tokens(await squarePicture(file, data.viewSize), camera);
  },
  points: ({ data }) => data.points,
  extent: ({ data }, points = data.points) => `of ${points} points`,
  queryPoints({ data }, { size, points }) {
    if (size !== undefined) throw new UsageError('--size is for pictures: this model makes point clouds, which have --points');
    return points === undefined || points === data.points ? undefined : points;
  },
  places: (_, points) => ({ points, coordinates: new Float32Array(0) }),
  fileFormats: ['ply', 'xyz', 'npy'],
  async writeSample(file, values, config) {
    const { writeNpy, writePly, writeXyz } = await import('@inrflow/pointcloud/node');
    const placement = placementOf(config);
    const positions = turnBack(placement ? unplace(values, placement) : values, config.data.up);
    const write = file.endsWith('.npy') ? writeNpy : file.endsWith('.xyz') ? writeXyz : writePly;
    await write(file, positions);
  },
  async writePage(file, samples) {
    const { writeViewer } = await import('@inrflow/pointcloud/node');
    await writeViewer(file, samples.map(({ name, group, values }) => ({ name, group, positions: values })));
  },
  picture(values, config) {
    // A standard deviation of 1 fills the picture like a box of edge 2 where positions are halved.
    return renderCloud(['dataset', 'unit-deviation'].includes(config.data.normalization) ? values.map((x) => x / 2) : values, { size: PICTURE });
  },
  meaning: { coordinate: 'none', value: 'positions (x, y, z), y up, normalised' },
};
