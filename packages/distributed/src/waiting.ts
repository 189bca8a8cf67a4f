import { setImmediate as soon, setTimeout as later } from 'node:timers/promises';
import type { Mpi } from './library.js';
import { goneAmong, nameOf, type Peer } from './peers.js';

/** A process of the group is no more, or does not answer. */
export class LostProcessError extends Error {
  override name = 'LostProcessError';
}

/** What is looked at while this process waits for others. */
export interface Watch {
  peers: readonly Peer[];
  rank: number;
  /** Seconds after which a process that does not answer counts as lost. */
  limit: number;
  /** Who does not answer, when the limit is reached; undefined if another process tells. */
  silent(): Promise<string | undefined>;
}

/** Polls that are made without a pause, if waiting is not expected to be short; milliseconds between two later ones. */
const [EAGER, PAUSE] = [100, 1];
/** Milliseconds between two looks at the other processes, and by which all but the first of a machine's survivors stay silent. */
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
 * Waits for requests to be done, so that the process goes on hearing signals, and nothing waits for ever.
 *
 * @param isShort all processes are here already, and what is waited for is the network: cores are not given up
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
