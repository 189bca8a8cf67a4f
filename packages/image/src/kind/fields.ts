import type { SchemaFields } from '@inrflow/core';

/** Fields of the section `data` of pictures. */
export const dataFields = {
  path: { type: 'string', minLength: 1, description: "A folder tree, .zip, .tar or .tar.gz of PNG, JPEG, WebP, GIF, TIFF or AVIF; IDX (MNIST), CIFAR's .bin, .npz or .npy. Relative to the working directory." },
  size: { type: 'integer', minimum: 1, description: 'Edge in pixels of the square that pictures are cropped and resized to. Default: the shorter edge of the first picture, but at most 32.' },
  finerSize: { type: 'integer', minimum: 1, description: 'Edge of larger versions of the same pictures, of whose pixels training decodes some (training.finerShare), so that samples of more pixels have edges; data.size stays what the encoder reads. Default: none.' },
  channels: { enum: [1, 3], description: '3 for RGB, 1 for grey.', default: 3 },
  background: { type: 'array', items: { type: 'number', minimum: 0, maximum: 255 }, minItems: 3, maxItems: 3, description: 'Colour behind transparent pixels: red, green, blue, 0 to 255.', default: [255, 255, 255] },
  flip: { type: 'boolean', description: 'Mirror pictures horizontally half of the time.', default: false },
  augment: { type: 'number', minimum: 0, maximum: 1, description: 'Probability of mirroring a picture, and, independently, of shifting, scaling or rotating it slightly. The network is told how, so samples are not affected; it sees more pictures and copies fewer.', default: 0 },
  labels: { type: 'string', minLength: 1, description: "Where classes come from: 'folders' (top-level folders, or the labels of an array file), 'none', or the path of a JSON or CSV table.", default: 'folders' },
  heldOut: { type: 'number', minimum: 0, exclusiveMaximum: 1, description: 'Fraction of pictures, chosen by a hash of their names, that training never sees.', default: 0 },
  range: { type: 'array', items: { type: 'number', minimum: -1e9, maximum: 1e9 }, minItems: 2, maxItems: 2, description: 'Numbers of a NumPy array that mean black and white. Default: detected from the numbers and reported.' },
  maxFileBytes: { type: 'integer', minimum: 1, description: 'Largest file to read, or to unpack from an archive, in bytes.', default: 2 ** 28 },
} as const satisfies SchemaFields;

/** Fields of the section `model` that pictures have, or describe in their own words. */
export const modelFields = {
  latents: { type: 'integer', minimum: 1, description: 'Number of latents; a square number if latentPlacement is grid. Default: from the preset.' },
  latentFrequencies: { type: 'integer', minimum: 1, description: "Frequencies of the Fourier features of the latents' places. Default: half the edge of their grid." },
  fourierFrequencies: { type: 'integer', minimum: 1, description: "Frequencies of the Fourier features of a pixel's place. More of them make neighbouring pixels less alike to the network and training slower. Default: an eighth of data.size." },
  latentPlacement: { enum: ['grid', 'random', 'kmeans++'], description: 'Placement of the latents.', default: 'grid' },
  placementSeed: { type: 'integer', minimum: 0, description: 'Seed of random and kmeans++ places.', default: 0 },
} as const satisfies SchemaFields;
