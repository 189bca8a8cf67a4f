import type { SchemaFields } from '@inrflow/core';

/** Fields of the section `data` of point clouds. */
export const dataFields = {
  path: { type: 'string', minLength: 1, description: "A folder tree, .zip, .tar, .tar.gz or .sh3f catalogue of OBJ, PLY, STL, OFF, glTF/GLB, PCD, XYZ, LAS or .npy, or ShapeNet in PointFlow's layout. Relative to where the command runs." },
  points: { type: 'integer', minimum: 1, description: 'Points drawn from each surface, or taken of each cloud.', default: 2048 },
  normalization: { enum: ['unit-box', 'unit-sphere', 'unit-deviation', 'dataset', 'none'], description: "What brings clouds to one scale: each to its box's longest side, each to the sphere around it, each to a standard deviation of 1, all by the mean and deviation of the training set, or nothing.", default: 'unit-box' },
  up: { enum: ['x', 'y', 'z'], description: 'The upward axis of the files; clouds are written with the same.', default: 'y' },
  rotation: { enum: ['none', 'x', 'y', 'z'], description: 'Turn each example by a random angle about this axis, y being up.', default: 'none' },
  scaleRange: { type: 'array', items: { type: 'number', minimum: 0.01, maximum: 100 }, minItems: 2, maxItems: 2, description: 'Scale each example at random by a factor between these.', default: [1, 1] },
  jitter: { type: 'number', minimum: 0, description: 'Standard deviation of noise added to each position, after normalization.', default: 0 },
  labels: { description: "Where classes come from: 'folders' (top-level folders, or a catalogue's categories) or 'none'.", default: 'folders', enum: ['folders', 'none'] },
  heldOut: { type: 'number', minimum: 0, exclusiveMaximum: 1, description: 'Fraction of examples, chosen by a hash of their names, that training never sees.', default: 0 },
  offset: { type: 'array', items: { type: 'number', minimum: -1e30, maximum: 1e30 }, minItems: 3, maxItems: 3, description: 'Filled in where normalization is dataset: the mean of the training set.' },
  scale: { type: 'number', exclusiveMinimum: 0, description: 'Filled in where normalization is dataset: its standard deviation.' },
  views: { enum: ['none', 'axes'], description: 'Pictures as conditions: none, or each example as it is seen from one of the six sides of the axes, drawn at random each time (40 degrees, 3.5 units away; unit-deviation and unit-sphere fit).', default: 'none' },
  viewSize: { type: 'integer', minimum: 1, description: "Pixels along a view's edge.", default: 64 },
  patchSize: { type: 'integer', minimum: 1, description: 'Pixels along the edge of a patch, the pixels of which are a token; without a feature network.', default: 8 },
  featureNetwork: { type: 'string', minLength: 1, description: 'An ONNX file such as DINOv2 that makes the tokens instead: a picture in, features of its patches out. Default: none, patches of pixels are embedded by the model itself.' },
  featureCache: { type: 'string', minLength: 1, description: "Folder where views are kept once drawn, and a feature network's features. Default: views in memory, features in runs/features." },
  conditionChannels: { type: 'integer', minimum: 0, description: 'Filled in where views are conditions: channels of their tokens.' },
  maxFileBytes: { type: 'integer', minimum: 1, description: 'Largest file that is read, or unpacked from an archive, in bytes.', default: 2 ** 28 },
} as const satisfies SchemaFields;

/** Fields of the section `model` that point clouds have, or describe in their own words. */
export const modelFields = {
  latents: { type: 'integer', minimum: 1, description: 'Number of latents. Default: from the preset.' },
  encoder: { enum: ['spatial', 'linear', 'perceiver'], description: 'How points reach the latents: each latent attends to those of its cell, reads them through one linear layer, or attends to all.', default: 'perceiver' },
  latentFrequencies: { type: 'integer', minimum: 1, description: "Frequencies of the Fourier features of the latents' places.", default: 4 },
  fourierFrequencies: { type: 'integer', minimum: 1, description: 'Frequencies of the Fourier features of a position, each twice the one before.', default: 7 },
  pairsPerLatent: { type: 'integer', minimum: 1, description: 'Points that a latent of the spatial or linear encoder holds; what is over goes to its neighbour. Default: twice the mean.' },
} as const satisfies SchemaFields;
