import { randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { link, open, readFile, rename, rm, stat, utimes } from 'node:fs/promises';
import { hostname } from 'node:os';
import { isRunning } from '@inrflow/core/node';
import { UsageError } from '../errors.js';

/** The holder of a lock. */
interface Holder {
  host: string;
  pid: number;
  /** Start time of the process according to the operating system, if available; distinguishes a process from a later one with the same number. */
  began?: string;
  since: string;
  /** Unique to this holder. */
  token: string;
}

/** Seconds between two signs of life, and seconds after which a lock of another machine counts as abandoned. */
const [SIGN_OF_LIFE, LEFT_BEHIND] = [20, 180];
/** Milliseconds after which a new lock can be relied on. */
const SETTLED = 100;

/** Start time of a process in ticks since boot: field 22 of `/proc/PID/stat`, after the name in parentheses. Linux only. */
function beginOf(pid: number): string | undefined {
  try {
    const text = readFileSync(`/proc/${pid}/stat`, 'utf8');
    return text.slice(text.lastIndexOf(')') + 2).split(' ')[19];
  } catch {
    return undefined;
  }
}

async function holderOf(file: string): Promise<Holder | undefined> {
  try {
    const holder = JSON.parse(await readFile(file, 'utf8')) as Holder;
    return typeof holder.pid === 'number' && typeof holder.host === 'string' ? holder : undefined;
  } catch {
    return undefined;
  }
}

/** Whether a lock was abandoned by a dead process. */
async function isLeftBehind(file: string, holder: Holder | undefined): Promise<boolean> {
  const age = await stat(file).then(({ mtimeMs }) => (Date.now() - mtimeMs) / 1000, () => Infinity);
  // Processes of another machine cannot be checked, nor can one that has not written its identity yet.
  if (!holder || holder.host !== hostname()) return age > LEFT_BEHIND;
  if (!isRunning(holder.pid)) return true;
  const began = beginOf(holder.pid);
  return holder.began !== undefined && began !== undefined && holder.began !== began;
}

/**
 * Locks a run's folder for this process: a file that names the holder, created exclusively, which is atomic on network folders as well. A lock of a killed process is taken over; so is one of another
 * machine without a sign of life for three minutes.
 *
 * @param file in an existing folder
 * @returns a function that releases the lock
 * @throws UsageError naming the process that holds it
 */
export async function lockRun(file: string, folder: string): Promise<() => Promise<void>> {
  const own: Holder = { host: hostname(), pid: process.pid, began: beginOf(process.pid), since: new Date().toISOString(), token: randomUUID() };
  for (let tries = 0; ; tries++) {
    try {
      const handle = await open(file, 'wx');
      await handle.writeFile(JSON.stringify(own));
      await handle.close();
      // A process that found an abandoned lock may be moving this one away at this moment.
      await new Promise((resolve) => setTimeout(resolve, SETTLED));
      if ((await holderOf(file))?.token === own.token) break;
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
      const holder = await holderOf(file);
      if (tries >= 5 || !(await isLeftBehind(file, holder))) {
        const who = holder ? `process ${holder.pid}${holder.host === own.host ? '' : ` on ${holder.host}`}, since ${holder.since}` : 'another process';
        throw new UsageError(`the run folder '${folder}' is in use by another training (${who}): wait until it ends, or name another with --run`);
      }
      // If several processes find it abandoned, one moves it away. That may be a lock that was just created, which is then moved back.
      const aside = `${file}.${randomUUID()}`;
      if (await rename(file, aside).then(() => true, () => false)) {
        if (!(await isLeftBehind(aside, await holderOf(aside)))) await link(aside, file).catch(() => {});
        await rm(aside, { force: true });
      }
    }
  }
  const signs = setInterval(() => void utimes(file, new Date(), new Date()).catch(() => {}), 1000 * SIGN_OF_LIFE);
  signs.unref();
  return async () => {
    clearInterval(signs);
    if ((await holderOf(file))?.token === own.token) await rm(file, { force: true });
  };
}
