/** Long work in short steps: yields the share done so far, in (0, 1], and returns the result. */
export type Steps<Result> = Generator<number, Result, void>;

/** Runs the work to its end without a pause. */
export function runSteps<Result>(steps: Steps<Result>): Result {
  for (;;) {
    const step = steps.next();
    if (step.done) return step.value;
  }
}

/**
 * Runs the work with the calling thread left free between steps.
 *
 * @param onStep called with the share done
 * @param signal ends the work: the promise rejects with the signal's reason
 */
export async function runStepsInTurn<Result>(steps: Steps<Result>, onStep?: (share: number) => void, signal?: AbortSignal): Promise<Result> {
  for (;;) {
    signal?.throwIfAborted();
    const step = steps.next();
    if (step.done) return step.value;
    onStep?.(step.value);
    await new Promise<void>((resolve) => setTimeout(resolve, 0));
  }
}
