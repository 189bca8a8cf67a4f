import type { SchemaFields } from '@inrflow/core';

/** How clouds are scored, besides the options of every evaluation: {@link scoringFields} has the meaning and the default of each field. */
export interface CloudScoringOptions {
  /** Points per cloud. */
  points?: number;
  /** Points per cloud for the earth mover's distance. */
  emdPoints: number;
  /** Normalization of each cloud before distances are measured. */
  normalization: 'none' | 'box' | 'sphere';
}

/** Flags of `inrflow evaluate` for point clouds. */
export const scoringFields = {
  points: { type: 'integer', title: 'n', minimum: 1, description: 'Points of each cloud. Default: as in training, or 2048 for files.' },
  emdPoints: { type: 'integer', title: 'n', minimum: 1, description: "Points per cloud for the earth mover's distance, whose time grows with their cube.", default: 512 },
  normalization: { enum: ['none', 'box', 'sphere'], description: 'How each cloud is normalized before distances are measured.', default: 'none' },
} as const satisfies SchemaFields;
