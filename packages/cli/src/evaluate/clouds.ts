import { writeFileAtomically } from '@inrflow/core/node';
import type { CloudScores } from '@inrflow/metrics';
import { scoreCloudsOnThreads } from '@inrflow/metrics/node';
import type { ResolvedPointCloudConfig } from '../config/types.js';
import { InterruptedError, UsageError } from '../errors.js';
import { viewOptions } from '../modalities/pointcloud.js';
import type { Model } from '../model/checkpoint.js';
import type { Terminal } from '../terminal.js';
import { duration, tableOf } from '../words.js';
import { makeClouds, readClouds } from './cloudSets.js';
import { labelsOfReferences } from './labelsOfReferences.js';
import { progressNotes } from './progressNotes.js';
import { tellSkipped } from './tellSkipped.js';
import type { EvaluateOptions } from './options.js';

/** The two sets to compare. */
interface Sets {
  samples: Float32Array[];
  references: Float32Array[];
  /** What the samples and the references are, in words. */
  about: { samples: string; references: string };
  /** Why clouds were left out, one message each. */
  skipped: string[];
}

/** Samples of a checkpoint, one of the class of each reference. */
async function ofCheckpoint(file: string, model: Model, { data }: ResolvedPointCloudConfig, options: EvaluateOptions, terminal: Terminal): Promise<Sets> {
  const part = options.part ?? (data.heldOut > 0 ? 'held-out' : 'all');
  const points = options.points ?? data.points;
  const path = options.reference ?? data.path;
  const read = await readClouds({ path, points, part, count: options.count, heldOut: data.heldOut, data, seed: options.seed, views: await viewOptions(data) });
  const count = read.clouds.length;
  const labels = labelsOfReferences(read.classes, model);
  const begun = performance.now();
  const samples = await makeClouds(model, { labels, conditions: read.conditions }, {
    points, seed: options.seed, threads: options.threads, device: options.device, signal: terminal.signal,
    onProgress: (done) => terminal.isInteractive && terminal.note(`${done} of ${count} samples, ${duration((performance.now() - begun) / 1000)}`),
  });
  return { samples, references: read.clouds, about: { samples: `${count} of ${file}`, references: `${part} clouds of ${path}` }, skipped: read.skipped };
}

/** Clouds of a folder or an archive, as they are. */
async function ofFolder(folder: string, options: EvaluateOptions): Promise<Sets> {
  if (options.reference === undefined) throw new UsageError('evaluate of a folder needs the clouds to compare with: --reference PATH');
  const points = options.points ?? 2048;
  const common = { points, part: 'all' as const, count: options.count, heldOut: 0, data: { normalization: 'none' as const, up: 'y' as const, labels: 'none' as const }, seed: options.seed };
  const samples = await readClouds({ ...common, path: folder });
  const references = await readClouds({ ...common, path: options.reference, part: options.part ?? 'all' });
  const skipped = [...samples.skipped, ...references.skipped];
  const [count, there] = [samples.clouds.length, references.clouds.length];
  // Scores need as many of both: if some cannot be read, as many as can are taken of each; if one holds fewer, that is to be said.
  const [inFolder, inReference] = [samples.available, references.available];
  if (skipped.length > 0 && options.count === undefined && inFolder === inReference) {
    const fewer = Math.min(count, there);
    return { samples: samples.clouds.slice(0, fewer), references: references.clouds.slice(0, fewer), about: { samples: `${fewer} of ${folder}`, references: `${fewer} of ${options.reference}` }, skipped };
  }
  if (there < count) throw new UsageError(`'${folder}' holds ${samples.available} clouds and '${options.reference}' ${there}: scores need as many of both; give --count ${there}`);
  if (there > count && options.count === undefined) throw new UsageError(`'${folder}' holds ${count} clouds and '${options.reference}' ${there}: scores need as many of both; give --count ${count}`);
  return { samples: samples.clouds, references: references.clouds.slice(0, count), about: { samples: `${count} of ${folder}`, references: `clouds of ${options.reference}` }, skipped };
}

const percent = (share: number) => `${(100 * share).toFixed(1)} %`;

function rows(scores: readonly CloudScores[]): string {
  const cells = scores.map(({ minimumMatchingDistance, coverage, nearestNeighbourAccuracy, protocol }) => [
    `${String(protocol.distance)}, ${String(protocol.points)} points`, minimumMatchingDistance.value.toPrecision(4), percent(coverage.value), percent(nearestNeighbourAccuracy.value)]);
  return tableOf([['distance', 'MMD (low)', 'COV (high)', '1-NNA (50 %)'], ...cells]);
}

/**
 * Scores a model of clouds, or a folder of clouds, against reference clouds: see docs/cli.md.
 *
 * @param model the model in the file that is given; none for a folder
 */
export async function evaluateClouds(given: string, model: Model | undefined, options: EvaluateOptions, terminal: Terminal): Promise<void> {
  const begun = performance.now();
  const sets = model ? await ofCheckpoint(given, model, model.config as ResolvedPointCloudConfig, options, terminal) : await ofFolder(given, options);
  tellSkipped(sets.skipped, 'clouds', terminal);
  if (sets.references.length < 2) throw new UsageError(`scores need two clouds at least of each set, not ${sets.references.length}`);
  const score = async (distance: 'CD' | 'EMD', points: number | undefined) => {
    const note = progressNotes(terminal);
    return scoreCloudsOnThreads(sets.samples, sets.references, {
      distance, points, normalisation: options.normalization, seed: options.seed, threads: options.threads, signal: terminal.signal,
      onProgress: ({ done, total }) => note(() => `${distance}: ${done} of ${total} distances`),
    });
  };
  try {
    const available = sets.references[0].length / 3;
    const scores = [await score('CD', undefined), await score('EMD', Math.min(available, options.emdPoints))];
    if (options.out) await writeFileAtomically(options.out, Buffer.from(`${JSON.stringify({ ...sets.about, ...(sets.skipped.length > 0 && { skipped: sets.skipped }), scores }, null, 2)}\n`));
    terminal.out(`${sets.about.samples}, against ${sets.about.references}; normalisation ${options.normalization}, seed ${options.seed}`);
    terminal.out(rows(scores));
    terminal.note(`scored in ${duration((performance.now() - begun) / 1000)}${options.out ? `: ${options.out}` : ''}`);
  } catch (error) {
    if (terminal.signal.aborted) throw new InterruptedError('interrupted: nothing was written');
    throw error;
  }
}
