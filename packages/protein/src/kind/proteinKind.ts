import { CONTRACT_VERSION, SettingsError, type Kind } from '@inrflow/core';
import type { Chain } from '../chains/chain.js';
import type { Orientation } from '../features/index.js';
import { createProteinModality } from '../modality/index.js';
import { proteinPresets } from '../presets.js';
import { name, version } from '../../package.json';
import { dataFields, modelFields } from './fields.js';
import { sequencesOf, subjectsOf, type Sequence } from './subjects.js';

/** The section `data` of proteins: {@link protein}'s `fields.data` has the meaning and the default of each field. */
export interface ProteinData {
  /** `all`, `first`, `longest` or an identifier. */
  chain: string;
  /** Fewest residues with a position. */
  minLength: number;
  /** Most residues with a position. */
  maxLength: number;
  /** Residues of the run to use from longer chains. */
  cropTo?: number;
  /** Lowest mean B-factor of a chain, 0 to 100. */
  minPlddt: number;
  unknownResidues: 'drop' | 'refuse';
  /** Å per unit of a value. */
  scale: number;
  orientation: Orientation;
  /** Number of eigenvectors of a residue's graph. */
  eigenvectors: number;
  /** Path of the sequence embeddings. */
  embeddings?: string;
  /** Folder that caches a language model's embeddings. */
  embeddingCache?: string;
  /** Channels of a residue's embedding. */
  embeddingChannels?: number;
  maxFileBytes: number;
}

/** What the section `model` of proteins adds. */
export interface ProteinModel {
  /** Number of Fourier frequencies of a position. */
  fourierFrequencies: number;
}

/** Options of sampling proteins. */
export interface ProteinAsk {
  /** The letters of a sequence, or text in FASTA. */
  sequence?: string;
}

/** A folded chain. */
export interface FoldedChain {
  /** `[atoms, 3]`, centred, in units of `data.scale`. */
  positions: Float32Array;
  /** The chain, in Å; absent if only its positions are known, as in previews. */
  chain?: Chain;
}

/** Average number of heavy atoms per residue. */
const ATOMS_PER_RESIDUE = 8;

const pointsOf = ({ maxLength, cropTo }: ProteinData) => ATOMS_PER_RESIDUE * (cropTo ?? maxLength);

/**
 * Proteins as a kind of data, under Node and in browsers.
 *
 * @example
 * const model = await loadModel('proteins.safetensors', protein);
 * const [{ chain }] = await model.sample({ sequence: 'MKTAYIAKQR' });
 */
export const protein: Kind<ProteinData, ProteinModel, FoldedChain, ProteinAsk> = {
  contract: CONTRACT_VERSION,
  name: 'protein',
  package: { name, version },
  words: { one: 'chain', many: 'chains', pairs: 'atoms' },
  fields: { data: dataFields, model: modelFields },
  presets: proteinPresets,
  // A sequence has one fold, so few steps lose nothing, and the last one ends where the network has been trained: docs/results.md.
  defaults: { sampling: { solver: 'euler', steps: 10 } },
  sizeField: 'data.maxLength',
  samples: 1,
  settleData(data, dataset) {
    const { embeddingChannels = data.embeddingChannels ?? 0 } = (dataset ?? {}) as { embeddingChannels?: number };
    return { ...data, embeddingChannels };
  },
  settleModel: (data, { latents }) => ({ latents: Math.max(latents, data.cropTo ?? data.maxLength) }),
  points: pointsOf,
  modality: ({ data: { eigenvectors, embeddingChannels, scale }, model: { fourierFrequencies } }) => createProteinModality({ eigenvectors, embeddingChannels, fourierFrequencies, scale }),
  askFields: { sequence: { type: 'string', title: 'letters', minLength: 1, description: 'Sequence to fold: its letters, or FASTA.' } },
  async ask(settings, { sequence }) {
    if (sequence === undefined) throw new SettingsError('this model folds sequences: give the letters of one, or FASTA', 'sample', 'sequence');
    return { subjects: await subjectsOf(settings, sequencesOf(sequence, settings.model.latents)) };
  },
  sampleOf: (positions, _, subject) => ({ positions, ...(subject && 'chainOf' in subject && { chain: (subject as Sequence).chainOf(positions) }) }),
  extent: ({ data: { maxLength, cropTo } }) => `of up to ${cropTo ?? maxLength} residues`,
  meaning: { coordinate: 'what is known of an atom', value: 'positions (x, y, z) of atoms, centred, in units of data.scale' },
};
