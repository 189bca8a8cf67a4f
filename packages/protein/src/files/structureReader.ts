import { builtWorker, createTaskThreads } from '@inrflow/core/node';
import { readStructure, type Structure } from './readStructure.js';

/** What a thread is asked: to read all chains of a file. */
export interface ReadRequest {
  name: string;
  bytes: Uint8Array;
  model?: number;
  maxFileBytes?: number;
}

/** Reads structures, on a thread if it can: a file that loops or takes too much memory is ended alone. */
export interface StructureReader {
  /** @throws Error whose message gives the reason */
  read(request: ReadRequest): Promise<Structure>;
  /** Always settles. */
  close(): Promise<void>;
}

/** Seconds that a file may take: the largest entries take some ten. */
const TIME_LIMIT = 60;

/** Reads what was asked for. */
export const readRequested = ({ name, bytes, ...options }: ReadRequest): Promise<Structure> => readStructure({ name, bytes }, options);

/** Without the built worker beside this module (running from sources, or bundled) structures are read on the calling thread. */
export function createStructureReader(file = builtWorker(import.meta.url, 'structureWorker')): StructureReader {
  const threads = createTaskThreads<ReadRequest, Structure>({ file, threads: 1, here: readRequested, timeLimit: TIME_LIMIT, memoryLimit: 4096 });
  return { read: (request) => threads.run(request), close: () => threads.close() };
}
