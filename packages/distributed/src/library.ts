import { basename } from 'node:path';
import type * as Koffi from 'koffi';
import { hangsAtItsEnd } from './farewell.js';
import type { Launched } from './launcher.js';
import { MPICH, OPEN_MPI, STANDARD, type Table } from './tables.js';

/** Variable for the library to use. */
export const LIBRARY = 'INRFLOW_MPI_LIBRARY';

/** File names of the libraries for the dynamic linker, those of the usual installations first. */
const NAMES = {
  openmpi: ['libmpi.so.40', 'libmpi.so.80'],
  mpich: ['libmpich.so.12', 'libmpi.so.12', 'libmpi_cray.so.12', 'libmpi_intel.so.12'],
  any: ['libmpi_abi.so.1', 'libmpi.so', 'libmpi.dylib'],
} as const;

/** Libraries to try, in order: only the named one if there is one, otherwise those of the launcher's kind, then the others. */
export function candidates({ prefers = 'openmpi' }: Pick<Launched, 'prefers'>, named: string | undefined): string[] {
  if (named !== undefined && named !== '') return [named];
  return [...NAMES[prefers], ...NAMES[prefers === 'openmpi' ? 'mpich' : 'openmpi'], ...NAMES.any];
}

/** An array in memory, or an address. */
type Memory = NodeJS.TypedArray | bigint;
type Handle = string | number | bigint;

/** The C functions of MPI that are used, with `handle` as the type of handles. Each returns an error code. */
const prototypes = (handle: string) => ({
  MPI_Initialized: 'int MPI_Initialized(void *flag)',
  MPI_Init_thread: 'int MPI_Init_thread(void *argc, void *argv, int required, void *provided)',
  MPI_Finalize: 'int MPI_Finalize()',
  MPI_Comm_rank: `int MPI_Comm_rank(${handle} comm, void *rank)`,
  MPI_Comm_size: `int MPI_Comm_size(${handle} comm, void *size)`,
  MPI_Comm_set_errhandler: `int MPI_Comm_set_errhandler(${handle} comm, ${handle} handler)`,
  MPI_Error_string: 'int MPI_Error_string(int code, void *text, void *length)',
  MPI_Get_library_version: 'int MPI_Get_library_version(void *text, void *length)',
  MPI_Abort: `int MPI_Abort(${handle} comm, int code)`,
  MPI_Testall: 'int MPI_Testall(int count, void *requests, void *flag, void *statuses)',
  MPI_Iallgather: `int MPI_Iallgather(void *send, int count, ${handle} type, void *into, int each, ${handle} same, ${handle} comm, void *request)`,
  MPI_Iallgatherv: `int MPI_Iallgatherv(void *send, int count, ${handle} type, void *into, void *counts, void *offsets, ${handle} same, ${handle} comm, void *request)`,
  MPI_Iallreduce: `int MPI_Iallreduce(void *send, void *into, int count, ${handle} type, ${handle} op, ${handle} comm, void *request)`,
  MPI_Ireduce_scatter: `int MPI_Ireduce_scatter(void *send, void *into, void *counts, ${handle} type, ${handle} op, ${handle} comm, void *request)`,
  MPI_Igatherv: `int MPI_Igatherv(void *send, int count, ${handle} type, void *into, void *counts, void *offsets, ${handle} same, int root, ${handle} comm, void *request)`,
  MPI_Ialltoallv: `int MPI_Ialltoallv(void *send, void *counts, void *offsets, ${handle} type, void *into, void *intoCounts, void *intoOffsets, ${handle} same, ${handle} comm, void *request)`,
  MPI_Isend: `int MPI_Isend(void *send, int count, ${handle} type, int to, int tag, ${handle} comm, void *request)`,
  MPI_Irecv: `int MPI_Irecv(void *into, int count, ${handle} type, int from, int tag, ${handle} comm, void *request)`,
});

/** Functions of MPI; they throw if the C function returns an error. */
export type MpiFunctions = Record<keyof ReturnType<typeof prototypes>, (...args: (Memory | Handle)[]) => void>;

/** MPI, ready to be called. */
export interface Mpi extends MpiFunctions {
  table: Table;
  /** File of the library that was loaded. */
  file: string;
  /** `MPI_COMM_WORLD`. */
  world: Handle;
  /** `MPI_FLOAT`. */
  float: Handle;
  /** `MPI_BYTE`. */
  byte: Handle;
  /** `MPI_SUM`. */
  sum: Handle;
  /** Whether `MPI_Finalize` may hang for ever. */
  endHangs: boolean;
  /** Ends this process after this many seconds, even if it is blocked. */
  endIn(seconds: number): void;
  /** Lets other processes run on this core. */
  yieldCore(): void;
  koffi: typeof Koffi;
}

