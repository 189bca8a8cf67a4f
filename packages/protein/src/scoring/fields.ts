import type { SchemaFields } from '@inrflow/core';

/** How proteins are scored, besides the options of every evaluation: {@link scoringFields} has the meaning and the default of each field. */
export interface ProteinScoringOptions {
  /** How residues of a prediction and its reference are matched. */
  correspondence: 'order' | 'number' | 'place';
  /** Folder for the superposed predictions. */
  predictions?: string;
  /** Path of the sequences' embeddings. */
  embeddings?: string;
}

/** Flags of `inrflow evaluate` for proteins. */
export const scoringFields = {
  correspondence: { enum: ['order', 'number', 'place'], description: 'How residues of a prediction and its reference are matched: by order, number or place along the chain.', default: 'order' },
  predictions: { type: 'string', title: 'folder', minLength: 1, description: 'Folder for predictions superposed on the true structures, as PDB files and a page.' },
  embeddings: { type: 'string', title: 'file', minLength: 1, description: "Source of the sequences' embeddings: .onnx, .npz or .safetensors. Default: the one that training used." },
} as const satisfies SchemaFields;
