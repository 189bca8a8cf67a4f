import { randomWords, type Address } from '@inrflow/core';
import type { FeatureNetwork } from '../conditions/featureNetwork.js';
import { patchChannels, patchTokens, RAY_CHANNELS, viewTokens, type ViewCondition } from '../conditions/viewTokens.js';
import type { Shape } from '../files/shape.js';
import { axisCameras, type Camera } from '@inrflow/drawing';
import type { Rendering } from '@inrflow/drawing';
import { renderCloud } from '@inrflow/drawing';
import { renderMesh } from '../rendering/renderMesh.js';
import { openPictureCache } from './pictureCache.js';

/** Pictures of the examples, as conditions. Every field has a default. */
export interface ViewOptions {
  /** Pixels along a view's edge. Default 64. */
  size?: number;
  /** Pixels along a patch's edge, if patches of pixels are the tokens. Default 8. */
  patchSize?: number;
  /** Where examples may be seen from; by default the paper's six, from opposite sides of the axes. */
  cameras?: readonly Camera[];
  /** Network that makes the tokens instead: its features of each patch, with the patch's ray. */
  network?: FeatureNetwork;
  /** Folder that caches drawn pictures for the next time the data set is opened; nothing is kept on disk by default. */
  cache?: string;
}

/** Draws examples and makes tokens from the pictures. */
export interface Views {
  cameras: readonly Camera[];
  /** Channels of a token. */
  channels: number;
  /** Draws a picture of a shape from a camera. */
  draw(shape: Shape, camera: Camera): Rendering;
  /** The same by way of the cache, if there is one. @throws Error naming the file if it cannot be written */
  picture(shape: Shape, camera: Camera): Promise<Rendering>;
  /** Makes the tokens of a camera's picture. */
  tokens(picture: Pick<Rendering, 'width' | 'height' | 'data'>, camera: Camera): Promise<ViewCondition>;
  /** The view that an address chooses. */
  choose(address: Address): Camera;
}

/** Opens views. @throws RangeError if patches do not fill a view, or Error if the feature network does not take views of that size */
export async function openViews({ size = 64, patchSize = 8, cameras = axisCameras(), network, cache }: ViewOptions = {}): Promise<Views> {
  if (!network && size % patchSize !== 0) throw new RangeError(`views of ${size} pixels are not filled by patches of ${patchSize} pixels`);
  const blank = { width: size, height: size, data: new Uint8Array(3 * size * size).fill(255) };
  const channels = network ? (await network.features(blank)).channels + RAY_CHANNELS : patchChannels(patchSize);
  const draw = (shape: Shape, camera: Camera) => (shape.kind === 'mesh' ? renderMesh(shape.mesh.vertices, shape.mesh.triangles, { size, camera }) : renderCloud(shape.positions, { size, camera, colour: [196, 196, 204] }));
  const pictures = cache === undefined ? undefined : openPictureCache(cache, size);
  return {
    cameras,
    channels,
    draw,
    picture: async (shape, camera) => pictures?.get(shape, camera, () => draw(shape, camera)) ?? draw(shape, camera),
    async tokens(picture, camera) {
      if (!network) return patchTokens(picture, camera, patchSize);
      const found = await network.features(picture);
      return viewTokens(found.features, found.channels, camera);
    },
    choose: (address) => cameras[randomWords({ ...address, stream: `${address.stream}/view` }, 1)[0] % cameras.length],
  };
}
