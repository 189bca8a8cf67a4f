import { readdirSync, readFileSync } from 'node:fs';
import { availableParallelism, cpus } from 'node:os';

type Environment = Readonly<Record<string, string | undefined>>;

const count = (text: string | undefined) => (text !== undefined && /^[1-9]\d*$/.test(text) ? Number(text) : undefined);

/** The processors of a list such as `0-3,8`. */
export function processorsOf(list: string): number[] {
  return list.trim().split(',').filter(Boolean).flatMap((range) => {
    const [from, to = from] = range.split('-').map(Number);
    return Array.from({ length: to - from + 1 }, (_, i) => from + i);
  });
}

/** Cores that this process may run on, two threads of a core counted once; undefined where the system does not say. */
function ownCores(): number | undefined {
  try {
    const allowed = processorsOf(/^Cpus_allowed_list:\s*(\S+)/m.exec(readFileSync('/proc/self/status', 'utf8'))![1]);
    return new Set(allowed.map((cpu) => readFileSync(`/sys/devices/system/cpu/cpu${cpu}/topology/thread_siblings_list`, 'utf8').trim())).size;
  } catch {
    return undefined;
  }
}

/**
 * Threads that a process of several may use: what the user or the launcher says (`OMP_NUM_THREADS`, `SLURM_CPUS_PER_TASK`); else the cores that the launcher has bound it to; else its share of those of the machine.
 *
 * @param local how many processes the machine has
 */
export function threadsFor(environment: Environment, local: number, machine = { all: cpus().length, allowed: availableParallelism(), cores: ownCores() }): number {
  const said = count(environment.OMP_NUM_THREADS) ?? count(environment.SLURM_CPUS_PER_TASK);
  if (said !== undefined) return said;
  const { all, allowed, cores = allowed } = machine;
  return Math.max(1, allowed < all ? cores : Math.floor(cores / local));
}

/** NVIDIA's cards of this machine, as its driver lists them. */
function cards(): number {
  try {
    return readdirSync('/proc/driver/nvidia/gpus').length;
  } catch {
    return 0;
  }
}

/** The card that a process uses, for `CUDA_VISIBLE_DEVICES`: one each, in turn, of those that the launcher leaves visible. Undefined if there is nothing to choose. */
export function cardFor(environment: Environment, { rank, size }: { rank: number; size: number }, there = cards()): string | undefined {
  const visible = environment.CUDA_VISIBLE_DEVICES?.split(',').filter(Boolean) ?? Array.from({ length: there }, (_, i) => String(i));
  return size > 1 && visible.length > 1 ? visible[rank % visible.length] : undefined;
}
