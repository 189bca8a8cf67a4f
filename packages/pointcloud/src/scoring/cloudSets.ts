import { stat } from 'node:fs/promises';
import { UnreadableExampleError, type Example, type Part } from '@inrflow/core';
import { openPointCloudDataset } from '../datasets/index.js';
import type { ViewOptions } from '../datasets/views.js';
import type { PointCloudData } from '../kind/index.js';

/** Clouds to be scored. */
export interface CloudSet {
  /** `[points, 3]` each. */
  clouds: Float32Array[];
  /** Class name of each cloud. */
  classes: (string | undefined)[];
  /** The view of each cloud, if views were requested. */
  conditions: Example['condition'][];
  /** Number of clouds that the set has in all, read or not. */
  available: number;
  /** Why clouds were left out, one message each. */
  skipped: string[];
}

/** How reference clouds are read. */
export interface ReferenceOptions {
  path: string;
  /** Points drawn from each cloud. */
  points: number;
  part: Part;
  /** Most clouds to read; all by default. */
  count?: number;
  /** Fraction that training held out, if the source has no parts of its own. */
  heldOut: number;
  data?: Pick<PointCloudData, 'normalization' | 'up' | 'labels' | 'offset' | 'scale'>;
  seed: number;
  views?: ViewOptions;
}

/** Reads the first clouds of a part of a data set, with points drawn from the seed. */
export async function readClouds({ path, points, part, count = Infinity, heldOut, data, seed, views }: ReferenceOptions): Promise<CloudSet> {
  if (!(await stat(path).catch(() => undefined))) throw new RangeError(`${path}: there is no such file or folder`);
  const normalization = data?.normalization === 'dataset' && data.offset && data.scale !== undefined ? { offset: data.offset, scale: data.scale } : (data?.normalization ?? 'unit-box');
  const dataset = await openPointCloudDataset(path, {
    points, normalization, upAxis: data?.up ?? 'y', labels: data?.labels ?? 'folders', views,
    ...(part !== 'all' && { split: { part, ...(heldOut > 0 && { heldOut }) } }),
  });
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
