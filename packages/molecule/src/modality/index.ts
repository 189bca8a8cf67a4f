export { createMoleculeModality, type MoleculeModalityOptions } from './moleculeModality.js';
