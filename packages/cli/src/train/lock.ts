import { randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { link, open, readFile, rename, rm, stat, utimes } from 'node:fs/promises';
import { hostname } from 'node:os';
import { UsageError } from '../errors.js';

/** Who holds a lock. */
interface Holder {
  host: string;
  pid: number;
  /** When the process began, as the operating system counts, if it says; tells a process from a later one of the same number. */
  began?: string;
  since: string;
  /** Unlike every other holder's. */
  token: string;
}

/** Seconds between two signs of life, and after how many a lock of another machine counts as left behind. */
const [SIGN_OF_LIFE, LEFT_BEHIND] = [20, 180];
/** Milliseconds after which a new lock is sure to stay. */
const SETTLED = 100;

/** When a process began, in ticks since the machine did: field 22 of `/proc/PID/stat`, behind the name in parentheses. Linux alone says. */
function beginOf(pid: number): string | undefined {
  try {
    const text = readFileSync(`/proc/${pid}/stat`, 'utf8');
    return text.slice(text.lastIndexOf(')') + 2).split(' ')[19];
  } catch {
    return undefined;
  }
}

function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
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

/** Whether a lock was left behind by a dead process. */
async function isLeftBehind(file: string, holder: Holder | undefined): Promise<boolean> {
  const age = await stat(file).then(({ mtimeMs }) => (Date.now() - mtimeMs) / 1000, () => Infinity);
  // Another machine's processes cannot be asked; neither can one that has not said who it is yet.
  if (!holder || holder.host !== hostname()) return age > LEFT_BEHIND;
  if (!isRunning(holder.pid)) return true;
  const began = beginOf(holder.pid);
  return holder.began !== undefined && began !== undefined && holder.began !== began;
}

/**
 * Locks a run's folder for this process: a file that says who holds it, made if it is not there, which is atomic on network folders as well. A lock whose process was killed is taken over; one of another
 * machine, if it has shown no sign of life for three minutes.
 *
 * @param file in a folder that is there
 * @returns a function that gives the lock back
 * @throws UsageError naming the process that holds it
 */
export async function lockRun(file: string, folder: string): Promise<() => Promise<void>> {
  const own: Holder = { host: hostname(), pid: process.pid, began: beginOf(process.pid), since: new Date().toISOString(), token: randomUUID() };
  for (let tries = 0; ; tries++) {
    try {
      const handle = await open(file, 'wx');
      await handle.writeFile(JSON.stringify(own));
      await handle.close();
      // Somebody who found an old lock may be moving this one away just now.
      await new Promise((resolve) => setTimeout(resolve, SETTLED));
      if ((await holderOf(file))?.token === own.token) break;
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
      const holder = await holderOf(file);
      if (tries >= 5 || !(await isLeftBehind(file, holder))) {
        const who = holder ? `process ${holder.pid}${holder.host === own.host ? '' : ` on ${holder.host}`}, since ${holder.since}` : 'another process';
        throw new UsageError(`the run folder '${folder}' is in use by another training (${who}): wait for its end, or name another with --run`);
      }
      // Of several that find it left behind, one moves it away; what it moved may be a lock that was just made, which goes back then.
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
