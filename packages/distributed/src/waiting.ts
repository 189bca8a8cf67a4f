import { setImmediate as soon, setTimeout as later } from 'node:timers/promises';
import type { Mpi } from './library.js';
import { goneAmong, nameOf, type Peer } from './peers.js';

/** A process of the group is gone or does not answer. */
export class LostProcessError extends Error {
  override name = 'LostProcessError';
}

/** What to watch while this process waits for others. */
export interface Watch {
  peers: readonly Peer[];
  /** Rank of this process. */
  rank: number;
  /** Seconds after which a process that does not answer counts as lost. */
  limit: number;
  /** Finds who does not answer when the limit is reached; undefined if another process reports it. */
  silent(): Promise<string | undefined>;
}

/** Number of polls without a pause, if the wait is not expected to be short, and milliseconds between later ones. */
const [EAGER, PAUSE] = [100, 1];
/** Milliseconds between two checks of the other processes, and milliseconds for which all but the first of a machine's survivors stay silent. */
const [LOOK_EVERY, GIVE_WAY] = [200, 2000];

async function lookAround({ peers, rank, limit, silent }: Watch, since: number): Promise<void> {
  const gone = goneAmong(peers);
  if (gone) {
    const first = peers.find((peer) => peer.host === peers[rank].host && peer.rank !== gone.rank);
    if (first?.rank !== rank) await later(GIVE_WAY);
    throw new LostProcessError(`${nameOf(gone)} (process ${gone.pid}) is gone: it was killed, or the machine ran out of memory`);
  }
  if (performance.now() - since < 1000 * limit) return;
  const who = await silent();
  if (who === undefined) await later(GIVE_WAY);
  throw new LostProcessError(`${who ?? 'a process'} has not answered for ${limit} s: it hangs, or the network to it is down`);
}

/**
 * Waits for requests to be done while the process still handles signals, and never waits for ever.
 *
 * @param isShort all processes are here already, and only the network has to be waited for: keep polling without giving up the core
 * @throws LostProcessError if a process is gone, or the limit is reached
 */
export async function settled(mpi: Mpi, requests: NodeJS.TypedArray, isShort: boolean, watch: Watch): Promise<void> {
  const flag = new Int32Array(1);
  const since = performance.now();
  let lookedAt = since;
  for (let polls = 0; ; polls++) {
    mpi.MPI_Testall(requests.length, requests, flag, mpi.table.ignoreStatus);
    if (flag[0] !== 0) return;
    if (!isShort && polls > EAGER) await later(PAUSE);
    else {
      mpi.yieldCore();
      await soon();
    }
    const now = performance.now();
    if (now - lookedAt < LOOK_EVERY) continue;
    lookedAt = now;
    await lookAround(watch, since);
  }
}
