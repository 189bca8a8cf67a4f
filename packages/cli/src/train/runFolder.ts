import { access, mkdir, readdir, rm } from 'node:fs/promises';
import path from 'node:path';
import { UsageError } from '../errors.js';

/** The files of a run. */
export interface RunFolder {
  folder: string;
  /** The configuration with everything settled: training it again repeats the run. */
  config: string;
  /** One line of JSON a step. */
  metrics: string;
  /** All that resuming needs. */
  training: string;
  /** The moving average of the parameters: what sampling needs. */
  weights: string;
  previews: string;
  report: string;
}

/** Where the files of a run lie. */
export function runFolder(folder: string): RunFolder {
  const file = (name: string) => path.join(folder, name);
  return {
    folder, config: file('config.json'), metrics: file('metrics.jsonl'), training: file('training.safetensors'), weights: file('weights.safetensors'),
    previews: file('previews'), report: file('report.html'),
  };
}

/** The folder of a run that names none: after its configuration, or its data. */
export function defaultRun(configFile: string | undefined, dataPath: string): string {
  const name = configFile === undefined ? path.basename(path.resolve(dataPath)) : path.basename(configFile, path.extname(configFile));
  return path.join('runs', name);
}

/**
 * Makes the folder of a fresh run.
 *
 * @param force clears the files of an earlier run away, and nothing else
 * @throws UsageError where the folder holds something and force was not said
 */
export async function makeRunFolder(run: RunFolder, force: boolean): Promise<void> {
  await mkdir(run.folder, { recursive: true });
  if (force) {
    for (const file of [run.config, run.metrics, run.training, run.weights, run.report, run.previews]) await rm(file, { force: true, recursive: true });
  } else if ((await readdir(run.folder)).length > 0) {
    throw new UsageError(`the run folder '${run.folder}' is not empty: continue it with --resume, replace it with --force, or name another with --run`);
  }
  await mkdir(run.previews, { recursive: true });
}

/** Whether a file is there. */
export const exists = (file: string) => access(file).then(() => true, () => false);
