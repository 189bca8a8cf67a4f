/** A state on a solver's way, with its time and the number of steps before it. */
export interface PassedState {
  state: Float32Array;
  time: number;
  step: number;
}

/**
 * Watches a solver for the state that late queries join: the first whose time is not before the one wanted, or else the last one before t = 1, so that
 * there is a step left for them. A solver that takes a single step passes none.
 */
export function lateStart(wanted: number): { onStep(state: Float32Array, time: number, step: number): void; start(): PassedState | undefined } {
  let passed: PassedState | undefined;
  return {
    onStep(state, time, step) {
      if (time < 1 && !(passed && passed.time >= wanted)) passed = { state, time, step };
    },
    start: () => passed,
  };
}
