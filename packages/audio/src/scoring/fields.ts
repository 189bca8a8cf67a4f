import type { SchemaFields } from '@inrflow/core';

/** How files of sounds are scored, besides the options of every evaluation: {@link scoringFields} has the meaning and the default of each field. */
export interface AudioScoringOptions {
  /** Samples per second at which files are compared. */
  rate?: number;
  /** Samples of each file, from its onset. */
  length?: number;
}

/** Flags of `inrflow evaluate` for sounds. */
export const scoringFields = {
  rate: { type: 'integer', title: 'Hz', minimum: 100, maximum: 384000, description: 'Of files: samples a second that they are compared at. Default: 8000; of a model its own.' },
  length: { type: 'integer', title: 'samples', minimum: 1, description: 'Of files: samples of each, from its onset. Default: 4096; of a model its own.' },
} as const satisfies SchemaFields;
