import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import { closest } from 'fastest-levenshtein';
import { messageOf, UsageError } from '../errors.js';
import { checkConfig } from './check.js';
import { withOverrides, type Override } from './flags.js';
import type { Config } from './types.js';

async function readText(file: string): Promise<string> {
  try {
    return await readFile(file, 'utf8');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw new UsageError(`${file}: not read: ${messageOf(error)}`, { cause: error });
    const folder = path.dirname(file);
    const beside = (await readdir(folder).catch(() => [])).filter((name) => name.endsWith('.json'));
    const hint = beside.length > 0 ? `; did you mean '${path.join(folder, closest(path.basename(file), beside))}'?` : '';
    throw new UsageError(`${file}: there is no such configuration${hint}`);
  }
}

function parsed(text: string, file: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    throw new UsageError(`${file}: not JSON: ${(error as Error).message.replace(/\s+/g, ' ')}`, { cause: error });
  }
}

/**
 * The configuration of a file with flags laid over it; of flags alone where there is no file.
 *
 * @throws UsageError in one line, with the file or flag, the field, the value, what was expected and the nearest choice
 */
export async function readConfig(file: string | undefined, overrides: readonly Override[] = []): Promise<Config> {
  const raw = file === undefined ? {} : parsed(await readText(file), file);
  return checkConfig(withOverrides(raw, overrides), (field) => overrides.find((override) => override.field === field)?.flag ?? file ?? 'the command line');
}
