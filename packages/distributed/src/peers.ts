import { hostname } from 'node:os';
import { isRunning } from '@inrflow/core/node';

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

/** The first process of this machine that is gone. Those of other machines cannot be asked: the launcher there tells. */
export function goneAmong(peers: readonly Peer[]): Peer | undefined {
  return peers.find(({ host, pid }) => host === hostname() && pid !== process.pid && !isRunning(pid));
}
