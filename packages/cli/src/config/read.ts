import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import { nearestFile } from '@inrflow/core/node';
import { messageOf, UsageError } from '../errors.js';

async function readText(file: string): Promise<string> {
  try {
    return textOf(await readFile(file), file);
  } catch (error) {
    if (error instanceof UsageError) throw error;
    return await notRead(file, error);
  }
}

/** The text of a configuration: UTF-8, with or without a byte order mark. */
function textOf(bytes: Buffer, file: string): string {
  if ((bytes[0] === 0xff && bytes[1] === 0xfe) || (bytes[0] === 0xfe && bytes[1] === 0xff)) throw new UsageError(`${file}: is UTF-16; save it as UTF-8`);
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch (error) {
    throw new UsageError(`${file}: is not UTF-8 text; expected a configuration in JSON`, { cause: error });
  }
}

/** Explains why a configuration could not be read, with the nearest name. */
async function notRead(file: string, error: unknown): Promise<never> {
  try {
    throw error;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw new UsageError(`${file}: cannot be read: ${messageOf(error)}`, { cause: error });
    const folder = path.dirname(file);
    const beside = (await readdir(folder).catch(() => [])).filter((name) => name.endsWith('.json'));
    const nearest = nearestFile(path.basename(file), beside);
    const hint = nearest === undefined ? '' : `; did you mean '${path.join(folder, nearest)}'?`;
    throw new UsageError(`${file}: there is no such configuration${hint}`);
  }
}

/** A configuration contains sections, and sections contain lists: nothing is deeper. */
const MOST_DEPTH = 20;

/** The nesting depth of brackets, ignoring those inside strings. */
function depthOf(text: string): number {
  let [depth, most, isText] = [0, 0, false];
  for (let i = 0; i < text.length; i++) {
    const letter = text[i];
    if (isText) {
      if (letter === '\\') i++;
      else if (letter === '"') isText = false;
    } else if (letter === '"') isText = true;
    else if (letter === '[' || letter === '{') most = Math.max(most, ++depth);
    else if (letter === ']' || letter === '}') depth--;
  }
  return most;
}

function parsed(text: string, file: string): unknown {
  if (text.trim() === '') throw new UsageError(`${file}: is empty; expected a configuration in JSON`);
  const depth = depthOf(text);
  if (depth > MOST_DEPTH) throw new UsageError(`${file}: its brackets are nested ${depth} deep; expected at most ${MOST_DEPTH}`);
  try {
    return JSON.parse(text);
  } catch (error) {
    throw new UsageError(`${file}: not JSON: ${(error as Error).message.replace(/\s+/g, ' ').slice(0, 200)}`, { cause: error });
  }
}

/**
 * The contents of a configuration file.
 *
 * @throws UsageError in one line, with the file and the reason
 */
export async function readConfig(file: string): Promise<unknown> {
  return parsed(await readText(file), file);
}
