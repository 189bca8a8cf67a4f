import { hostname } from 'node:os';
import { isRunning } from '@inrflow/core/node';

/** A process of the group. */
export interface Peer {
  rank: number;
  host: string;
  pid: number;
}

/** This process, as the others see it. */
export const ownPeer = (rank: number): Peer => ({ rank, host: hostname(), pid: process.pid });

/** The name of a process in messages. */
export const nameOf = ({ rank, host }: Peer): string => `rank ${rank} on ${host}`;

/** The first process of this machine that is gone. Those of other machines cannot be checked from here: their launcher reports them. */
export function goneAmong(peers: readonly Peer[]): Peer | undefined {
  return peers.find(({ host, pid }) => host === hostname() && pid !== process.pid && !isRunning(pid));
}
