import type { SchemaFields } from '@inrflow/core';

/** Fields of the section `data` of point clouds. */
export const dataFields = {
  path: { type: 'string', minLength: 1, description: "A folder tree, .zip, .tar, .tar.gz or .sh3f catalogue of OBJ, PLY, STL, OFF, glTF/GLB, PCD, XYZ, LAS or .npy, or ShapeNet in PointFlow's layout. Relative to the working directory." },
  points: { type: 'integer', minimum: 1, description: 'Points drawn from each surface or cloud.', default: 2048 },
  normalization: { enum: ['unit-box', 'unit-sphere', 'unit-deviation', 'dataset', 'none'], description: "How clouds are scaled: each by the longest side of its box, by the sphere around it, or to a standard deviation of 1; all by the mean and deviation of the training set; or not at all.", default: 'unit-box' },
  up: { enum: ['x', 'y', 'z'], description: 'Upward axis of the files, in which clouds are also written.', default: 'y' },
  rotation: { enum: ['none', 'x', 'y', 'z'], description: 'Rotate each example by a random angle about this axis, with y up.', default: 'none' },
  scaleRange: { type: 'array', items: { type: 'number', minimum: 0.01, maximum: 100 }, minItems: 2, maxItems: 2, description: 'Scale each example by a random factor in this range.', default: [1, 1] },
  jitter: { type: 'number', minimum: 0, description: 'Standard deviation of noise added to each position, after normalization.', default: 0 },
  labels: { description: "Where classes come from: 'folders' (top-level folders, or a catalogue's categories) or 'none'.", default: 'folders', enum: ['folders', 'none'] },
  heldOut: { type: 'number', minimum: 0, exclusiveMaximum: 1, description: 'Fraction of examples, chosen by a hash of their names, that training never sees.', default: 0 },
  offset: { type: 'array', items: { type: 'number', minimum: -1e30, maximum: 1e30 }, minItems: 3, maxItems: 3, description: 'Mean of the training set. Filled in if normalization is dataset.' },
  scale: { type: 'number', exclusiveMinimum: 0, description: 'Standard deviation of the training set. Filled in if normalization is dataset.' },
  views: { enum: ['none', 'axes'], description: 'Condition on pictures: none, or a view of each example from a random one of the six axis directions (40 degrees, 3.5 units away; use unit-deviation or unit-sphere, which fit into it).', default: 'none' },
  viewSize: { type: 'integer', minimum: 1, description: 'Edge of a view in pixels.', default: 64 },
  patchSize: { type: 'integer', minimum: 1, description: 'Edge in pixels of a patch, whose pixels are a token; without a feature network.', default: 8 },
  featureNetwork: { type: 'string', minLength: 1, description: 'ONNX file, such as DINOv2, that makes the tokens instead: a picture in, features of its patches out. Default: none, the model embeds patches of pixels itself.' },
  featureCache: { type: 'string', minLength: 1, description: "Folder that caches views and a feature network's features. Default: views in memory, features in runs/features." },
  conditionChannels: { type: 'integer', minimum: 0, description: 'Channels of the tokens of views. Filled in.' },
  maxFileBytes: { type: 'integer', minimum: 1, description: 'Largest file to read, or to unpack from an archive, in bytes.', default: 2 ** 28 },
} as const satisfies SchemaFields;

/** Fields of the section `model` that point clouds have, or describe in their own words. */
export const modelFields = {
  latents: { type: 'integer', minimum: 1, description: 'Number of latents. Default: from the preset.' },
  latentFrequencies: { type: 'integer', minimum: 1, description: "Frequencies of the Fourier features of the latents' places.", default: 4 },
  fourierFrequencies: { type: 'integer', minimum: 1, description: 'Frequencies of the Fourier features of a position, each twice the one before.', default: 7 },
  pairsPerLatent: { type: 'integer', minimum: 1, description: 'Capacity of a latent of the spatial or linear encoder, in points; overflow goes to its neighbour. Default: twice the mean.' },
} as const satisfies SchemaFields;
