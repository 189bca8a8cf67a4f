/** The process as the launcher that started it describes it. */
export interface Launched {
  /** The program that started the processes. */
  launcher: 'mpirun of Open MPI' | 'mpirun of MPICH' | 'srun' | 'a launcher';
  /** Number of processes according to the launcher; undefined if only MPI knows it. */
  size?: number;
  /** Rank of this process, from 0, according to the launcher. */
  rank?: number;
  /** The kind of MPI that the launcher comes with, if it comes with one. */
  prefers?: 'openmpi' | 'mpich';
}

type Environment = Readonly<Record<string, string | undefined>>;

/** Variable that overrules the launcher's: `1` to ask MPI itself, `0` to run alone. */
export const FORCED = 'INRFLOW_MPI';

const count = (text: string | undefined) => (text !== undefined && /^\d+$/.test(text) ? Number(text) : undefined);

/**
 * Finds how this process was started, from the variables that launchers set; undefined if it was not started together with others.
 *
 * @throws RangeError if `INRFLOW_MPI` is neither 0 nor 1
 */
export function launchedBy(environment: Environment): Launched | undefined {
  const forced = environment[FORCED];
  if (forced !== undefined && forced !== '0' && forced !== '1') throw new RangeError(`${FORCED} is '${forced}': expected 1 to ask MPI for the other processes, or 0 to run alone`);
  if (forced === '0') return undefined;
  // A step of Slurm that itself starts mpirun has variables of both: those of the launcher nearest to the process count.
  const openMpi = count(environment.OMPI_COMM_WORLD_SIZE);
  const hydra = count(environment.PMI_SIZE);
  // Within srun, PMI_SIZE is Slurm's own, and so is PMIX_RANK; the batch script of a job has no step.
  const slurm = environment.SLURM_STEP_ID !== undefined && environment.SLURM_PROCID !== undefined ? count(environment.SLURM_STEP_NUM_TASKS ?? environment.SLURM_NTASKS) : undefined;
  if (openMpi !== undefined) return { launcher: 'mpirun of Open MPI', size: openMpi, rank: count(environment.OMPI_COMM_WORLD_RANK), prefers: 'openmpi' };
  if (slurm !== undefined) return { launcher: 'srun', size: slurm, rank: count(environment.SLURM_PROCID), ...(environment.PMI_FD !== undefined ? { prefers: 'mpich' as const } : environment.PMIX_RANK !== undefined && { prefers: 'openmpi' as const }) };
  if (hydra !== undefined && environment.PMI_RANK !== undefined) return { launcher: 'mpirun of MPICH', size: hydra, rank: count(environment.PMI_RANK), prefers: 'mpich' };
  return forced === '1' ? { launcher: 'a launcher' } : undefined;
}
