import { readFileSync } from 'node:fs';
import { hostname } from 'node:os';

/** A process of the group. */
export interface Peer {
  rank: number;
  host: string;
  pid: number;
}

/** This process, to the others. */
export const ownPeer = (rank: number): Peer => ({ rank, host: hostname(), pid: process.pid });

/** What a process is called in messages. */
export const nameOf = ({ rank, host }: Peer): string => `rank ${rank} on ${host}`;

/** Whether a process of this machine runs: one that has ended, and whose end nobody has asked for yet, does not. */
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
    // Without /proc, the answer to the signal is all there is; with it, a process that is not listed is gone.
    return process.platform !== 'linux';
  }
}

/** The first process of this machine that is gone. Those of other machines cannot be asked: the launcher there tells. */
export function goneAmong(peers: readonly Peer[]): Peer | undefined {
  return peers.find(({ host, pid }) => host === hostname() && pid !== process.pid && !isRunning(pid));
}
