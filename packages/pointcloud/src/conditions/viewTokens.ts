import type { Example } from '@inrflow/core';
import { pluckerRays, type Camera } from '../rendering/camera.js';
import type { Rendering } from '../rendering/canvas.js';

/** What a sample is conditioned on: tokens that every block of the network cross-attends to. */
export type ViewCondition = NonNullable<Example['condition']>;

/** Channels of a patch's Plücker ray. */
export const RAY_CHANNELS = 6;

/** Channels of a token made of the pixels of a patch and its ray. */
export const patchChannels = (patchSize: number): number => 3 * patchSize ** 2 + RAY_CHANNELS;

/**
 * Tokens of features and the rays that they were seen along: [features, Plücker ray] for each patch (App. A.2 of the paper).
 *
 * @param features `[patches · patches, channels]`, rows from the top
 * @throws RangeError where the number of features is no square number of patches
 */
export function viewTokens(features: Float32Array, channels: number, camera: Camera): ViewCondition {
  const tokens = features.length / channels;
  const patches = Math.sqrt(tokens);
  if (!Number.isInteger(patches) || patches < 1) throw new RangeError(`${features.length} features of ${channels} channels are ${tokens} patches; expected a square number of them`);
  const rays = pluckerRays(camera, patches);
  const width = channels + RAY_CHANNELS;
  const joined = new Float32Array(tokens * width);
  for (let i = 0; i < tokens; i++) {
    joined.set(features.subarray(i * channels, (i + 1) * channels), i * width);
    joined.set(rays.subarray(i * RAY_CHANNELS, (i + 1) * RAY_CHANNELS), i * width + channels);
  }
  return { tokens, features: joined };
}

/**
 * Tokens of a picture's own pixels, patch by patch, which the network's first layer of the condition embeds: a patch encoder that is
 * trained along, where no feature network is given. Samples are scaled to [-1, 1].
 *
 * @param patchSize pixels along a patch's edge; must divide the picture's edge
 * @throws RangeError where the picture is not square, or patches do not fill it
 */
export function patchTokens(picture: Pick<Rendering, 'width' | 'height' | 'data'>, camera: Camera, patchSize: number): ViewCondition {
  const { width, height, data } = picture;
  if (width !== height) throw new RangeError(`a view must be square, not ${width}×${height} pixels`);
  if (!Number.isInteger(patchSize) || patchSize < 1 || width % patchSize !== 0) throw new RangeError(`patches of ${patchSize} pixels do not fill a view of ${width}×${width}`);
  const patches = width / patchSize;
  const channels = 3 * patchSize ** 2;
  const features = new Float32Array(patches * patches * channels);
  for (let y = 0; y < width; y++) {
    for (let x = 0; x < width; x++) {
      const patch = Math.floor(y / patchSize) * patches + Math.floor(x / patchSize);
      const at = patch * channels + 3 * ((y % patchSize) * patchSize + (x % patchSize));
      for (let c = 0; c < 3; c++) features[at + c] = data[3 * (y * width + x) + c] / 127.5 - 1;
    }
  }
  return viewTokens(features, channels, camera);
}
