import { launchedBy } from './launcher.js';
import { candidates, tableOf } from './library.js';
import { STANDARD } from './tables.js';
import { cardFor, processorsOf, threadsFor } from './placement.js';

test("each launcher's variables give the number of processes and the MPI that it comes with", () => {
  expect(launchedBy({})).toBeUndefined();
  expect(launchedBy({ OMPI_COMM_WORLD_SIZE: '4', OMPI_COMM_WORLD_RANK: '2' })).toEqual({ launcher: 'mpirun of Open MPI', size: 4, rank: 2, prefers: 'openmpi' });
  expect(launchedBy({ PMI_SIZE: '3', PMI_RANK: '0', PMI_FD: '6' })).toEqual({ launcher: 'mpirun of MPICH', size: 3, rank: 0, prefers: 'mpich' });
  const slurm = { SLURM_STEP_ID: '0', SLURM_PROCID: '1', SLURM_STEP_NUM_TASKS: '8', SLURM_NTASKS: '16' };
  expect(launchedBy(slurm)).toEqual({ launcher: 'srun', size: 8, rank: 1 });
  expect(launchedBy({ ...slurm, PMI_FD: '11', PMI_RANK: '1', PMI_SIZE: '8' })).toEqual({ launcher: 'srun', size: 8, rank: 1, prefers: 'mpich' });
  expect(launchedBy({ ...slurm, PMIX_RANK: '1' })).toEqual({ launcher: 'srun', size: 8, rank: 1, prefers: 'openmpi' });
  // mpirun inside a step, and the batch script of a job, which is one process however many the job has.
  expect(launchedBy({ ...slurm, OMPI_COMM_WORLD_SIZE: '4', OMPI_COMM_WORLD_RANK: '2' })?.launcher).toBe('mpirun of Open MPI');
  expect(launchedBy({ SLURM_JOB_ID: '7', SLURM_PROCID: '0', SLURM_NTASKS: '16' })).toBeUndefined();
});

test('one variable overrules them', () => {
  expect(launchedBy({ INRFLOW_MPI: '1' })).toEqual({ launcher: 'a launcher' });
  expect(launchedBy({ INRFLOW_MPI: '0', PMI_SIZE: '3', PMI_RANK: '0' })).toBeUndefined();
  expect(() => launchedBy({ INRFLOW_MPI: 'yes' })).toThrow("INRFLOW_MPI is 'yes': expected 1 to ask MPI for the other processes, or 0 to run alone");
});

test("the launcher's libraries come first; a library that the user names is the only one", () => {
  expect(candidates({ prefers: 'mpich' }, undefined)[0]).toBe('libmpich.so.12');
  expect(candidates({ prefers: 'openmpi' }, '')[0]).toBe('libmpi.so.40');
  expect(candidates({}, '/opt/libmpi.so')).toEqual(['/opt/libmpi.so']);
});

test("the standard's binary interface is recognized by the name of its library", () => {
  expect(candidates({}, undefined)).toContain('libmpi_abi.so.1');
  for (const file of ['libmpi_abi.so.1', '/opt/mpi/lib/libmpi_abi.so', 'libmpi_abi.dylib']) expect(tableOf({} as never, file)).toBe(STANDARD);
});

test('threads: the number requested, the cores that the process is bound to, or its share of the machine', () => {
  const machine = { all: 16, allowed: 16, cores: 8 };
  expect(threadsFor({}, 4, machine)).toBe(2);
  expect(threadsFor({}, 100, machine)).toBe(1);
  expect(threadsFor({ SLURM_CPUS_PER_TASK: '3' }, 4, machine)).toBe(3);
  expect(threadsFor({ OMP_NUM_THREADS: '5', SLURM_CPUS_PER_TASK: '3' }, 4, machine)).toBe(5);
  expect(threadsFor({}, 4, { all: 16, allowed: 4, cores: 2 })).toBe(2);
  expect(processorsOf('0-3,8,10-11\n')).toEqual([0, 1, 2, 3, 8, 10, 11]);
});

test('each process gets one of the visible cards', () => {
  expect(cardFor({}, { rank: 2, size: 4 }, 4)).toBe('2');
  expect(cardFor({ CUDA_VISIBLE_DEVICES: '4,6' }, { rank: 3, size: 4 }, 8)).toBe('6');
  expect(cardFor({ CUDA_VISIBLE_DEVICES: '4' }, { rank: 3, size: 4 }, 8)).toBeUndefined();
  expect(cardFor({}, { rank: 0, size: 1 }, 4)).toBeUndefined();
});
