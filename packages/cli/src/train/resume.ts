import { fieldNames, fingerprintOf, networkOf, resumeFrom, schemaOf, settingsOfCheckpoint, type Dataset, type Plugin, type ResumePoint, type SettledSettings } from '@inrflow/core';
import { loadCheckpoint } from '@inrflow/core/node';
import { UsageError } from '../errors.js';

/** The point at which a run resumes. */
export interface Resumption extends ResumePoint {
  /** Seconds that the run has taken so far. */
  seconds: number;
  /** The device of the steps so far; undefined in a checkpoint of an older release. */
  device?: string;
}

/** Fields that do not affect a step, or that a user may want to change mid-run. */
const FREE = /^(run|modality|sampling\..*|data\.(path|maxFileBytes)|model\.preset|training\.(steps|minutes|decay|decayShare|decayFrom|finalLearningRate|learningRate|checkpointEvery|checkpointMinutes|previewEvery|weights|strict|threads|deterministic|shardState|device|init))$/;

const valueAt = (config: object, field: string) => field.split('.').reduce<unknown>((node, name) => (node as Record<string, unknown> | undefined)?.[name], config);

/**
 * Reads the state that a run resumes from.
 *
 * @param dataset the current data
 * @throws Error if the checkpoint is damaged; UsageError if it belongs to another configuration or other data, naming the first field that differs
 */
export async function readResumption(file: string, kind: Plugin, config: SettledSettings, dataset: Dataset): Promise<Resumption> {
  const { classes, length: examples } = dataset;
  const checkpoint = await loadCheckpoint(file, { content: 'training' });
  const stored = settingsOfCheckpoint(checkpoint, kind, file);
  const differing = fieldNames(schemaOf(kind)).find((field) => !FREE.test(field) && JSON.stringify(valueAt(stored.settings, field)) !== JSON.stringify(valueAt(config, field)));
  if (differing) {
    const [was, is] = [stored.settings, config].map((each) => JSON.stringify(valueAt(each, differing)));
    throw new UsageError(`${file}: belongs to another configuration: its ${differing} is ${was}, not ${is}`);
  }
  const { progress } = checkpoint;
  if (progress.examples !== examples) throw new UsageError(`${file}: was trained on ${String(progress.examples)} ${kind.words.many}, but '${config.data.path}' has ${examples}`);
  if (stored.classes.join('\n') !== classes.join('\n')) throw new UsageError(`${file}: has the classes ${stored.classes.join(', ')}, but '${config.data.path}' has ${classes.join(', ')}`);
  const { data, device } = progress;
  if (typeof data === 'string' && data !== (await fingerprintOf(dataset))) throw new UsageError(`${file}: was trained on other ${kind.words.many} than those in '${config.data.path}': their number is the same, but names, sizes or contents differ`);
  return { ...resumeFrom(checkpoint, networkOf(kind, stored.settings, classes.length), { file }), seconds: Number(progress.seconds), ...(typeof device === 'string' && { device }) };
}
