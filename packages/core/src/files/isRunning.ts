import { readFileSync } from 'node:fs';

/** Whether a process of this machine runs. One that has ended does not, even if its parent has not asked for its exit code yet and signals still reach it (a zombie). */
export function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EPERM') return false;
  }
  try {
    const text = readFileSync(`/proc/${pid}/stat`, 'utf8');
    return !['Z', 'X'].includes(text.slice(text.lastIndexOf(')') + 2)[0]);
  } catch {
    // Without /proc, only the answer to the signal is known; on Linux, a process that is not listed is gone.
    return process.platform !== 'linux';
  }
}
