import { UnreadableExampleError } from '@inrflow/core';
import type { Picture } from '@inrflow/drawing';
import type { ClassOutputs, Features } from '@inrflow/metrics';
import { openFeatureCache } from './cache.js';
import type { FeatureNetwork, Outputs } from './featureNetwork.js';
import { hashOf, pictureHash } from './hashes.js';

/** Square pictures, at hand (an array) or read one by one. */
export interface Pictures {
  readonly length: number;
  at(index: number): Picture | undefined | Promise<Picture>;
}

/** How features are made. */
export interface FeaturesOfOptions {
  /** Folder that features are kept in and taken from; none by default. */
  cache?: string;
  /** Called after each picture; `cached` of them were there. */
  onProgress?: (progress: { done: number; total: number; cached: number }) => void;
  /** Ends the work: the promise rejects with the signal's reason. */
  signal?: AbortSignal;
}

/** What a network says of pictures, as the scores take it. */
export interface PictureFeatures {
  /** `[pictures, dimensions]`. */
  features: Features;
  /** A short name of the pictures in their order: equal ones are equal pixel by pixel. */
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

/** Rows that are no probabilities are logits. */
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

/** Features of pictures by a network, one after the other, with those that the cache holds taken from there. Pictures that cannot be read are left out. @throws Error if none can be read */
export async function featuresOf(pictures: Pictures, network: FeatureNetwork, { cache: folder, onProgress, signal }: FeaturesOfOptions = {}): Promise<PictureFeatures> {
  const cache = folder === undefined ? undefined : openFeatureCache(folder, network);
  const all: Outputs[] = [];
  const hashes: string[] = [];
  const skipped: string[] = [];
  let cached = 0;
  for (let i = 0; i < pictures.length; i++) {
    signal?.throwIfAborted();
    const picture = await readable(pictures, i, skipped);
    if (!picture) continue;
    const hash = pictureHash(picture);
    hashes.push(hash);
    let outputs = await cache?.get(hash);
    if (outputs) cached++;
    else {
      outputs = await network.run(picture);
      await cache?.put(hash, outputs);
    }
    all.push(outputs);
    onProgress?.({ done: all.length, total: pictures.length, cached });
  }
  if (all.length === 0) throw new Error(`none of ${pictures.length} pictures can be read: ${skipped[0] ?? 'there are none'}`);
  const features = stacked(all.map((outputs) => outputs.features));
  const fingerprint = hashOf(...hashes).slice(0, 16);
  if (network.classLayer === undefined) return { features, fingerprint, skipped };
  const classes = stacked(all.map((outputs) => outputs.classes!));
  return { features, fingerprint, skipped, classOutputs: { ...classes, kind: kindOf(classes), layer: network.classLayer } };
}
