import { stat } from 'node:fs/promises';
import { createGenerator, UnreadableExampleError, type Example } from '@inrflow/core';
import type { Device } from '@inrflow/onnx';
import { openPointCloudDataset, type ViewOptions } from '@inrflow/pointcloud/node';
import type { ResolvedPointCloudConfig } from '../config/types.js';
import { asUsage, UsageError } from '../errors.js';
import { modalityOf } from '../modalities/index.js';
import type { Model } from '../model/checkpoint.js';
import { generationOptions, requestsOf } from '../sample/solve.js';
import { pathNamed } from '../train/recipe.js';
import type { Part } from './options.js';

/** Clouds to be scored. */
export interface CloudSet {
  clouds: Float32Array[];
  /** Name of each one's class. */
  classes: (string | undefined)[];
  /** What each one looks like, where views were asked for. */
  conditions: Example['condition'][];
  /** Clouds that there are in all, read or not. */
  available: number;
  /** Why clouds were left out, one message each. */
  skipped: string[];
}

/** How reference clouds are read. */
export interface ReferenceOptions {
  path: string;
  /** Points drawn of each. */
  points: number;
  part: Part;
  /** At most so many; all by default. */
  count?: number;
  /** Fraction that training held out, where the source has no parts of its own. */
  heldOut: number;
  data?: Pick<ResolvedPointCloudConfig['data'], 'normalization' | 'up' | 'labels' | 'offset' | 'scale'>;
  seed: number;
  views?: ViewOptions;
}

/** Reads clouds of a data set's part, the first of them, with points drawn from the seed. */
export async function readClouds({ path, points, part, count = Infinity, heldOut, data, seed, views }: ReferenceOptions): Promise<CloudSet> {
  if (!(await stat(path).catch(() => undefined))) throw new UsageError(`${path}: there is no such file or folder`);
  const normalization = data?.normalization === 'dataset' && data.offset && data.scale !== undefined ? { offset: data.offset, scale: data.scale } : (data?.normalization ?? 'unit-box');
  const dataset = await asUsage('', () => openPointCloudDataset(path, {
    points, normalization, upAxis: data?.up ?? 'y', labels: data?.labels ?? 'folders', views,
    ...(part !== 'all' && { split: { part, ...(heldOut > 0 && { heldOut }) } }),
  }));
  try {
    const examples: Example[] = [];
    const skipped: string[] = [];
    for (let i = 0; examples.length < count && i < dataset.length; i++) {
      try {
        examples.push(await dataset.example(i, { seed, stream: 'evaluation', sample: i }));
      } catch (error) {
        if (!(error instanceof UnreadableExampleError)) throw error;
        skipped.push(error.message);
      }
    }
    return { clouds: examples.map(({ values }) => values), classes: examples.map(({ label }) => (label === undefined ? undefined : dataset.classes[label])), conditions: examples.map(({ condition }) => condition), available: dataset.length, skipped };
  } finally {
    await dataset.close?.();
  }
}

/** Makes as many clouds as there are labels, one of each label and condition, in the frame of training. */
export async function makeClouds(model: Model, { labels, conditions }: { labels: readonly (number | undefined)[]; conditions: readonly Example['condition'][] }, options: { points: number; seed: number; threads?: number; device?: Device; signal: AbortSignal; onProgress: (done: number) => void }): Promise<Float32Array[]> {
  const { config, network, parameters, classes } = model;
  const kind = modalityOf(config);
  const contextPoints = kind.points(config);
  const query = options.points === contextPoints ? undefined : kind.places(config, options.points);
  const generator = await createGenerator({ network, parameters, path: pathNamed(config.training.path), context: kind.places(config, contextPoints), threads: options.threads, device: options.device });
  try {
    const made: Float32Array[] = [];
    for (const [i, request] of requestsOf(labels).entries()) {
      made.push(...(await generator.generate([{ ...request, condition: conditions[i] }], { ...generationOptions(config.sampling, classes.length > 0 || conditions[i] !== undefined, options.seed), query, signal: options.signal })));
      options.onProgress(made.length);
    }
    return made;
  } finally {
    await generator.dispose();
  }
}
