import { CONTRACT_VERSION, SettingsError, type Kind } from '@inrflow/core';
import type { Orientation } from '@inrflow/atoms';
import { createMoleculeModality } from '../modality/index.js';
import type { Conformer } from '../molecules/index.js';
import { moleculePresets } from '../presets.js';
import { name, version } from '../../package.json';
import { dataFields, modelFields } from './fields.js';
import { subjectsOf, type MoleculeSubject } from './subjects.js';

/** The section `data` of molecules: {@link molecule}'s `fields.data` has the meaning and the default of each field. */
export interface MoleculeData {
  /** Most non-hydrogen atoms of a molecule. */
  maxAtoms: number;
  /** Most conformers to make of a molecule without positions. */
  conformers: number;
  /** Å per unit of a value. */
  scale: number;
  orientation: Orientation;
  /** Number of eigenvectors of a molecule's graph. */
  eigenvectors: number;
  maxFileBytes: number;
}

/** What the section `model` of molecules adds. */
export interface MoleculeModel {
  /** Whether every molecule has the same number of latents, instead of one per atom. */
  fixedLatents: boolean;
  /** Number of Fourier frequencies of a position. */
  fourierFrequencies: number;
}

/** Options of sampling molecules. */
export interface MoleculeAsk {
  /** SMILES, or several lines of them with names. */
  smiles?: string;
}

/** A sampled conformer. */
export interface SampledConformer {
  /** `[atoms, 3]`, centred, in units of `data.scale`, atoms in canonical order. */
  values: Float32Array;
  /** The molecule with positions in Å; absent if only its values are known, as in previews. */
  conformer?: Conformer;
}

/** Typical number of non-hydrogen atoms of a drug-like molecule. */
const TYPICAL = 24;

/**
 * Molecules as a kind of data, under Node and in browsers.
 *
 * @example
 * const model = await loadModel('molecules.safetensors', molecule);
 * const conformers = await model.sample({ smiles: 'CC(=O)Oc1ccccc1C(=O)O', count: 5 });
 */
export const molecule: Kind<MoleculeData, MoleculeModel, SampledConformer, MoleculeAsk> = {
  contract: CONTRACT_VERSION,
  name: 'molecule',
  package: { name, version },
  words: { one: 'conformer', many: 'conformers', pairs: 'atoms' },
  fields: { data: dataFields, model: modelFields },
  presets: moleculePresets,
  defaults: { model: { encoder: 'linear' }, sampling: { solver: 'euler', steps: 20 } },
  sizeField: 'data.maxAtoms',
  samples: 5,
  settleModel: (data, { latents }) => ({ latents: Math.max(latents, data.maxAtoms) }),
  points: ({ maxAtoms }) => Math.min(TYPICAL, maxAtoms),
  modality: ({ data: { eigenvectors, scale }, model: { fourierFrequencies, fixedLatents } }) => createMoleculeModality({ eigenvectors, fourierFrequencies, scale, fixedLatents }),
  askFields: { smiles: { type: 'string', title: 'smiles', minLength: 1, description: 'The molecules: SMILES, or lines of SMILES and names.' } },
  async ask(settings, { smiles }) {
    if (smiles === undefined) throw new SettingsError('this model makes conformers of molecules: give their SMILES', 'sample', 'smiles');
    return { subjects: await subjectsOf(settings, smiles) };
  },
  sampleOf: (values, _, subject) => ({ values, ...(subject && 'conformerOf' in subject && { conformer: (subject as MoleculeSubject).conformerOf(values) }) }),
  extent: ({ data: { maxAtoms } }) => `of up to ${maxAtoms} atoms`,
  meaning: { coordinate: "what a molecule's graph says of an atom", value: 'positions (x, y, z) of atoms, centred, in units of data.scale' },
};
