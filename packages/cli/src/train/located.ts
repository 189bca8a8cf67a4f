import path from 'node:path';
import type { Plugin, Settings } from '@inrflow/core';
import { readConfig } from '../config/read.js';
import type { Override } from '../config/overrides.js';
import { settingsOfConfig } from '../config/settings.js';
import { UsageError } from '../errors.js';
import type { OpenedModel } from '../model/openModel.js';
import { settingsWithInit } from './init.js';
import { defaultRun, exists, runFolder, type RunFolder } from './runFolder.js';

/** Options of `inrflow train`. */
export interface TrainFlags {
  configFile?: string;
  overrides: readonly Override[];
  /** Whether to continue from the checkpoint in the run's folder. */
  resume: boolean;
  /** Whether to replace the run in the folder. */
  force: boolean;
}

/** A run's folder, and the settings from its configuration and the flags. */
export interface Located {
  settings: Settings;
  /** The model from which a fresh run starts, if any. */
  init?: OpenedModel;
  run: RunFolder;
}

/**
 * The run's folder and the configuration to use, which is the run's own if it is resumed without another.
 *
 * @throws UsageError if flags contradict each other, or something is missing
 */
export async function located(plugin: Plugin, { configFile, overrides, resume, force }: TrainFlags): Promise<Located> {
  if (resume && force) throw new UsageError('--resume continues a run and --force replaces it: give one of them');
  const run = overrides.find(({ field }) => field === 'run')?.value as string | undefined;
  if (!resume || configFile !== undefined) {
    const raw = configFile === undefined ? {} : await readConfig(configFile);
    const { settings, init } = await settingsWithInit(plugin, raw, overrides, { file: configFile, isResumed: resume });
    if (settings.data.path === undefined) throw new UsageError(`data.path is missing: give the ${plugin.words.many} with --data, or in the configuration`);
    return { settings, init, run: runFolder(settings.run ?? defaultRun(configFile, settings.data.path)) };
  }
  if (run === undefined) throw new UsageError('--resume needs the folder of the run: --run FOLDER');
  const folder = runFolder(run);
  if (!(await exists(folder.config))) throw new UsageError(`--resume: '${run}' does not contain a run: ${path.join(folder.config)} is not there`);
  return { settings: await settingsOfConfig(plugin, await readConfig(folder.config), overrides, folder.config), run: folder };
}
