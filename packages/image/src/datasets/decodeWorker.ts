import { parentPort } from 'node:worker_threads';
import { preparePixels, type Preparation } from './prepare.js';

/** What a worker is asked: to prepare the picture that a file's bytes hold. */
export interface DecodeRequest {
  id: number;
  bytes: Uint8Array;
  preparation: Preparation;
}

/** What it answers: pixels, or the reason why there are none. */
export type DecodeReply = { id: number; pixels: Uint8Array } | { id: number; reason: string };

parentPort?.on('message', async ({ id, bytes, preparation }: DecodeRequest) => {
  try {
    const pixels = await preparePixels(bytes, preparation);
    parentPort?.postMessage({ id, pixels } satisfies DecodeReply, [pixels.buffer as ArrayBuffer]);
  } catch (error) {
    parentPort?.postMessage({ id, reason: (error as Error).message } satisfies DecodeReply);
  }
});
