import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { TaskClosedError } from './taskErrors.js';
import { createTaskThread } from './taskThread.js';

/** Does tasks, on threads if it can. */
export interface TaskThreads<Request, Reply> {
  /**
   * Does a task.
   *
   * @throws Error with the message of what the task threw
   * @throws TaskEndedError if it exceeded a limit or brought its thread down; the other tasks continue
   * @throws TaskClosedError if the threads were closed before it was done
   */
  run(request: Request): Promise<Reply>;
  /** Ends the threads; always settles. */
  close(): Promise<void>;
}

/** How tasks are done. */
export interface TaskThreadsOptions<Request, Reply> {
  /** The worker's file, which calls {@link serveTasks}; undefined for work on the calling thread, as from TypeScript sources or in a bundle. */
  file: string | undefined;
  /** Number of threads; 0 for work on the calling thread. */
  threads: number;
  /** The same work on the calling thread, where it cannot be interrupted. */
  here(request: Request): Reply | Promise<Reply>;
  /** What every task needs, handed to each thread once. */
  data?: unknown;
  /** Seconds that a task may take. Default 60. */
  timeLimit?: number;
  /** MiB of JavaScript's heap that a thread may take. Default 2048. */
  memoryLimit?: number;
}

/**
 * The worker's file that a build puts beside its modules; undefined if there is none, as with TypeScript sources or in a bundle.
 *
 * @param moduleUrl `import.meta.url` of a module of the build
 */
export function builtWorker(moduleUrl: string, name: string): string | undefined {
  const file = fileURLToPath(new URL(`./${name}.js`, moduleUrl));
  return existsSync(file) ? file : undefined;
}

/**
 * Threads for work that may loop forever or exhaust memory, such as reading untrusted files: a task that exceeds a limit is
 * ended and rejected. Requests are copied to the threads, so keep them small, or bytes. Each task goes to the thread with the fewest tasks.
 */
export function createTaskThreads<Request, Reply>({ file, threads, here, data, timeLimit = 60, memoryLimit = 2048 }: TaskThreadsOptions<Request, Reply>): TaskThreads<Request, Reply> {
  if (file === undefined || threads === 0) {
    let closed = false;
    return {
      run: async (request) => {
        if (closed) throw new TaskClosedError('its threads were closed before it was begun');
        return here(request);
      },
      close: async () => {
        closed = true;
      },
    };
  }
  const all = Array.from({ length: threads }, () => createTaskThread({ file, data, here, timeLimit, memoryLimit }));
  return {
    run: (request) => all.reduce((best, thread) => (thread.pending() < best.pending() ? thread : best)).run(request),
    close: async () => {
      await Promise.all(all.map((thread) => thread.close()));
    },
  };
}
