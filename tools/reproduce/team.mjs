// Several processes that reproduce together, started by mpirun or srun: experiments are dealt out, and what several of them need is made by whoever comes first.
import { randomUUID } from 'node:crypto';
import { closeSync, existsSync, mkdirSync, openSync, rmSync } from 'node:fs';
import path from 'node:path';

/** Milliseconds between two looks at whether another process is done. */
const PAUSE = 200;

const pause = () => Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, PAUSE);

/** A process that reproduces by itself. */
export const ALONE = { rank: 0, threads: undefined, isMine: () => true, claim: () => true, waitFor() {}, barrier: async () => {}, close: async () => {} };

/**
 * The processes that this one was started with.
 *
 * @param folder that all of them see, for the claims
 */
export async function openTeam(folder) {
  const { openGroup } = await import('@inrflow/distributed');
  const group = await openGroup();
  if (!group || group.size === 1) return ALONE;
  const [token] = (await group.gather(new TextEncoder().encode(randomUUID()))).map((bytes) => new TextDecoder().decode(bytes));
  const claims = path.join(folder, 'claims', token);
  // Those of an earlier run count no more.
  if (group.rank === 0) rmSync(path.dirname(claims), { recursive: true, force: true });
  const barrier = async () => void (await group.gather(new Uint8Array()));
  await barrier();
  mkdirSync(claims, { recursive: true });
  return {
    rank: group.rank, threads: group.threads, barrier,
    close: () => group.close(),
    /** Whether this process sees to the i-th experiment. */
    isMine: (i) => i % group.size === group.rank,
    /** Whether this process is the one that makes something: the first that asks. */
    claim(name) {
      try {
        closeSync(openSync(path.join(claims, name), 'wx'));
        return true;
      } catch (error) {
        if (error.code === 'EEXIST') return false;
        throw error;
      }
    },
    /** Waits until what another process makes is there: if that one fails, its launcher ends all. */
    waitFor(file) {
      while (!existsSync(file)) pause();
    },
  };
}
