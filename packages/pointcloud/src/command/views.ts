import { readFile } from 'node:fs/promises';
import { SettingsError, type Example } from '@inrflow/core';
import { axisCameras, fitPicture } from '@inrflow/drawing';
import { decodePicture } from '@inrflow/drawing/node';
import { openFeatureNetwork } from '../conditions/featureNetwork.js';
import { openViews, type ViewOptions } from '../datasets/views.js';
import type { PointCloudData } from '../kind/index.js';

/** Sides from which a picture may be taken, in the order of `axisCameras`. */
export const VIEWS = ['+x', '-x', '+y', '-y', '+z', '-z'] as const;

/** How a configuration's views are opened; undefined if it has none. */
export async function viewOptions({ views, viewSize, patchSize, featureNetwork, featureCache }: PointCloudData): Promise<ViewOptions | undefined> {
  if (views === 'none') return undefined;
  if (featureNetwork === undefined) return { size: viewSize, patchSize, cache: featureCache };
  return { size: viewSize, cache: featureCache, network: await openFeatureNetwork(featureNetwork, { cache: featureCache ?? 'runs/features' }) };
}

const SYSTEM: Readonly<Record<string, string>> = { ENOENT: 'it is not there', EISDIR: 'it is a folder', EACCES: 'no permission' };

/** The centred square of a picture, resized, over white. @throws SettingsError naming the file if it is not a picture */
async function squarePicture(file: string, size: number) {
  try {
    return fitPicture(await decodePicture(await readFile(file)), { size, channels: 3, background: [255, 255, 255] });
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException;
    throw new SettingsError(`--image ${file}: ${SYSTEM[code ?? ''] ?? message}`, 'sample', 'image', { cause: error });
  }
}

/** Makes a condition from a picture. @throws SettingsError if the model takes none, or the file is not a picture */
export async function pictureCondition(data: PointCloudData, file: string, view: (typeof VIEWS)[number]): Promise<NonNullable<Example['condition']>> {
  if (data.views === 'none') throw new SettingsError('--image: this model was trained without pictures (data.views is none)', 'sample', 'image');
  const camera = axisCameras()[VIEWS.indexOf(view)];
  const views = await openViews({ ...(await viewOptions(data)), cameras: [camera] });
  return views.tokens(await squarePicture(file, data.viewSize), camera);
}
