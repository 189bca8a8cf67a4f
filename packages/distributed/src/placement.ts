import { readdirSync, readFileSync } from 'node:fs';
import { availableParallelism, cpus } from 'node:os';

type Environment = Readonly<Record<string, string | undefined>>;

const count = (text: string | undefined) => (text !== undefined && /^[1-9]\d*$/.test(text) ? Number(text) : undefined);

/** Parses a list of processors such as `0-3,8`. */
export function processorsOf(list: string): number[] {
  return list.trim().split(',').filter(Boolean).flatMap((range) => {
    const [from, to = from] = range.split('-').map(Number);
    return Array.from({ length: to - from + 1 }, (_, i) => from + i);
  });
}

/** Number of cores that this process may run on, counting two threads of a core once; undefined if the system does not say. */
function ownCores(): number | undefined {
  try {
    const allowed = processorsOf(/^Cpus_allowed_list:\s*(\S+)/m.exec(readFileSync('/proc/self/status', 'utf8'))![1]);
    return new Set(allowed.map((cpu) => readFileSync(`/sys/devices/system/cpu/cpu${cpu}/topology/thread_siblings_list`, 'utf8').trim())).size;
  } catch {
    return undefined;
  }
}

/**
 * Number of threads for one of several processes: as the user or the launcher says (`OMP_NUM_THREADS`, `SLURM_CPUS_PER_TASK`); else the cores to which the launcher has bound it; else its share of the machine's cores.
 *
 * @param local number of processes on this machine
 */
export function threadsFor(environment: Environment, local: number, machine = { all: cpus().length, allowed: availableParallelism(), cores: ownCores() }): number {
  const said = count(environment.OMP_NUM_THREADS) ?? count(environment.SLURM_CPUS_PER_TASK);
  if (said !== undefined) return said;
  const { all, allowed, cores = allowed } = machine;
  return Math.max(1, allowed < all ? cores : Math.floor(cores / local));
}

/** Number of NVIDIA cards in this machine, as the driver lists them. */
function cards(): number {
  try {
    return readdirSync('/proc/driver/nvidia/gpus').length;
  } catch {
    return 0;
  }
}

/** The card for a process, for `CUDA_VISIBLE_DEVICES`: processes take turns at those that the launcher leaves visible. Undefined if there is nothing to choose. */
export function cardFor(environment: Environment, { rank, size }: { rank: number; size: number }, there = cards()): string | undefined {
  const visible = environment.CUDA_VISIBLE_DEVICES?.split(',').filter(Boolean) ?? Array.from({ length: there }, (_, i) => String(i));
  return size > 1 && visible.length > 1 ? visible[rank % visible.length] : undefined;
}
