import type { SchemaFields } from '@inrflow/core';
import { RESIZE_FILTERS } from './features/filters.js';
import type { FeatureOptions } from './features/openFeatureNetwork.js';

/** How pictures are scored, besides the options of every evaluation: {@link scoringFields} has the meaning and the default of each field. */
export interface ImageScoringOptions extends Omit<FeatureOptions, 'threads' | 'device'> {
  /** Folder that caches features of pictures. */
  cache?: string;
  /** Whether not to cache features. */
  noCache?: boolean;
}

const numbers = (count: number) => ({ type: 'array', items: { type: 'number' }, minItems: count, maxItems: count }) as const;

/** Flags of `inrflow evaluate` for pictures. */
export const scoringFields = {
  features: { type: 'string', title: 'network', minLength: 1, default: 'nsfwjs/inception-v3', description: 'Network whose features compare pictures: nsfwjs/inception-v3 or nsfwjs/mobilenet-v2 (npm install nsfwjs), or an ONNX file.' },
  featureSize: { type: 'integer', title: 'pixels', minimum: 1, description: "Edge in pixels of an ONNX file's input." },
  featureFilter: { enum: RESIZE_FILTERS, description: 'Filter that resizes pictures to it. Default: auto.' },
  featureRange: { ...numbers(2), title: 'low,high', description: "Values of black and white in an ONNX file's input, such as -1,1." },
  featureMean: { ...numbers(3), title: 'r,g,b', description: 'Instead of the range: mean to subtract from samples in [0, 1].' },
  featureDeviation: { ...numbers(3), title: 'r,g,b', description: 'Deviation to divide by after that.' },
  featureLayout: { enum: ['nchw', 'nhwc'], description: "Axis order of an ONNX file's input. Default: nchw." },
  featureOutput: { type: 'string', title: 'name', minLength: 1, description: 'Name of an ONNX file\'s output with the features. Default: the only one.' },
  classOutput: { type: 'string', title: 'name', minLength: 1, description: 'Name of an ONNX file\'s output with class probabilities or logits, for an Inception score.' },
  cache: { type: 'string', title: 'folder', minLength: 1, description: "Folder that caches features of pictures. Default: inrflow/features in the user's cache folder." },
  noCache: { type: 'boolean', description: 'Do not cache features.' },
} as const satisfies SchemaFields;
