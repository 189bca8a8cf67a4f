import { builtWorker, createTaskThreads } from '@inrflow/core/node';
import { readStructure, type Structure } from './readStructure.js';

/** A request to a thread: a file whose chains to read. */
export interface ReadRequest {
  name: string;
  bytes: Uint8Array;
  model?: number;
  maxFileBytes?: number;
}

/** Reads structures, on a thread if it can: a file that loops or takes too much memory fails without affecting the others. */
export interface StructureReader {
  /** @throws Error whose message gives the reason */
  read(request: ReadRequest): Promise<Structure>;
  /** Always settles. */
  close(): Promise<void>;
}

/** Most seconds that a file may take: the largest entries take some ten. */
const TIME_LIMIT = 60;

/** Serves a request. */
export const readRequested = ({ name, bytes, ...options }: ReadRequest): Promise<Structure> => readStructure({ name, bytes }, options);

/** Opens a reader of structures. Without the built worker beside this module (running from sources, or bundled) it reads on the calling thread. */
export function createStructureReader(file = builtWorker(import.meta.url, 'structureWorker')): StructureReader {
  const threads = createTaskThreads<ReadRequest, Structure>({ file, threads: 1, here: readRequested, timeLimit: TIME_LIMIT, memoryLimit: 4096 });
  return { read: (request) => threads.run(request), close: () => threads.close() };
}
