import { existsSync } from 'node:fs';
import path from 'node:path';
import type { Plugin } from '@inrflow/core';
import { loadCheckpointConfig } from '@inrflow/core/node';
import { readConfig } from '../config/read.js';
import { recognize } from '../evaluate/recognize.js';
import { locateCheckpoint } from '../model/locate.js';
import { BUILT_IN } from '../plugins/builtIn.js';
import { builtInPlugins, loadPlugin } from '../plugins/loadPlugin.js';
import { pluginOfCheckpoint } from '../plugins/ofCheckpoint.js';

/** The value of an option on a command line that has not been parsed: `--flag value` or `--flag=value`. */
export function valueOfOption(args: readonly string[], flag: string): string | undefined {
  const at = args.findIndex((text) => text === flag || text.startsWith(`${flag}=`));
  if (at < 0) return undefined;
  return args[at].startsWith(`${flag}=`) ? args[at].slice(flag.length + 1) : args[at + 1];
}

/** Flags of the commands that take no value. */
const SWITCHES: readonly string[] = ['--resume', '--force', '--strict', '--debug', '--json', '--card', '--loss', '--no-cache', '--portable'];

const isFlag = (text: string | undefined) => text !== undefined && text.startsWith('-');
/** Whether an argument may be the value of the flag before it. */
const isValue = (args: readonly string[], i: number) => isFlag(args[i - 1]) && !SWITCHES.includes(args[i - 1]) && !args[i - 1].includes('=');

/** The argument that the command works on: the first that is not a flag's value. An estimate until the flags are known. */
function subjectOf(args: readonly string[]): string | undefined {
  const plain = args.filter((text) => !isFlag(text));
  return args.find((text, i) => !isFlag(text) && !isValue(args, i)) ?? plain.find((text) => existsSync(text)) ?? plain[0];
}

/** The plug-in that a configuration names, or the default one. */
export async function ofConfig(file: string): Promise<Plugin> {
  const raw = await readConfig(file);
  const { modality = BUILT_IN[0] } = typeof raw === 'object' && raw !== null ? (raw as { modality?: unknown }) : {};
  // If it is not a name, the check of the whole configuration refuses it.
  return loadPlugin(typeof modality === 'string' && modality !== '' ? modality : BUILT_IN[0]);
}

/** The plug-in with which a checkpoint was trained. */
async function ofCheckpoint(file: string): Promise<Plugin> {
  return pluginOfCheckpoint(await loadCheckpointConfig(file), file);
}

/**
 * The plug-in for a command line, found before parsing, because the flags depend on it: from `--modality`, the configuration, the checkpoint, or the files
 * to score.
 *
 * @throws UsageError, or the file's Error, if it cannot be determined
 */
export async function pluginOf(command: string, args: readonly string[]): Promise<Plugin> {
  const named = valueOfOption(args, '--modality') ?? valueOfOption(args.filter((text) => text.startsWith('modality=')).map((text) => `--${text}`), '--modality');
  if (named !== undefined) return loadPlugin(named);
  if (command === 'train' || command === 'info' || command === 'schema') {
    const file = args.find((text, i) => text.endsWith('.json') && !isFlag(text) && !isValue(args, i));
    if (file !== undefined) return ofConfig(file);
    const run = valueOfOption(args, '--run');
    const config = run !== undefined && args.includes('--resume') ? path.join(run, 'config.json') : undefined;
    return config !== undefined && existsSync(config) ? ofConfig(config) : loadPlugin(BUILT_IN[0]);
  }
  const scores = command === 'evaluate';
  const given = scores ? subjectOf(args) : valueOfOption(args, '--checkpoint');
  const isHelp = args.includes('--help') || args.includes('-h');
  if (given === undefined && (scores || isHelp)) return loadPlugin(BUILT_IN[0]);
  const file = locateCheckpoint(given);
  return scores && !file.endsWith('.safetensors') ? recognize(file, await builtInPlugins()) : ofCheckpoint(file);
}
