import type { SchemaFields } from '@inrflow/core';
import { NORMALIZATIONS } from '../sounds/index.js';

/** Fields of the section `data` of sounds. */
export const dataFields = {
  path: { type: 'string', minLength: 1, description: 'A folder tree, .zip, .tar or .tar.gz of WAV, FLAC or Ogg Vorbis files. Relative to the working directory.' },
  rate: { type: 'integer', minimum: 100, maximum: 384000, description: 'Samples a second. Files of another rate are resampled by a windowed sinc; what lies above half of this is lost.', default: 8000 },
  length: { type: 'integer', minimum: 1, description: 'Samples of a clip, from its onset: longer ones are cut and fade over the last twentieth, shorter ones end in silence.', default: 4096 },
  channels: { enum: [1, 2], description: '1 for mono, the mean of all channels; 2 for stereo, the first two, or one twice.', default: 1 },
  normalization: { enum: NORMALIZATIONS, description: 'What brings clips to one loudness: each to a peak of 1, each to a root mean square of 0.1, or nothing.', default: 'peak' },
  trim: { type: 'boolean', description: 'Begin each clip where it first reaches a hundredth of its peak (-40 dB), less a millisecond.', default: true },
  companding: { type: 'number', minimum: 0, maximum: 65535, description: 'How much of the scale the quiet end of a sound has: μ of sign(x) ln(1 + μ|x|) / ln(1 + μ), which is undone before anything is written; 0 for none.', default: 30 },
  speed: { type: 'array', items: { type: 'number', minimum: 0.25, maximum: 4 }, minItems: 2, maxItems: 2, description: 'Play each example at random by a factor between these, faster and higher or slower and lower.', default: [1, 1] },
  labels: { description: "Where classes come from: 'folders' (top-level folders) or 'none'.", default: 'folders', enum: ['folders', 'none'] },
  heldOut: { type: 'number', minimum: 0, exclusiveMaximum: 1, description: 'Fraction of sounds, chosen by a hash of their names, that training never sees.', default: 0 },
  maxFileBytes: { type: 'integer', minimum: 1, description: 'Largest file that is read, or unpacked from an archive, in bytes.', default: 2 ** 28 },
} as const satisfies SchemaFields;

/** Fields of the section `model` that sounds have, or describe in their own words. */
export const modelFields = {
  latents: { type: 'integer', minimum: 1, description: 'Number of latents, which share a clip\'s time out equally. Default: from the preset.' },
  latentFrequencies: { type: 'integer', minimum: 1, description: "Frequencies of the Fourier features of the latents' places. Default: half of the latents." },
  fineFrequencies: { type: 'integer', minimum: 1, description: "Waves that tell the moments of a latent's stretch of time apart. Default: half of its moments." },
} as const satisfies SchemaFields;
