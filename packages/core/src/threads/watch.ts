/** Milliseconds between two checks of a thread. */
const LOOK_EVERY = 250;

/**
 * Watches how long a thread has been working on one task, by checking the task's id periodically. A task counts as running between two checks that
 * both find it, so that a calling thread that was too busy to check never ends a task early.
 *
 * @param running `[1]`, shared with the thread: the id of its task, 0 for none
 * @param limit milliseconds
 * @param onTooLong called with the id, once for each task that exceeds the limit
 * @returns a function that stops watching
 */
export function watchRunningTask(running: Int32Array, limit: number, onTooLong: (id: number) => void): () => void {
  let [seen, since] = [0, 0];
  const timer = setInterval(() => {
    const id = Atomics.load(running, 0);
    const now = performance.now();
    if (id === 0 || id !== seen) [seen, since] = [id, now];
    else if (now - since > limit) {
      seen = 0;
      onTooLong(id);
    }
  }, Math.min(LOOK_EVERY, limit / 2));
  // The thread itself keeps the process alive while it has tasks.
  timer.unref();
  return () => clearInterval(timer);
}
