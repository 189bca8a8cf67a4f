import { readSync, writeSync } from 'node:fs';
import { setTimeout as later } from 'node:timers/promises';
import type { Launched } from './launcher.js';
import type { Mpi } from './library.js';

/** Milliseconds that a process stays alive after its last message if MPI is not finalized, so that the others can read it. */
const LINGER = 200;

/**
 * Whether a library is an MPICH before 4.2 over UCX. In its `MPI_Finalize`, a process that has closed its connections waits for the launcher and no longer answers processes that are still closing theirs; over
 * TCP, those wait for an answer (https://github.com/pmodels/mpich/pull/6596).
 *
 * @param version the text from `MPI_Get_library_version`
 */
export function hangsAtItsEnd(version: string): boolean {
  const [, major, minor] = /MPICH Version:\s*(\d+)\.(\d+)/.exec(version) ?? [];
  return major !== undefined && (Number(major) < 4 || (Number(major) === 4 && Number(minor) < 2)) && /\bch4:ucx\b/.test(version);
}

/** Signs off at MPICH's launcher as `MPI_Finalize` would in the end, by its interface (PMI 1): otherwise the launcher ends the other processes when this one exits. */
function signOff(descriptor: number): void {
  writeSync(descriptor, 'cmd=finalize\n');
  const answer = Buffer.alloc(1024);
  for (let length = 0; length < answer.length && !answer.subarray(0, length).includes('\n');) {
    const read = readSync(descriptor, answer, length, answer.length - length, null);
    if (read === 0) return;
    length += read;
  }
}

/**
 * Finalizes MPI once all processes are here. If the library may hang in that, the process just exits instead and signs off at the launcher first; Slurm accepts an exit without that.
 *
 * @param descriptor the socket to MPICH's launcher, if there is one
 */
export async function endMpi(mpi: Mpi, launcher: Launched['launcher'], descriptor: number | undefined): Promise<void> {
  const hearsSignOff = launcher === 'mpirun of MPICH' && descriptor !== undefined;
  if (!mpi.endHangs || !(hearsSignOff || launcher === 'srun')) return mpi.MPI_Finalize();
  await later(LINGER);
  if (hearsSignOff) signOff(descriptor);
}
