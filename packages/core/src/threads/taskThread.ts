import { Worker } from 'node:worker_threads';
import type { TaskAnswer, TaskMessage, ThreadData } from './messages.js';
import { TaskClosedError, TaskEndedError } from './taskErrors.js';
import { watchRunningTask } from './watch.js';

/** What a thread needs to know. */
export interface TaskThreadOptions<Request, Reply> {
  /** The worker's file, which calls {@link serveTasks}. */
  file: string;
  /** What every task needs, handed to the thread once. */
  data: unknown;
  /** The same work on the calling thread. */
  here(request: Request): Reply | Promise<Reply>;
  /** Seconds. */
  timeLimit: number;
  /** MiB of JavaScript's heap. */
  memoryLimit: number;
}

/** One thread with its tasks. */
export interface TaskThread<Request, Reply> {
  /** Number of tasks that it has not answered. */
  pending(): number;
  run(request: Request): Promise<Reply>;
  close(): Promise<void>;
}

interface Task<Request, Reply> {
  request: Request;
  resolve(reply: Reply | Promise<Reply>): void;
  reject(error: Error): void;
}

const closedError = () => new TaskClosedError('its threads were closed before it was done');

/**
 * One thread, started at its first task. A task that exceeds a limit, or brings the thread down, is rejected and the others continue in a fresh
 * thread. A thread that ends without a task, as one does whose file cannot be loaded, leaves all tasks to the calling thread.
 */
export function createTaskThread<Request, Reply>({ file, data, here, timeLimit, memoryLimit }: TaskThreadOptions<Request, Reply>): TaskThread<Request, Reply> {
  const tasks = new Map<number, Task<Request, Reply>>();
  let [worker, stopWatching]: [Worker | undefined, () => void] = [undefined, () => {}];
  let [count, unusable, closed] = [0, false, false];

  const post = (id: number, { request }: Task<Request, Reply>) => worker!.postMessage({ id, request } satisfies TaskMessage);
  const settle = (id: number, how: (task: Task<Request, Reply>) => void) => {
    const task = tasks.get(id);
    tasks.delete(id);
    // A process that waits for nothing else may exit without closing the threads.
    if (tasks.size === 0 && !closed) worker?.unref();
    if (task) how(task);
  };
  const runAllHere = () => {
    unusable = true;
    for (const [id, task] of [...tasks]) settle(id, ({ resolve, reject }) => Promise.resolve().then(() => here(task.request)).then(resolve, reject));
  };

  function start(): void {
    const running = new Int32Array(new SharedArrayBuffer(4));
    const started = new Worker(file, { workerData: { running, data } satisfies ThreadData, resourceLimits: { maxOldGenerationSizeMb: memoryLimit } });
    let isGone = false;
    worker = started;
    /** Replaces the thread after it was ended because of one task. */
    const replace = (id: number, reason: string) => {
      if (isGone) return;
      isGone = true;
      stopWatching();
      void started.terminate();
      worker = undefined;
      settle(id, ({ reject }) => reject(new TaskEndedError(reason)));
      if (tasks.size > 0) start();
    };
    const gone = (reason: string) => {
      if (isGone || closed) return;
      const id = Atomics.load(running, 0);
      if (id !== 0) return replace(id, reason);
      isGone = true;
      stopWatching();
      worker = undefined;
      runAllHere();
    };
    started.on('message', (answer: TaskAnswer) => settle(answer.id, ({ resolve, reject }) => ('reply' in answer ? resolve(answer.reply as Reply) : reject(new Error(answer.reason)))));
    started.on('error', (error: NodeJS.ErrnoException) => gone(error.code === 'ERR_WORKER_OUT_OF_MEMORY' ? `it needed more than ${memoryLimit} MiB of memory and was ended` : `it brought its thread down: ${error.message}`));
    started.on('exit', (code) => gone(`it brought its thread down, exit code ${code}`));
    stopWatching = watchRunningTask(running, 1000 * timeLimit, (id) => replace(id, `it took more than ${timeLimit} s and was ended`));
    for (const [id, task] of tasks) post(id, task);
  }

  return {
    pending: () => tasks.size,
    run(request) {
      if (closed) return Promise.reject(closedError());
      if (unusable) return Promise.resolve().then(() => here(request));
      return new Promise<Reply>((resolve, reject) => {
        const [id, task] = [++count, { request, resolve, reject }];
        tasks.set(id, task);
        if (worker) post(id, task);
        else start();
        worker!.ref();
      });
    },
    async close() {
      closed = true;
      stopWatching();
      // Nothing else may keep the process alive until the thread has ended.
      worker?.ref();
      for (const id of [...tasks.keys()]) settle(id, ({ reject }) => reject(closedError()));
      await worker?.terminate();
    },
  };
}
