import { stat } from 'node:fs/promises';
import { createGenerator, UnreadableExampleError } from '@inrflow/core';
import { structureStem, type Chain } from '@inrflow/protein';
import { openProteinChains } from '@inrflow/protein/node';
import type { ResolvedProteinConfig } from '../config/types.js';
import { asUsage, UsageError } from '../errors.js';
import { chainOptions, embeddingOf, openEmbeddings, pairsOf } from '../modalities/proteinData.js';
import type { Model } from '../model/checkpoint.js';
import { generationOptions } from '../sample/solve.js';
import { pathNamed } from '../train/recipe.js';
import type { EvaluateOptions } from './options.js';
import { pairByName } from './pairByName.js';

/** A predicted chain and the true one. */
export interface Pair {
  name: string;
  /** What the true one's file is called, where that differs. */
  referenceName?: string;
  part?: 'train' | 'held-out';
  prediction: Chain;
  truth: Chain;
}

/** Chains to score. */
export interface Pairs {
  pairs: Pair[];
  /** What they are, in words. */
  about: { predictions: string; references: string };
  /** What was left out, and why. */
  notes: string[];
}

/** Reads the chains of a source, with the reasons why some cannot be. */
async function readChains(file: string, options: Parameters<typeof openProteinChains>[1], count = Infinity) {
  if (!(await stat(file).catch(() => undefined))) throw new UsageError(`${file}: there is no such file or folder`);
  const source = await asUsage('', () => openProteinChains(file, options));
  const [chains, notes]: [{ name: string; chain: Chain }[], string[]] = [[], []];
  try {
    for (let i = 0; i < Math.min(count, source.length); i++) {
      try {
        chains.push(await source.chain(i));
      } catch (error) {
        if (!(error instanceof UnreadableExampleError)) throw error;
        notes.push(`warning: skipped, ${error.message}`);
      }
    }
    return { chains, notes };
  } finally {
    await source.close();
  }
}

/** Folds the chains of a model's data, or of others, one prediction each. */
export async function foldChains(file: string, model: Model, options: EvaluateOptions, { signal, progress }: { signal: AbortSignal; progress: (done: number, total: number) => void }): Promise<Pairs> {
  const { network, parameters } = model;
  const { data, sampling, training } = model.config as ResolvedProteinConfig;
  const from = options.reference ?? data.path;
  const asked = options.part ?? 'all';
  // What training held out is known of its own data alone.
  const parts = options.reference !== undefined || data.heldOut === 0 ? [undefined] : asked === 'all' ? (['train', 'held-out'] as const) : [asked];
  const embedder = await openEmbeddings({ ...data, ...(options.embeddings !== undefined && { embeddings: options.embeddings }) }, options.threads);
  const maker = pairsOf({ ...data, orientation: 'file' }, data.embeddingChannels);
  const generator = await createGenerator({ network, parameters, path: pathNamed(training.path), threads: options.threads, device: options.device });
  try {
    const [pairs, notes]: [Pair[], string[]] = [[], []];
    for (const part of parts) {
      const read = await readChains(from, { ...chainOptions(data, part ?? 'all'), cropTo: undefined, maxLength: network.config.latents }, options.count);
      notes.push(...read.notes);
      for (const [i, { name, chain }] of read.chains.entries()) {
        if (signal.aborted) break;
        const { points, coordinates, template } = await asUsage('', async () => maker.chainPairs(chain, { embedding: await embeddingOf(embedder, name, chain) }));
        const [values] = await generator.generate([{ sample: 0, context: { points, coordinates } }], { ...generationOptions(sampling, false, options.seed), signal });
        pairs.push({ name, ...(part && { part }), prediction: maker.chainFromValues(template, values), truth: chain });
        progress(i + 1, read.chains.length);
      }
    }
    return { pairs, notes, about: { predictions: `${pairs.length} chains folded by ${file}`, references: from } };
  } finally {
    await generator.dispose();
    await embedder?.dispose();
  }
}

/** Chains of a folder of predictions, each with the reference of its name. @throws UsageError if one has none, or two that fit */
export async function pairChains(folder: string, options: EvaluateOptions): Promise<Pairs> {
  if (options.reference === undefined) throw new UsageError('evaluate of a folder of predictions needs the true structures: --reference PATH');
  const [predictions, references] = [await readChains(folder, {}, options.count), await readChains(options.reference, {})];
  const stems = (chains: readonly { name: string }[]) => chains.map(({ name }) => structureStem(name));
  const found = pairByName(stems(predictions.chains), stems(references.chains), options.reference);
  const pairs = predictions.chains.map(({ name, chain }, i): Pair => {
    const truth = references.chains[found[i]];
    return { name, referenceName: truth.name, prediction: chain, truth: truth.chain };
  });
  const used = new Set(pairs.map(({ referenceName }) => referenceName));
  const without = references.chains.filter(({ name }) => !used.has(name)).length;
  const notes = [...predictions.notes, ...references.notes, ...(without > 0 ? [`${without} of ${references.chains.length} references have no prediction`] : [])];
  return { pairs, notes, about: { predictions: `${pairs.length} chains of ${folder}`, references: options.reference } };
}
