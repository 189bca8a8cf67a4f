import { parentPort, workerData } from 'node:worker_threads';
import type { TaskAnswer, TaskMessage, ThreadData } from './messages.js';

/**
 * The worker's side of {@link createTaskThreads}: answers tasks one after another, each with what the function gives or with the message of what
 * it throws. Does nothing on the main thread.
 *
 * @param handle does the work of a task; `data` is what the threads were created with
 * @param transfer buffers of a reply that are handed over instead of copied
 */
export function serveTasks<Request, Reply, Data = undefined>(handle: (request: Request, data: Data) => Reply | Promise<Reply>, transfer: (reply: Reply) => ArrayBuffer[] = () => []): void {
  const port = parentPort;
  if (!port) return;
  const { running, data } = workerData as ThreadData;
  let before: Promise<void> = Promise.resolve();
  port.on('message', ({ id, request }: TaskMessage) => {
    // One at a time, so that we know which one takes too long.
    before = before.then(async () => {
      Atomics.store(running, 0, id);
      try {
        const reply = await handle(request as Request, data as Data);
        port.postMessage({ id, reply } satisfies TaskAnswer, transfer(reply));
      } catch (error) {
        port.postMessage({ id, reason: error instanceof Error ? error.message : String(error) } satisfies TaskAnswer);
      }
      Atomics.store(running, 0, 0);
    });
  });
}