/** koffi itself. @throws Error saying how to install it */
export async function loadKoffi(): Promise<typeof Koffi> {
  try {
    const loaded = (await import('koffi')) as typeof Koffi & { default?: typeof Koffi };
    return loaded.default ?? loaded;
  } catch (error) {
    throw new Error(`several processes need the package koffi, through which MPI is called: npm install koffi (${(error as Error).message.split('\n')[0]})`, { cause: error });
  }
}

/** Why a library failed to load, without the part of the message that repeats the path. */
const reasonOf = (error: unknown) => (error as Error).message.split('\n')[0].replace(/^Failed to load shared library: /, '');

/**
 * Keeps UCX, through which MPICH and Open MPI may talk to the network, from patching the code of `mmap`, `munmap` and similar functions as it is loaded: if threads of Node.js are inside one of them at that
 * moment, the process ends with signal 11. The price is UCX's cache of registered memory. A value that the user has set is kept.
 */
export function keepSystemCalls(environment: NodeJS.ProcessEnv): void {
  environment.UCX_MEM_EVENTS ??= 'no';
}

function opened(koffi: typeof Koffi, files: readonly string[]): { library: Koffi.LibraryHandle; file: string } {
  const failures: string[] = [];
  for (const file of files) {
    try {
      // Open MPI's plug-ins look up its symbols among the process's global ones.
      return { library: koffi.load(file, { global: true, lazy: true }), file };
    } catch (error) {
      const reason = reasonOf(error);
      failures.push(reason.includes(file) ? reason : `${file}: ${reason}`);
    }
  }
  const isMissing = failures.every((failure) => /No such file|cannot open shared object file|not found/i.test(failure));
  const tried = isMissing ? files.join(', ') : failures.join('; ');
  throw new Error(`no MPI library ${isMissing ? 'is installed where the dynamic linker looks' : 'loads'}: tried ${tried}. Install MPI (Debian: libopenmpi3 or libmpich12), load your cluster's module of it, or name the file in ${LIBRARY}`);
}

const has = (library: Koffi.LibraryHandle, symbol: string) => {
  try {
    library.symbol(symbol);
    return true;
  } catch {
    return false;
  }
};

/** Recognizes a library: by the name that the standard reserves for its own binary interface, or else by its symbols, since other names are ambiguous. */
export function tableOf(library: Koffi.LibraryHandle, file: string): Table {
  if (/^libmpi_abi\./.test(basename(file))) return STANDARD;
  if (has(library, 'ompi_mpi_comm_world')) return OPEN_MPI;
  if (has(library, 'MPIR_Version_string') || has(library, 'MPI_F_STATUS_IGNORE')) return MPICH;
  throw new Error(`${file}: is neither Open MPI nor of the binary interface of MPICH or of the MPI standard: name another library in ${LIBRARY}`);
}

/**
 * Loads MPI.
 *
 * @param files libraries to try, in order
 * @throws Error in one line if koffi is missing, or no library loads, with the names that were tried
 */
export async function loadMpi(files: readonly string[]): Promise<Mpi> {
  const koffi = await loadKoffi();
  keepSystemCalls(process.env);
  const { library, file } = opened(koffi, files);
  const table = tableOf(library, file);
  // If handles are addresses, a number is an address too.
  const handle = (given: string | number): Handle => (typeof given === 'string' ? (library.symbol(given) as bigint) : table.handle === 'void *' ? BigInt(given) : given);
  const raw = Object.fromEntries(Object.entries(prototypes(table.handle)).map(([name, prototype]) => [name, library.func(prototype) as (...args: unknown[]) => number]));
  const textFrom = (ask: (text: Uint8Array, length: Int32Array) => unknown): string => {
    const [text, length] = [new Uint8Array(8192), new Int32Array(1)];
    ask(text, length);
    return new TextDecoder().decode(text.subarray(0, length[0])).replace(/\s+/g, ' ').trim();
  };
  const functions = Object.fromEntries(Object.entries(raw).map(([name, call]) => [name, (...args: unknown[]) => {
    const code = call(...args);
    if (code !== 0) throw new Error(`${name} of ${file} failed: ${textFrom((text, length) => raw.MPI_Error_string(code, text, length))}`);
  }])) as MpiFunctions;
  const libc = koffi.load(null);
  const yieldCore = has(libc, 'sched_yield') ? (libc.func('int sched_yield()') as () => number) : () => 0;
  const alarm = has(libc, 'alarm') ? (libc.func('unsigned int alarm(unsigned int seconds)') as (seconds: number) => number) : () => 0;
  return {
    ...functions, table, file, koffi, yieldCore,
    endHangs: hangsAtItsEnd(textFrom(raw.MPI_Get_library_version)),
    endIn: (seconds) => void alarm(seconds),
    world: handle(table.world), float: handle(table.float), byte: handle(table.byte), sum: handle(table.sum),
    MPI_Comm_set_errhandler: (comm) => functions.MPI_Comm_set_errhandler(comm, handle(table.errorsReturn)),
  };
}
