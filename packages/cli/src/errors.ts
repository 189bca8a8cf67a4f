import { types } from 'node:util';
import { PluginError, ProcessError, quotable, SettingsError } from '@inrflow/core';

/** Exit codes of the command. */
export const EXIT = { ok: 0, failed: 1, usage: 2, interrupted: 130 } as const;

/** A mistake of the user: an unknown flag or field, a wrong value, a class that does not exist. Exit code 2. */
export class UsageError extends Error {
  override name = 'UsageError';
}

/** The run was interrupted and has saved its state. Exit code 130. */
export class InterruptedError extends Error {
  override name = 'InterruptedError';
}

/** The exit code of an error. */
export function exitCodeOf(error: unknown): number {
  if (error instanceof UsageError || error instanceof SettingsError || error instanceof PluginError) return EXIT.usage;
  if (error instanceof ProcessError && ['UsageError', 'SettingsError', 'PluginError'].includes(error.kind)) return EXIT.usage;
  return error instanceof InterruptedError ? EXIT.interrupted : EXIT.failed;
}

const SYSTEM: Readonly<Record<string, string>> = {
  ENOSPC: 'the disk is full', EDQUOT: 'the disk quota is used up', EFBIG: 'it would be larger than files may be here', EACCES: 'no permission', EPERM: 'not allowed', EROFS: 'the disk is read-only', ENOENT: 'it is not there',
  EISDIR: 'it is a folder', ENOTDIR: 'a part of its path is a file, not a folder', EEXIST: 'it exists already', EMFILE: 'too many open files', ENAMETOOLONG: 'its name is too long', EIO: 'the disk does not answer',
};

/** An error in one line; errors of the operating system are put into words, with the file. */
export function messageOf(error: unknown): string {
  if (!(error instanceof Error || types.isNativeError(error))) return quotable(`something failed without a message: ${String(error)}`, 2000);
  const { code, path, message } = error as NodeJS.ErrnoException;
  const reason = code === undefined ? undefined : SYSTEM[code];
  if (reason && message.startsWith(code!)) return `${path ?? 'a file'}: ${reason}`;
  const text = message || (error instanceof AggregateError ? error.errors.map(messageOf).join('; ') : error.name);
  return quotable(text, 2000);
}

/** Runs a step that checks the user's input: its RangeErrors become usage errors that begin with the input's source. */
export async function asUsage<T>(where: string, check: () => T | Promise<T>): Promise<T> {
  try {
    return await check();
  } catch (error) {
    if (error instanceof RangeError) throw new UsageError(where ? `${where}: ${error.message}` : error.message, { cause: error });
    throw error;
  }
}
