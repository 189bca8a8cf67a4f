import { spawn, spawnSync, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import path from 'node:path';

/** The MPIs of Debian, each with its own mpirun. */
export const MPIS = ['openmpi', 'mpich'] as const;
export type MpiName = (typeof MPIS)[number];

/** Where each launcher says which process this is. */
export const RANK_VARIABLE: Readonly<Record<MpiName, string>> = { openmpi: 'OMPI_COMM_WORLD_RANK', mpich: 'PMI_RANK' };

const root = path.join(__dirname, '../../../..');
/** The built command. */
export const COMMAND = path.join(root, 'packages/cli/bin/inrflow.js');

/** Flags of a training that takes milliseconds a step. */
export const TINY = ['--threads', '1', '--batch-size', '8', '--set', 'model.width=8', 'model.heads=2', 'model.blocks=1', 'model.latents=4', 'sampling.steps=1', 'training.previewEvery=0'];

/** Whether a program is installed. */
export const isInstalled = (program: string) => spawnSync('which', [program]).status === 0;
/** Declares a test that is skipped, and counted as such, where an MPI is not installed. */
export const testWith = (mpi: MpiName) => (isInstalled(`mpirun.${mpi}`) ? test : test.skip);

/** Open MPI refuses the superuser, as whom tests in containers run, and more processes than cores, unless told. */
const ENVIRONMENT = { OMPI_ALLOW_RUN_AS_ROOT: '1', OMPI_ALLOW_RUN_AS_ROOT_CONFIRM: '1', OMPI_MCA_rmaps_base_oversubscribe: '1' };

/** What a program did. */
export interface Outcome {
  code: number | null;
  out: string;
  error: string;
}

/** A running program, with what it prints. */
export interface Running {
  child: ChildProcess;
  /** What it has printed so far. */
  said(): Omit<Outcome, 'code'>;
  done: Promise<Outcome>;
}

/** Starts a program. */
export function start(program: string, args: readonly string[], environment: Record<string, string> = {}): Running {
  const child = spawn(program, args, { env: { ...process.env, ...ENVIRONMENT, ...environment }, stdio: ['ignore', 'pipe', 'pipe'], detached: true });
  const [out, error]: string[][] = [[], []];
  child.stdout!.on('data', (data: Buffer) => out.push(data.toString()));
  child.stderr!.on('data', (data: Buffer) => error.push(data.toString()));
  const said = () => ({ out: out.join(''), error: error.join('') });
  return { child, said, done: once(child, 'close').then(([code]) => ({ code: code as number | null, ...said() })) };
}

/** Starts a program of Node.js as several processes. */
export const startRanks = (mpi: MpiName, ranks: number, args: readonly string[], environment?: Record<string, string>): Running => start(`mpirun.${mpi}`, ['-n', String(ranks), process.execPath, ...args], environment);

/** The lines that the command says of failures: launchers say more. */
export const faults = ({ error }: Pick<Outcome, 'error'>) => error.split('\n').filter((line) => line.startsWith('inrflow: '));
