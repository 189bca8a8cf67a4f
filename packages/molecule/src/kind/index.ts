export { molecule, type MoleculeAsk, type MoleculeData, type MoleculeModel, type SampledConformer } from './moleculeKind.js';
