import { SettingsError, type Plugin } from '@inrflow/core';
import { fitCloud, renderCloud } from '@inrflow/drawing';
import { isMoleculeName } from '../files/index.js';
import { molecule, type MoleculeAsk, type MoleculeData, type MoleculeModel, type SampledConformer } from '../kind/index.js';
import { pairsOf, subjectsOfMolecules } from '../kind/subjects.js';
import { scoringFields, type MoleculeScoringOptions } from '../scoring/fields.js';
import { sdfOf } from '../writers/index.js';
import { demo } from './demo.js';
import { moleculesOfFlag, recordOptions } from './moleculeData.js';
import { sticksOf } from './sticks.js';

/** Edge in pixels of a conformer's picture on a sheet. */
const PICTURE = 128;

/** Molecules under `inrflow`. */
export const plugin: Plugin<MoleculeData, MoleculeModel, SampledConformer, MoleculeAsk, MoleculeScoringOptions> = {
  ...molecule,
  askFields: { smiles: { type: 'string', title: 'smiles', minLength: 1, description: 'What to make conformers of: a file of SMILES, SDF or XYZ, or SMILES themselves.' } },
  async ask(settings, { smiles }) {
    if (smiles === undefined) throw new SettingsError('this model makes conformers of molecules: give them with --smiles, a file or SMILES themselves', 'sample', 'smiles');
    return { subjects: subjectsOfMolecules(settings, await moleculesOfFlag(smiles, settings.model.latents)) };
  },
  async open({ data }, part) {
    const { openMoleculeDataset } = await import('../datasets/index.js');
    const pairs = pairsOf(data);
    return openMoleculeDataset(data.path!, { ...recordOptions(data, part), toExample: (conformer, address) => pairs.pairsOf(conformer, address) });
  },
  recognizes: (name) => isMoleculeName(name),
  formats: { sdf: { encode: ({ conformer }, _, title) => new TextEncoder().encode(sdfOf(conformer!, title)) } },
  // Previews do not know the bonds, so they show only atoms.
  draw: ({ values, conformer }) => (conformer ? renderCloud(fitCloud(sticksOf(conformer), 0.9), { size: PICTURE, radius: 0.07 }) : renderCloud(fitCloud(values, 0.9), { size: PICTURE, radius: 0.12 })),
  async page(samples) {
    const { moleculePage } = await import('../viewer/index.js');
    return moleculePage(samples.map(({ name, group, sample }) => ({ name, group, prediction: sample.conformer! })));
  },
  scoring: {
    fields: scoringFields,
    ofModel: async (...given) => (await import('../scoring/moleculeScoring.js')).scoreModel(...given),
    ofFiles: async (samples, options, host) => (await import('../scoring/moleculeScoring.js')).scoreFiles(samples, options, host),
  },
  demo,
};
