import type { Plugin } from '@inrflow/core';
import { encodePng, type Picture } from '@inrflow/drawing';
import { image, type ImageAsk, type ImageData, type ImageModel } from '../kind/index.js';
import { scoringFields, type ImageScoringOptions } from '../scoring/fields.js';
import { demo } from './demo.js';
import { doctor } from './doctor.js';
import { recognizes } from './recognizes.js';

/** Pictures under `inrflow`. */
export const plugin: Plugin<ImageData, ImageModel, Picture, ImageAsk, ImageScoringOptions> = {
  ...image,
  async open({ data, training }, part) {
    const { openImageDataset } = await import('../datasets/index.js');
    const { path, size, finerSize, channels, background, flip, augment, labels, heldOut, range, maxFileBytes } = data;
    return openImageDataset(path!, {
      size, finerSize, channels, background, flip, labels, range, ...(part === 'train' && { augment }), maxFileBytes, ...(heldOut > 0 && part !== 'all' && { split: { heldOut, part } }),
      // Without a requested size, a picture of another size is as much an error as an unreadable one.
      strict: training.strict && size === undefined,
    });
  },
  recognizes,
  formats: { png: { encode: (picture) => encodePng(picture) } },
  draw: (picture) => picture,
  scoring: {
    fields: scoringFields,
    ofModel: async (...given) => (await import('../scoring/imageScoring.js')).scoreModel(...given),
    ofFiles: async (...given) => (await import('../scoring/imageScoring.js')).scoreFiles(...given),
  },
  demo,
  doctor,
};
