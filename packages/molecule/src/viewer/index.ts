export { moleculePage, type MoleculePageEntry } from './moleculePage.js';
