import type { SchemaFields } from '@inrflow/core';

/** How conformers are scored, besides the options of every evaluation: {@link scoringFields} has the meaning and the default of each field. */
export interface MoleculeScoringOptions {
  /** RMSD in Å below which a conformer covers another. */
  threshold: number;
  /** Conformers to score beside the model's. */
  baseline: 'none' | 'openchemlib';
  /** Folder for the sampled conformers. */
  predictions?: string;
}

/** Flags of `inrflow evaluate` for molecules. */
export const scoringFields = {
  threshold: { type: 'number', title: 'angstrom', exclusiveMinimum: 0, description: 'RMSD in Å below which a conformer covers another: 0.75 is usual for drug-like molecules, 0.5 for those of QM9.', default: 0.5 },
  baseline: { enum: ['none', 'openchemlib'], description: "Conformers to score beside the model's: those that OpenChemLib makes, as many.", default: 'openchemlib' },
  predictions: { type: 'string', title: 'folder', minLength: 1, description: 'Sampled conformers, laid on the nearest reference, as SDF and as a page where they turn.' },
} as const satisfies SchemaFields;
