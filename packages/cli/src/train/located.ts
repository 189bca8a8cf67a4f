import path from 'node:path';
import type { Plugin, Settings } from '@inrflow/core';
import { readConfig } from '../config/read.js';
import type { Override } from '../config/overrides.js';
import { settingsOfConfig } from '../config/settings.js';
import { UsageError } from '../errors.js';
import type { OpenedModel } from '../model/openModel.js';
import { settingsWithInit } from './init.js';
import { defaultRun, exists, runFolder, type RunFolder } from './runFolder.js';

/** What `inrflow train` is told. */
export interface TrainFlags {
  configFile?: string;
  overrides: readonly Override[];
  resume: boolean;
  force: boolean;
}

/** A run's folder, and what its configuration and the flags mean. */
export interface Located {
  settings: Settings;
  /** The model that a fresh run starts from, if it is to. */
  init?: OpenedModel;
  run: RunFolder;
}

/**
 * The run's folder and the configuration to use: that of the run itself if it is resumed and no other is named.
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
  if (!(await exists(folder.config))) throw new UsageError(`--resume: '${run}' holds no run: ${path.join(folder.config)} is not there`);
  return { settings: await settingsOfConfig(plugin, await readConfig(folder.config), overrides, folder.config), run: folder };
}
