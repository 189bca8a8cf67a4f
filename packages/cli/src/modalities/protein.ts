import { renderCloud } from '@inrflow/pointcloud';
import { createProteinModality, proteinPresets, type Chain, type ProteinPreset } from '@inrflow/protein';
import type { ProteinConfig, ResolvedProteinConfig } from '../config/types.js';
import { UsageError } from '../errors.js';
import type { CommandModality, Subject } from './commandModality.js';
import { chainOptions, embeddingOf, openEmbeddings, pairsOf, sequencesOf } from './proteinData.js';
import { settledTraining } from './settledTraining.js';

/** Heavy atoms of a residue, on average. */
const ATOMS_PER_RESIDUE = 8;
/** Pixels of a protein's picture on a sheet. */
const PICTURE = 128;

const pointsOf = ({ maxLength, cropTo }: ProteinConfig['data']) => ATOMS_PER_RESIDUE * (cropTo ?? maxLength);

/** A sequence to fold. */
interface Sequence extends Subject {
  /** The chain of values. */
  chainOf(values: Float32Array): Chain;
}

const chainOf = (subject: Subject | undefined, values: Float32Array) => (subject as Sequence).chainOf(values);

/** Proteins under the command. */
export const protein: CommandModality<ProteinConfig, ResolvedProteinConfig> = {
  one: 'chain',
  many: 'chains',
  pairs: 'atoms',
  sizeField: 'data.maxLength',
  samples: 1,
  async open({ data, training: { strict, threads } }) {
    const { openProteinDataset } = await import('@inrflow/protein/node');
    const embedder = await openEmbeddings(data, threads);
    const pairs = pairsOf(data, embedder?.channels);
    const dataset = await openProteinDataset(data.path!, {
      ...chainOptions(data, 'train'), unknownResidues: strict ? 'refuse' : data.unknownResidues,
      toExample: async (chain, name, address, cropped) => pairs.chainPairs(chain, { address, embedding: await embeddingOf(embedder, name, chain, cropped) }),
    });
    const close = async () => {
      await dataset.close?.();
      await embedder?.dispose();
    };
    return { ...dataset, close, embeddingChannels: embedder?.channels ?? 0 };
  },
  settle({ data, model: { preset = 'tiny', ...given }, training, sampling, ...config }, dataset) {
    const chosen: ProteinPreset = proteinPresets[preset];
    const embeddingChannels = (dataset as { embeddingChannels?: number } | undefined)?.embeddingChannels ?? data.embeddingChannels ?? 0;
    const latents = given.latents ?? Math.max(chosen.latents, data.cropTo ?? data.maxLength);
    const model = { rotary: false, ...chosen, ...given, latents };
    return {
      ...config, data: { ...data, path: data.path ?? '', embeddingChannels }, model,
      training: settledTraining(training, { width: model.width, points: pointsOf(data) }),
      sampling: { solver: 'heun', steps: 25, ...sampling },
    };
  },
  modality: ({ data: { eigenvectors, embeddingChannels }, model: { fourierFrequencies } }) => createProteinModality({ eigenvectors, embeddingChannels, fourierFrequencies }),
  conditionChannels: () => 0,
  async pictureCondition() {
    throw new UsageError('--image is for models of point clouds that were trained with data.views: this model folds sequences');
  },
  async subjects({ data, model }, { sequence, embeddings = data.embeddings }) {
    if (sequence === undefined) throw new UsageError('this model folds sequences: give them with --sequence, a FASTA file or the letters themselves');
    const sequences = await sequencesOf(sequence, model.latents);
    const pairs = pairsOf(data, data.embeddingChannels);
    if (data.embeddingChannels > 0 && embeddings === undefined) throw new UsageError('this model reads sequence embeddings: give the language model or the file of arrays with --embeddings');
    const embedder = data.embeddingChannels > 0 ? await openEmbeddings({ ...data, embeddings }) : undefined;
    try {
      const subjects: Sequence[] = [];
      for (const named of sequences) {
        const { points, coordinates, template } = pairs.sequencePairs(named.sequence, { embedding: await embedder?.embed(named) });
        subjects.push({ name: named.name, places: { points, coordinates }, chainOf: (values) => pairs.chainFromValues(template, values) });
      }
      return subjects;
    } finally {
      await embedder?.dispose();
    }
  },
  points: ({ data }) => pointsOf(data),
  extent: ({ data: { maxLength, cropTo } }) => `of up to ${cropTo ?? maxLength} residues`,
  queryPoints(_, { size, points }) {
    if (size !== undefined || points !== undefined) throw new UsageError(`--${size === undefined ? 'points' : 'size'}: this model folds sequences, whose atoms are what they are`);
    return undefined;
  },
  places() {
    throw new UsageError("a protein's atoms are those of its sequence, so that this model has no one layout of them: it cannot be exported");
  },
  fileFormats: ['pdb', 'cif'],
  async writeSample(file, values, _config, subject) {
    const { writeMmcif, writePdb } = await import('@inrflow/protein/node');
    const write = file.endsWith('.cif') ? writeMmcif : writePdb;
    await write(file, chainOf(subject, values), { title: subject!.name });
  },
  async writePage(file, samples) {
    const { writeProteinViewer } = await import('@inrflow/protein/node');
    await writeProteinViewer(file, samples.map(({ name, group, values, subject }) => ({ name, group, prediction: chainOf(subject, values) })));
  },
  // A deviation of 1, halved, fills the picture.
  picture: (values) => renderCloud(values.map((x) => x / 2), { size: PICTURE }),
  meaning: { coordinate: 'what is known of an atom', value: 'positions (x, y, z) of atoms, centred, in units of data.scale' },
};
