import { setTimeout as later } from 'node:timers/promises';
import { ProcessError, type LaunchedGroup } from '@inrflow/core';
import { messageOf } from '../errors.js';

/** Milliseconds that the other processes give the first one to print a failure that all share. */
const GIVE_WAY = 1500;

/** Waits until the first process has had time to print. */
export const giveWay = () => later(GIVE_WAY);

/**
 * Ends a command of several processes that failed. If all processes know of the error, the first one prints it, and they exit together. If it may be this process's own, the process prints it with its name and
 * ends the others, which would wait for ever.
 *
 * @param write writes a line whichever process this is
 * @returns only if all processes know of the error
 */
export async function endTogether(processes: LaunchedGroup, error: unknown, code: number, write: (text: string) => void): Promise<void> {
  const { rank, names } = processes;
  if (error instanceof ProcessError || code === 0) {
    if (rank === 0 && code !== 0) write(`inrflow: ${messageOf(error)}`);
    return;
  }
  if (rank > 0) await giveWay();
  const isAboutOthers = (error as Error).name === 'LostProcessError';
  write(`inrflow: ${isAboutOthers || rank === 0 ? '' : `${names[rank]}: `}${messageOf(error)}`);
  processes.abort(code);
}
