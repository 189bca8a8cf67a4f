import type { SchemaFields } from '@inrflow/core';

/** How clouds are scored, besides what every evaluation is told: {@link scoringFields} has the meaning and the default of each field. */
export interface CloudScoringOptions {
  points?: number;
  emdPoints: number;
  normalization: 'none' | 'box' | 'sphere';
}

/** Flags of `inrflow evaluate` for point clouds. */
export const scoringFields = {
  points: { type: 'integer', title: 'n', minimum: 1, description: 'Points of each cloud. Default: as in training; of files 2048.' },
  emdPoints: { type: 'integer', title: 'n', minimum: 1, description: "Points that the earth mover's distance is taken of; its time grows with their cube.", default: 512 },
  normalization: { enum: ['none', 'box', 'sphere'], description: 'What is done to each cloud by itself before distances are taken.', default: 'none' },
} as const satisfies SchemaFields;
