import type { Example } from '@inrflow/core';
import { pluckerRays, type Camera } from '@inrflow/drawing';
import type { Rendering } from '@inrflow/drawing';

/** Condition of a sample: tokens that every block of the network cross-attends to. */
export type ViewCondition = NonNullable<Example['condition']>;

/** Channels of a patch's Plücker ray. */
export const RAY_CHANNELS = 6;

/** Frequencies of the Fourier features of a ray beside pixels, π/2 · 2ʲ: patches 1/8 apart are half a turn apart in the fastest. */
const RAY_FREQUENCIES = [0, 1, 2, 3].map((j) => (Math.PI / 2) * 2 ** j);
const PLACE_CHANNELS = 2 * RAY_FREQUENCIES.length * RAY_CHANNELS;

/** Channels of a token made from the pixels of a patch and its ray. */
export const patchChannels = (patchSize: number): number => 3 * patchSize ** 2 + PLACE_CHANNELS + RAY_CHANNELS;

/**
 * Tokens made from features and the rays along which they were seen: [features, Plücker ray] for each patch (App. A.2 of the paper).
 *
 * @param features `[patches · patches, channels]`, rows from the top
 * @throws RangeError if the number of features is not a square number of patches
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
 * Tokens made from a picture's own pixels, patch by patch, for use without a feature network: [pixels, Fourier features of the patch's Plücker
 * ray, ray]. The network's first layer of the condition embeds them: a patch encoder that is trained with the rest. White pixels, such as the
 * background of views, are 0, black ones −2. The Fourier features replace the position that a feature network's own embedding adds: attention
 * that is linear in a ray alone can only look at the picture's edges.
 *
 * @param patchSize pixels along a patch's edge; must divide the picture's edge
 * @throws RangeError if the picture is not square, or patches do not fill it
 */
export function patchTokens(picture: Pick<Rendering, 'width' | 'height' | 'data'>, camera: Camera, patchSize: number): ViewCondition {
  const { width, height, data } = picture;
  if (width !== height) throw new RangeError(`a view must be square, not ${width}×${height} pixels`);
  if (!Number.isInteger(patchSize) || patchSize < 1 || width % patchSize !== 0) throw new RangeError(`patches of ${patchSize} pixels do not fill a view of ${width}×${width}`);
  const patches = width / patchSize;
  const pixels = 3 * patchSize ** 2;
  const channels = pixels + PLACE_CHANNELS;
  const features = new Float32Array(patches * patches * channels);
  for (let y = 0; y < width; y++) {
    for (let x = 0; x < width; x++) {
      const patch = Math.floor(y / patchSize) * patches + Math.floor(x / patchSize);
      const at = patch * channels + 3 * ((y % patchSize) * patchSize + (x % patchSize));
      for (let c = 0; c < 3; c++) features[at + c] = (data[3 * (y * width + x) + c] - 255) / 127.5;
    }
  }
  const rays = pluckerRays(camera, patches);
  for (let i = 0; i < patches * patches; i++) {
    rays.subarray(i * RAY_CHANNELS, (i + 1) * RAY_CHANNELS).forEach((x, k) => RAY_FREQUENCIES.forEach((frequency, j) => {
      const at = i * channels + pixels + 2 * (k * RAY_FREQUENCIES.length + j);
      features[at] = Math.sin(frequency * x);
      features[at + 1] = Math.cos(frequency * x);
    }));
  }
  return viewTokens(features, channels, camera);
}
