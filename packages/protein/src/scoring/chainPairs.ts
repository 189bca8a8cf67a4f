import { stat } from 'node:fs/promises';
import { makeSamples, UnreadableExampleError, type EvaluateOptions, type Host, type Model } from '@inrflow/core';
import type { Chain } from '../chains/chain.js';
import { chainOptions, embeddingOf, openEmbeddings } from '../command/proteinData.js';
import { openProteinChains } from '../datasets/index.js';
import { structureStem } from '../files/index.js';
import type { ProteinData, ProteinModel } from '../kind/index.js';
import { pairsOf } from '../kind/subjects.js';
import type { ProteinScoringOptions } from './fields.js';
import { pairByName } from './pairByName.js';

/** A predicted chain and the true one. */
export interface Pair {
  name: string;
  /** Name of the true one's file, if it differs. */
  referenceName?: string;
  /** Whether training saw the chain; absent if that is not known. */
  part?: 'train' | 'held-out';
  prediction: Chain;
  truth: Chain;
}

/** Chains to score. */
export interface Pairs {
  pairs: Pair[];
  /** Descriptions of the predictions and the true chains. */
  about: { samples: string; references: string };
  /** Remarks for the user, a sentence each. */
  notes: string[];
  /** Why chains were left out, one message each. */
  skipped: string[];
}

/** Reads the chains of a source, and collects the reasons why some cannot be read. */
async function readChains(file: string, options: Parameters<typeof openProteinChains>[1], count = Infinity) {
  if (!(await stat(file).catch(() => undefined))) throw new RangeError(`${file}: there is no such file or folder`);
  const source = await openProteinChains(file, options);
  const [chains, skipped]: [{ name: string; chain: Chain }[], string[]] = [[], []];
  try {
    for (let i = 0; i < Math.min(count, source.length); i++) {
      try {
        chains.push(await source.chain(i));
      } catch (error) {
        if (!(error instanceof UnreadableExampleError)) throw error;
        skipped.push(error.message);
      }
    }
    return { chains, skipped };
  } finally {
    await source.close();
  }
}

/** Folds the chains of a model's data, or of other data, one prediction each. */
export async function foldChains<Sample>(model: Model<ProteinData, ProteinModel, Sample>, options: EvaluateOptions & ProteinScoringOptions, { signal, progress }: Pick<Host, 'signal' | 'progress'>): Promise<Pairs> {
  const { network, settings: { data } } = model;
  const from = options.reference ?? data.path ?? '';
  const asked = options.part ?? 'all';
  // The held-out part is known only for the model's own data.
  const parts = options.reference !== undefined || data.heldOut === 0 ? [undefined] : asked === 'all' ? (['train', 'held-out'] as const) : [asked];
  const embedder = await openEmbeddings({ ...data, ...(options.embeddings !== undefined && { embeddings: options.embeddings }) }, options.threads);
  const maker = pairsOf({ ...data, orientation: 'file' }, data.embeddingChannels);
  try {
    const [pairs, notes, skipped]: [Pair[], string[], string[]] = [[], [], []];
    for (const part of parts) {
      const read = await readChains(from, { ...chainOptions(data, part ?? 'all'), cropTo: undefined, maxLength: network.config.latents }, options.count);
      skipped.push(...read.skipped);
      const known = [];
      for (const { name, chain } of read.chains) known.push({ name, chain, ...maker.chainPairs(chain, { embedding: await embeddingOf(embedder, name, chain) }) });
      let made = 0;
      // Each chain gets the first sample for its own places.
      const values = await makeSamples(model, known.map(({ points, coordinates }) => ({ index: 0, context: { points, coordinates } })), {
        seed: options.seed, threads: options.threads, device: options.device, signal, batch: 1, onDone: ({ length }) => progress(() => `${(made += length)} of ${known.length} chains`),
      });
      known.forEach(({ name, chain, template }, i) => pairs.push({ name, ...(part && { part }), prediction: maker.chainFromValues(template, values[i]), truth: chain }));
    }
    return { pairs, notes, skipped, about: { samples: `${pairs.length} chains folded by the model`, references: from } };
  } finally {
    await embedder?.dispose();
  }
}

/** Chains of a folder of predictions, each paired with the reference of its name. @throws RangeError if one has none, or two that fit */
export async function pairChains(folder: string, options: EvaluateOptions & { reference: string }): Promise<Pairs> {
  const [predictions, references] = [await readChains(folder, {}, options.count), await readChains(options.reference, {})];
  const stems = (chains: readonly { name: string }[]) => chains.map(({ name }) => structureStem(name));
  const found = pairByName(stems(predictions.chains), stems(references.chains), options.reference);
  const pairs = predictions.chains.map(({ name, chain }, i): Pair => {
    const truth = references.chains[found[i]];
    return { name, referenceName: truth.name, prediction: chain, truth: truth.chain };
  });
  const used = new Set(pairs.map(({ referenceName }) => referenceName));
  const without = references.chains.filter(({ name }) => !used.has(name)).length;
  const notes = without > 0 ? [`${without} of ${references.chains.length} references have no prediction`] : [];
  return { pairs, notes, skipped: [...predictions.skipped, ...references.skipped], about: { samples: `${pairs.length} chains of ${folder}`, references: options.reference } };
}
