import { SettingsError, type Plugin } from '@inrflow/core';
import { fitCloud, renderCloud } from '@inrflow/drawing';
import { isStructureName } from '../files/index.js';
import { protein, type FoldedChain, type ProteinAsk, type ProteinData, type ProteinModel } from '../kind/index.js';
import { pairsOf, subjectsOf } from '../kind/subjects.js';
import { scoringFields, type ProteinScoringOptions } from '../scoring/fields.js';
import { mmcifOf, pdbOf } from '../writers/index.js';
import { demo } from './demo.js';
import { chainOptions, embeddingOf, openEmbeddings, sequencesOfFlag } from './proteinData.js';

/** Edge in pixels of a protein's picture on a sheet. */
const PICTURE = 128;

/** Options of sampling proteins where files can be read. */
export interface ProteinFilesAsk extends ProteinAsk {
  /** Path of the sequences' embeddings: `.onnx`, `.npz` or `.safetensors`; by default the one that training used. */
  embeddings?: string;
}

const inBytes = (text: string) => new TextEncoder().encode(text);

/** Proteins under `inrflow`. */
export const plugin: Plugin<ProteinData, ProteinModel, FoldedChain, ProteinFilesAsk, ProteinScoringOptions> = {
  ...protein,
  askFields: {
    sequence: { type: 'string', title: 'fasta', minLength: 1, description: 'Sequences to fold: a FASTA file, or the letters themselves.' },
    embeddings: { type: 'string', title: 'file', minLength: 1, description: "Source of the sequences' embeddings: .onnx, .npz or .safetensors. Default: the one that training used." },
  },
  async ask(settings, { sequence, embeddings = settings.data.embeddings }) {
    if (sequence === undefined) throw new SettingsError('this model folds sequences: give them with --sequence, a FASTA file or the letters themselves', 'sample', 'sequence');
    const sequences = await sequencesOfFlag(sequence, settings.model.latents);
    const embedder = (settings.data.embeddingChannels ?? 0) > 0 ? await openEmbeddings({ ...settings.data, embeddings }) : undefined;
    try {
      return { subjects: await subjectsOf(settings, sequences, embedder) };
    } finally {
      await embedder?.dispose();
    }
  },
  async open({ data, training: { strict, threads } }, part) {
    const { openProteinDataset } = await import('../datasets/index.js');
    const embedder = await openEmbeddings(data, threads);
    const pairs = pairsOf(data, embedder?.channels);
    const dataset = await openProteinDataset(data.path!, {
      ...chainOptions(data, part), unknownResidues: strict ? 'refuse' : data.unknownResidues,
      toExample: async (chain, name, address, cropped) => pairs.chainPairs(chain, { address, embedding: await embeddingOf(embedder, name, chain, cropped) }),
    });
    const close = async () => {
      await dataset.close?.();
      await embedder?.dispose();
    };
    return { ...dataset, close, embeddingChannels: embedder?.channels ?? 0 };
  },
  recognizes: (name) => isStructureName(name),
  formats: {
    pdb: { encode: ({ chain }, _, title) => inBytes(pdbOf(chain!, { title })) },
    cif: { encode: ({ chain }, _, title) => inBytes(mmcifOf(chain!, { title })) },
  },
  draw: ({ positions }) => renderCloud(fitCloud(positions, 0.95), { size: PICTURE }),
  async page(samples) {
    const { proteinViewerPage } = await import('../viewer/index.js');
    return proteinViewerPage(samples.map(({ name, group, sample }) => ({ name, group, prediction: sample.chain! })));
  },
  scoring: {
    fields: scoringFields,
    ofModel: async (...given) => (await import('../scoring/proteinScoring.js')).scoreModel(...given),
    ofFiles: async (samples, options) => (await import('../scoring/proteinScoring.js')).scoreFiles(samples, options),
  },
  demo,
};
