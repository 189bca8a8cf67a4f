/** What is read from the machine; tests substitute another one. */
export interface Machine {
  /** As in `process.platform`. */
  platform: string;
  /** Processors that this process may run on. */
  processors: number;
  /** For each processor, the list of those that share its core, as Linux reports it; empty if unknown. */
  siblings: readonly string[];
}

const TOPOLOGY = '/sys/devices/system/cpu';

/** This machine under Node; undefined in a browser. */
function thisMachine(): Machine | undefined {
  const builtin = (globalThis as { process?: NodeJS.Process }).process?.getBuiltinModule;
  if (!builtin) return undefined;
  const { availableParallelism } = builtin('node:os');
  const { readdirSync, readFileSync } = builtin('node:fs');
  try {
    const names = readdirSync(TOPOLOGY).filter((name) => /^cpu\d+$/.test(name));
    const siblings = names.map((name) => readFileSync(`${TOPOLOGY}/${name}/topology/thread_siblings_list`, 'utf8').trim());
    return { platform: process.platform, processors: availableParallelism(), siblings };
  } catch {
    return { platform: process.platform, processors: availableParallelism(), siblings: [] };
  }
}

/**
 * The default number of threads of one operator: one per physical core that the process may use. ONNX Runtime counts cores itself, but on
 * Linux it takes some virtual machines with several cores for single-core ones. On other systems its own count is used (undefined).
 */
export function defaultThreads(machine = thisMachine()): number | undefined {
  if (machine?.platform !== 'linux') return undefined;
  const cores = new Set(machine.siblings).size;
  return Math.min(machine.processors, cores || machine.processors);
}
