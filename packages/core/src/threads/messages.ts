/** A request to a thread. */
export interface TaskMessage {
  /** From 1. */
  id: number;
  request: unknown;
}

/** Its answer: a reply, or the reason why there is none. */
export type TaskAnswer = { id: number; reply: unknown } | { id: number; reason: string };

/** What a thread starts with. */
export interface ThreadData {
  /** `[1]`, shared: the id of the task that runs, 0 between tasks. Read by the calling thread, which may be too busy to receive messages. */
  running: Int32Array;
  /** What every task of the thread needs. */
  data: unknown;
}
