import { builtWorker, createTaskThreads } from '@inrflow/core/node';
import { preparePixels, type Preparation } from './prepare.js';

/** Prepares pictures, on threads if it can. */
export interface Decoder {
  /** Pixels of a picture; rejects with an Error whose message gives the reason. */
  prepare(bytes: Uint8Array): Promise<Uint8Array>;
  /** Ends the threads; what they had not finished rejects. Always settles. */
  close(): Promise<void>;
}

/** Most seconds that a picture may take: a large photo takes one. */
const TIME_LIMIT = 60;

/**
 * A decoder with up to `workers` threads: a picture that takes too long or too much memory fails without affecting the others. Without the built worker file beside this
 * module (running from sources, or bundled) it decodes on the calling thread, with the same result.
 */
export function createDecoder(preparation: Preparation, workers: number, file = builtWorker(import.meta.url, 'decodeWorker')): Decoder {
  const threads = createTaskThreads<Uint8Array, Uint8Array>({ file, threads: workers, data: preparation, here: (bytes) => preparePixels(bytes, preparation), timeLimit: TIME_LIMIT });
  return { prepare: (bytes) => threads.run(bytes), close: () => threads.close() };
}
