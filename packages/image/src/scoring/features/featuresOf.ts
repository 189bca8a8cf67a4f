import { gatherArrays, together, UnreadableExampleError, divided, type ProcessGroup } from '@inrflow/core';
import type { Picture } from '@inrflow/drawing';
import type { ClassOutputs, Features } from '@inrflow/metrics';
import { openFeatureCache } from './cache.js';
import type { FeatureNetwork, Outputs } from './featureNetwork.js';
import { hashOf, pictureHash } from './hashes.js';

/** Square pictures, in memory (an array) or read one by one. */
export interface Pictures {
  readonly length: number;
  at(index: number): Picture | undefined | Promise<Picture>;
}

/** How features are made. */
export interface FeaturesOfOptions {
  /** Folder that caches features; none by default. */
  cache?: string;
  /** Called after each picture; `cached` counts those taken from the cache. */
  onProgress?: (progress: { done: number; total: number; cached: number }) => void;
  /** Ends the work: the promise rejects with the signal's reason. */
  signal?: AbortSignal;
  /** Processes that each handle some of the pictures and receive the features of all; this one alone by default. */
  processes?: ProcessGroup;
}

/** Outputs of a network for many pictures, in the form that the scores take. */
export interface PictureFeatures {
  /** `[pictures, dimensions]`. */
  features: Features;
  /** A short text that identifies the pictures in their order: equal for pictures that are equal pixel by pixel. */
  fingerprint: string;
  /** Why pictures were left out, one message each. */
  skipped: string[];
  classOutputs?: ClassOutputs;
}

function stacked(vectors: readonly Float32Array[]): Features {
  const dimensions = vectors[0].length;
  const values = new Float32Array(vectors.length * dimensions);
  vectors.forEach((vector, i) => values.set(vector, i * dimensions));
  return { values, dimensions };
}

/** Tells probabilities from logits: each row of probabilities is non-negative and sums to 1. */
function kindOf({ values, dimensions }: Features): ClassOutputs['kind'] {
  for (let start = 0; start < values.length; start += dimensions) {
    let sum = 0;
    for (let i = start; i < start + dimensions; i++) {
      if (values[i] < 0) return 'logits';
      sum += values[i];
    }
    if (Math.abs(sum - 1) > 1e-3) return 'logits';
  }
  return 'probabilities';
}

/** A picture, or undefined with the reason noted if it cannot be read. */
async function readable(pictures: Pictures, index: number, skipped: string[]): Promise<Picture | undefined> {
  try {
    return await pictures.at(index);
  } catch (error) {
    if (!(error instanceof UnreadableExampleError)) throw error;
    skipped.push(error.message);
    return undefined;
  }
}

/** Outputs of a network for some of the pictures. */
interface SomeOutputs {
  outputs: Outputs[];
  hashes: string[];
  skipped: string[];
}

/** Outputs for the pictures from one index up to, but not including, another. */
async function outputsOf(pictures: Pictures, from: number, to: number, network: FeatureNetwork, { cache: folder, onProgress, signal }: FeaturesOfOptions): Promise<SomeOutputs> {
  const cache = folder === undefined ? undefined : openFeatureCache(folder, network);
  const all: SomeOutputs = { outputs: [], hashes: [], skipped: [] };
  let cached = 0;
  for (let i = from; i < to; i++) {
    signal?.throwIfAborted();
    const picture = await readable(pictures, i, all.skipped);
    if (!picture) continue;
    const hash = pictureHash(picture);
    all.hashes.push(hash);
    let outputs = await cache?.get(hash);
    if (outputs) cached++;
    else {
      outputs = await network.run(picture);
      await cache?.put(hash, outputs);
    }
    all.outputs.push(outputs);
    onProgress?.({ done: all.outputs.length, total: to - from, cached });
  }
  return all;
}

/** The outputs for all pictures, each process making some of them. */
async function sharedOutputs(pictures: Pictures, network: FeatureNetwork, processes: ProcessGroup, options: FeaturesOfOptions): Promise<SomeOutputs> {
  const { offset, length } = divided(pictures.length, processes.size)[processes.rank];
  let own: SomeOutputs | undefined;
  const told = await together(processes, async () => {
    own = await outputsOf(pictures, offset, offset + length, network, options);
    return { hashes: own.hashes, skipped: own.skipped };
  });
  const features = await gatherArrays(processes, own!.outputs.map((each) => each.features));
  const classes = network.classLayer === undefined ? undefined : await gatherArrays(processes, own!.outputs.map((each) => each.classes!));
  return { outputs: features.map((each, i) => ({ features: each, ...(classes && { classes: classes[i] }) })), hashes: told.flatMap(({ hashes }) => hashes), skipped: told.flatMap(({ skipped }) => skipped) };
}

/** Makes features of pictures one after the other, or takes them from the cache. Pictures that cannot be read are left out. @throws Error if none can be read */
export async function featuresOf(pictures: Pictures, network: FeatureNetwork, options: FeaturesOfOptions = {}): Promise<PictureFeatures> {
  const { processes } = options;
  const { outputs: all, hashes, skipped } = await (processes && processes.size > 1 ? sharedOutputs(pictures, network, processes, options) : outputsOf(pictures, 0, pictures.length, network, options));
  if (all.length === 0) throw new Error(`none of ${pictures.length} pictures can be read: ${skipped[0] ?? 'there are none'}`);
  const features = stacked(all.map((outputs) => outputs.features));
  const fingerprint = hashOf(...hashes).slice(0, 16);
  if (network.classLayer === undefined) return { features, fingerprint, skipped };
  const classes = stacked(all.map((outputs) => outputs.classes!));
  return { features, fingerprint, skipped, classOutputs: { ...classes, kind: kindOf(classes), layer: network.classLayer } };
}
