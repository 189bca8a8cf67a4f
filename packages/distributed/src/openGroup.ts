import { alone, type LaunchedGroup } from '@inrflow/core';
import { recoverLauncherSocket } from './descriptor.js';
import { endMpi } from './farewell.js';
import { launchedBy, type Launched } from './launcher.js';
import { candidates, LIBRARY, loadMpi, type Mpi } from './library.js';
import { mpiGroup } from './mpiGroup.js';
import { cardFor, threadsFor } from './placement.js';

/** Variable with the seconds after which a process that does not answer counts as lost. */
export const LIMIT = 'INRFLOW_WATCHDOG_SECONDS';
const DEFAULT_LIMIT = 600;

/** Seconds that a process which gives up has to inform the launcher. */
const LAST_SECONDS = 5;

/** `MPI_THREAD_FUNNELED`: all MPI calls come from one thread. */
const FUNNELED = 1;

/** Processes could not find each other. */
export class LaunchError extends Error {
  override name = 'LaunchError';

  /** @param rank this process according to the launcher, so that only one of many that fail in the same way prints the error */
  constructor(message: string, readonly rank: number, options?: ErrorOptions) {
    super(message, options);
  }
}

function limitOf(environment: NodeJS.ProcessEnv): number {
  const text = environment[LIMIT];
  if (text === undefined) return DEFAULT_LIMIT;
  const limit = Number(text);
  if (!(limit > 0)) throw new RangeError(`${LIMIT} is '${text}': expected seconds above 0`);
  return limit;
}

/** Describes a mismatch: MPI sees another number of processes than the launcher started, because each is alone, or different MPIs were mixed. */
function mismatch({ launcher, size }: Launched, seen: number, { file, table }: Mpi): string {
  const hint = launcher === 'srun'
    ? `start them with srun --mpi=${table.name === 'MPICH' ? 'pmi2' : 'pmix'} (srun --mpi=list shows what there is), or name another library in ${LIBRARY}`
    : `name the library of the MPI that it belongs to in ${LIBRARY}`;
  return `${launcher} started ${size} processes, but ${table.name} (${file}) sees ${seen}: ${hint}`;
}

/**
 * The processes with which a launcher has started this one: `mpirun` of Open MPI or MPICH, or `srun`. No flags are needed, since launchers set variables.
 *
 * @returns undefined if this process was started by itself
 * @throws LaunchError in one line if MPI is missing, does not load, or does not fit the launcher
 */
export async function openGroup(environment: NodeJS.ProcessEnv = process.env): Promise<LaunchedGroup | undefined> {
  const launched = launchedBy(environment);
  if (!launched) return undefined;
  if (launched.size === 1) return { ...alone, local: { rank: 0, size: 1 }, threads: undefined, abort: (code) => process.exit(code) };
  try {
    const limit = limitOf(environment);
    if (launched.launcher === 'srun' && !Object.keys(environment).some((name) => name.startsWith('PMI'))) {
      throw new Error(`srun started ${launched.size} processes without a way to find each other: start them with srun --mpi=pmi2 for MPICH, or --mpi=pmix for Open MPI (srun --mpi=list shows what there is)`);
    }
    await recoverLauncherSocket(environment);
    const mpi = await loadMpi(candidates(launched, environment[LIBRARY]));
    const provided = new Int32Array(1);
    mpi.MPI_Init_thread(0n, 0n, FUNNELED, provided);
    const size = new Int32Array(1);
    mpi.MPI_Comm_size(mpi.world, size);
    if (launched.size !== undefined && launched.size !== size[0]) {
      mpi.MPI_Finalize();
      throw new Error(mismatch(launched, size[0], mpi));
    }
    const socket = environment.PMI_FD === undefined ? undefined : Number(environment.PMI_FD);
    const group = await mpiGroup(mpi, limit, () => endMpi(mpi, launched.launcher, socket));
    const here = group.peers.filter(({ host }) => host === group.peers[group.rank].host).map(({ rank }) => rank);
    const local = { rank: here.indexOf(group.rank), size: here.length };
    const card = cardFor(environment, local);
    if (card !== undefined) environment.CUDA_VISIBLE_DEVICES = card;
    const abort = (code: number): never => {
      // This ends the other processes too, wherever they are; but if the connection to the launcher has failed, MPI would wait for ever.
      mpi.endIn(LAST_SECONDS);
      mpi.MPI_Abort(mpi.world, code);
      return process.exit(code);
    };
    return { ...group, local, threads: threadsFor(environment, local.size), abort };
  } catch (error) {
    throw new LaunchError((error as Error).message, launched.rank ?? 0, { cause: error });
  }
}
