export { structurePage, type StructureEntry, type StructurePage, type StructureWords } from './viewer/structurePage.js';
