export { createProteinModality, type ProteinModalityOptions } from './proteinModality.js';
export { residueAssignment, residuePlaces } from './residueAssignment.js';
