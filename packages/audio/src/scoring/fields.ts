import type { SchemaFields } from '@inrflow/core';

/** How files of sounds are scored, besides what every evaluation is told: {@link scoringFields} has the meaning and the default of each field. */
export interface AudioScoringOptions {
  rate?: number;
  length?: number;
}

/** Flags of `inrflow evaluate` for sounds. */
export const scoringFields = {
  rate: { type: 'integer', title: 'Hz', minimum: 100, maximum: 384000, description: 'Of files: samples a second that they are compared at. Default: 8000; of a model its own.' },
  length: { type: 'integer', title: 'samples', minimum: 1, description: 'Of files: samples of each, from its onset. Default: 4096; of a model its own.' },
} as const satisfies SchemaFields;
