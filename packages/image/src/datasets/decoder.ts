import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { Worker } from 'node:worker_threads';
import type { DecodeReply, DecodeRequest } from './decodeWorker.js';
import { preparePixels, type Preparation } from './prepare.js';

/** Prepares pictures, on threads where it can. */
export interface Decoder {
  /** Pixels of a picture; rejects with an Error whose message gives the reason. */
  prepare(bytes: Uint8Array): Promise<Uint8Array>;
  /** Ends the threads; what they had not finished is prepared on the main thread. */
  close(): Promise<void>;
}

interface Job {
  request: DecodeRequest;
  resolve(pixels: Uint8Array): void;
  reject(error: Error): void;
}

/** The built worker, which lies beside the built modules; running from the TypeScript sources, or bundled into one file, there is none. */
function builtWorker(): string | undefined {
  const file = fileURLToPath(new URL('./decodeWorker.js', import.meta.url));
  return existsSync(file) ? file : undefined;
}

/** Decodes on the calling thread. */
function mainThreadDecoder(preparation: Preparation): Decoder {
  return { prepare: (bytes) => preparePixels(bytes, preparation), close: async () => {} };
}

/** One thread, started at its first picture; should it fail, its pictures and all later ones are prepared on the main thread. */
function threadDecoder(file: string, preparation: Preparation): Decoder {
  const jobs = new Map<number, Job>();
  let worker: Worker | undefined;
  let failed = false;
  let count = 0;

  const fallBack = () => {
    failed = true;
    for (const { request, resolve, reject } of jobs.values()) preparePixels(request.bytes, preparation).then(resolve, reject);
    jobs.clear();
  };
  const start = () => {
    const started = new Worker(file);
    started.on('message', (reply: DecodeReply) => {
      const job = jobs.get(reply.id);
      jobs.delete(reply.id);
      if (jobs.size === 0) started.unref();
      if ('pixels' in reply) job?.resolve(reply.pixels);
      else job?.reject(new Error(reply.reason));
    });
    started.on('error', fallBack);
    started.on('exit', fallBack);
    return started;
  };

  return {
    prepare(bytes) {
      if (failed) return preparePixels(bytes, preparation);
      worker ??= start();
      // A process that waits for pictures lives on; one that does not may end without closing the data set.
      worker.ref();
      const request = { id: count++, bytes, preparation };
      worker.postMessage(request);
      return new Promise((resolve, reject) => jobs.set(request.id, { request, resolve, reject }));
    },
    async close() {
      failed = true;
      await worker?.terminate();
    },
  };
}

/**
 * A decoder with up to `workers` threads. Without the built worker file beside this module (running from sources, or bundled) it
 * decodes on the main thread, with the same result.
 */
export function createDecoder(preparation: Preparation, workers: number, file = builtWorker()): Decoder {
  if (workers === 0 || file === undefined) return mainThreadDecoder(preparation);
  const threads = Array.from({ length: workers }, () => threadDecoder(file, preparation));
  let turn = 0;
  return {
    prepare: (bytes) => threads[turn++ % threads.length].prepare(bytes),
    close: async () => {
      await Promise.all(threads.map((thread) => thread.close()));
    },
  };
}
