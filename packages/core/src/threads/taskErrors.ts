/** A task that was ended before it could answer: it took too long, needed too much memory, or crashed its thread. The message gives the reason. */
export class TaskEndedError extends Error {
  override name = 'TaskEndedError';
}

/** A task that was not begun, or not finished, because its threads were closed. */
export class TaskClosedError extends Error {
  override name = 'TaskClosedError';
}
