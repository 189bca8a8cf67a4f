import { labelsByName, makeSamples, wishesOf, type EvaluateOptions, type Evaluation, type Host, type Model } from '@inrflow/core';
import type { CloudScores } from '@inrflow/metrics';
import { scoreCloudsOnThreads } from '@inrflow/metrics/node';
import { viewOptions } from '../command/views.js';
import type { PointCloudData, PointCloudModel } from '../kind/index.js';
import { readClouds } from './cloudSets.js';
import type { CloudScoringOptions } from './fields.js';

type Options = EvaluateOptions & CloudScoringOptions;
type CloudModel = Model<PointCloudData, PointCloudModel, Float32Array>;

/** The two sets to compare. */
interface Sets {
  samples: Float32Array[];
  references: Float32Array[];
  /** Descriptions of the samples and the references. */
  about: { samples: string; references: string };
  /** Why clouds were left out, one message each. */
  skipped: string[];
}

/** Samples of a model: for each reference, one of its class and its view. */
async function ofModel(model: CloudModel, options: Options, host: Host): Promise<Sets> {
  const { settings: { data }, classes, kind, settings } = model;
  const part = options.part ?? (data.heldOut > 0 ? 'held-out' : 'all');
  const points = options.points ?? data.points;
  const path = options.reference ?? data.path ?? '';
  const read = await readClouds({ path, points, part, count: options.count, heldOut: data.heldOut, data, seed: options.seed, views: await viewOptions(data) });
  const count = read.clouds.length;
  const wishes = wishesOf(labelsByName(read.classes, classes)).map((wish, i) => ({ ...wish, condition: read.conditions[i] }));
  let made = 0;
  const samples = await makeSamples(model, wishes, {
    seed: options.seed, threads: options.threads, device: options.device, signal: host.signal, batch: 1,
    ...(points !== data.points && { query: kind.places!(settings, points) }),
    onDone: ({ length }) => host.progress(() => `${(made += length)} of ${count} samples`),
  });
  return { samples, references: read.clouds, about: { samples: `${count} of the model`, references: `${part} clouds of ${path}` }, skipped: read.skipped };
}

/** Clouds of a folder or an archive, as they are. */
async function ofFiles(folder: string, options: Options & { reference: string }): Promise<Sets> {
  const points = options.points ?? 2048;
  const common = { points, part: 'all' as const, count: options.count, heldOut: 0, data: { normalization: 'none' as const, up: 'y' as const, labels: 'none' as const }, seed: options.seed };
  const samples = await readClouds({ ...common, path: folder });
  const references = await readClouds({ ...common, path: options.reference, part: options.part ?? 'all' });
  const skipped = [...samples.skipped, ...references.skipped];
  const [count, there] = [samples.clouds.length, references.clouds.length];
  // Scores need equal numbers of both. If some clouds cannot be read, use as many of each as can be; if one set is smaller, say so.
  const [inFolder, inReference] = [samples.available, references.available];
  if (skipped.length > 0 && options.count === undefined && inFolder === inReference) {
    const fewer = Math.min(count, there);
    return { samples: samples.clouds.slice(0, fewer), references: references.clouds.slice(0, fewer), about: { samples: `${fewer} of ${folder}`, references: `${fewer} of ${options.reference}` }, skipped };
  }
  if (there < count) throw new RangeError(`'${folder}' holds ${samples.available} clouds and '${options.reference}' ${there}: scores need as many of both; give --count ${there}`);
  if (there > count && options.count === undefined) throw new RangeError(`'${folder}' holds ${count} clouds and '${options.reference}' ${there}: scores need as many of both; give --count ${count}`);
  return { samples: samples.clouds, references: references.clouds.slice(0, count), about: { samples: `${count} of ${folder}`, references: `clouds of ${options.reference}` }, skipped };
}

const percent = (share: number) => `${(100 * share).toFixed(1)} %`;

function rows(scores: readonly CloudScores[]): string[][] {
  const cells = scores.map(({ minimumMatchingDistance, coverage, nearestNeighbourAccuracy, protocol }) => [
    `${String(protocol.distance)}, ${String(protocol.points)} points`, minimumMatchingDistance.value.toPrecision(4), percent(coverage.value), percent(nearestNeighbourAccuracy.value)]);
  return [['distance', 'MMD (low)', 'COV (high)', '1-NNA (50 %)'], ...cells];
}

async function score({ samples, references, about, skipped }: Sets, { emdPoints, normalization, seed, threads }: Options, { signal, progress }: Host): Promise<Evaluation> {
  if (references.length < 2) throw new RangeError(`scores need two clouds at least of each set, not ${references.length}`);
  const by = (distance: 'CD' | 'EMD', points: number | undefined) => scoreCloudsOnThreads(samples, references, {
    distance, points, normalization: normalization, seed, threads, signal, onProgress: ({ done, total }) => progress(() => `${distance}: ${done} of ${total} distances`),
  });
  const scores = [await by('CD', undefined), await by('EMD', Math.min(references[0].length / 3, emdPoints))];
  return { about: { ...about, references: `${about.references}; normalization ${normalization}, seed ${seed}` }, skipped, scores, table: rows(scores) };
}

/** Scores a model of clouds against reference clouds by distances. @throws RangeError if there are too few */
export async function scoreModel(model: CloudModel, options: Options, host: Host): Promise<Evaluation> {
  return score(await ofModel(model, options, host), options, host);
}

/** Scores clouds of a folder or an archive against others: see {@link scoreModel}. @throws RangeError if there are too few, or not as many of both */
export async function scoreFiles(samples: string, options: Options & { reference: string }, host: Host): Promise<Evaluation> {
  return score(await ofFiles(samples, options), options, host);
}
