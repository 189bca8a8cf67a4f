import { access, constants, readdir, rm, rmdir, stat } from 'node:fs/promises';
import path from 'node:path';
import { makeFolder } from '@inrflow/core/node';
import { UsageError } from '../errors.js';

/** The files of a run. */
export interface RunFolder {
  folder: string;
  /** The configuration with every setting filled in: training with it repeats the run. */
  config: string;
  /** One line of JSON per step. */
  metrics: string;
  /** Everything that resuming needs. */
  training: string;
  /** The moving average of the parameters: what sampling needs. */
  weights: string;
  /** Folder of the sheets of samples. */
  previews: string;
  /** Held by the training that writes here. */
  lock: string;
  /** The HTML report. */
  report: string;
}

/** Paths of the files of a run. */
export function runFolder(folder: string): RunFolder {
  const file = (name: string) => path.join(folder, name);
  return {
    folder, config: file('config.json'), metrics: file('metrics.jsonl'), training: file('training.safetensors'), weights: file('weights.safetensors'),
    previews: file('previews'), lock: file('run.lock'), report: file('report.html'),
  };
}

/** The default folder of a run: named after its configuration or its data. */
export function defaultRun(configFile: string | undefined, dataPath: string): string {
  const name = configFile === undefined ? path.basename(path.resolve(dataPath)) : path.basename(configFile, path.extname(configFile));
  return path.join('runs', name);
}

/**
 * Checks, before anything is read, that a run can be written to its folder.
 *
 * @throws UsageError or Error in one line that names the folder and the obstacle
 */
export async function checkRunFolder(run: RunFolder, { resume, force }: { resume: boolean; force: boolean }): Promise<void> {
  const there = await stat(run.folder).catch(() => undefined);
  if (there && !there.isDirectory()) throw new UsageError(`the run folder '${run.folder}' is a file, not a folder: name another with --run`);
  await makeFolder(run.folder);
  await access(run.folder, constants.W_OK | constants.X_OK).catch((error: unknown) => {
    throw new UsageError(`the run folder '${run.folder}' is not writable: name another with --run`, { cause: error });
  });
  // A folder that was created in vain is removed.
  if (!there) await rmdir(run.folder).catch(() => {});
  if (!resume && !force && there && (await readdir(run.folder)).some((name) => name !== path.basename(run.lock))) throw notEmpty(run);
}

const notEmpty = ({ folder }: RunFolder) => new UsageError(`the run folder '${folder}' is not empty: continue it with --resume, replace it with --force, or name another with --run`);

/**
 * Clears the folder of a fresh run, which exists and is locked.
 *
 * @param force removes the files of an earlier run, and nothing else
 * @throws UsageError if the folder is not empty and force is false
 */
export async function makeRunFolder(run: RunFolder, force: boolean): Promise<void> {
  if (force) {
    for (const file of [run.config, run.metrics, run.training, run.weights, run.report, run.previews]) await rm(file, { force: true, recursive: true });
  } else if ((await readdir(run.folder)).some((name) => name !== path.basename(run.lock))) {
    throw notEmpty(run);
  }
  await makeFolder(run.previews);
}

/** Whether a file is there. */
export const exists = (file: string) => access(file).then(() => true, () => false);
