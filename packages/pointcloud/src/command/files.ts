import type { SettledSettings } from '@inrflow/core';
import { encodeNpy } from '@inrflow/core/node';
import { turnBack, unplace } from '../clouds/index.js';
import type { PointCloudData, PointCloudModel } from '../kind/index.js';
import { asLines } from '../writers/asLines.js';
import { checkPositions } from '../writers/checkPositions.js';
import { encodePly } from '../writers/ply.js';

type Settings = SettledSettings<PointCloudData, PointCloudModel>;

/** Positions in the frame of the data's files: rotated back, and moved back if one placement served all of them. Clouds that were each normalized by itself keep their scale. */
function inFrameOfFiles(positions: Float32Array, { data: { normalization, offset, scale, up } }: Settings): Float32Array {
  return turnBack(normalization === 'dataset' && offset && scale !== undefined ? unplace(positions, { offset, scale }) : positions, up);
}

/** Files of one cloud each. */
export const formats = {
  ply: { encode: (positions: Float32Array, settings: Settings) => encodePly(inFrameOfFiles(positions, settings)) },
  xyz: {
    encode(positions: Float32Array, settings: Settings) {
      checkPositions(positions);
      return asLines(inFrameOfFiles(positions, settings));
    },
  },
  npy: { encode: (positions: Float32Array, settings: Settings) => encodeNpy([checkPositions(positions), 3], inFrameOfFiles(positions, settings)) },
};
