import { learningRateSchedule } from '../training/schedule.js';
import type { SettledTraining, TrainingSettings } from '../settings/index.js';

/** The length of a run, and the step from which its learning rate falls. */
export interface Plan {
  steps: number;
  decayFrom: number;
}

const DEFAULT_STEPS = 10_000;

/** The smallest share of a timed run that is measured before its length is decided. */
const MEASURED_SHARE = 0.05;

/** The plan of a run with a given number of steps; undefined if minutes are given instead. */
export function planOf({ steps, minutes, warmUpSteps, decayShare, decayFrom }: TrainingSettings): Plan | undefined {
  if (steps === undefined && minutes !== undefined) return undefined;
  const total = steps ?? DEFAULT_STEPS;
  const from = decayFrom ?? Math.max(warmUpSteps, Math.round(total * (1 - decayShare)));
  return { steps: total, decayFrom: Math.min(from, total - 1) };
}

/** What is known about the speed of a timed run. */
export interface Speed {
  /** Total number of steps done. */
  step: number;
  /** Total seconds that the run has taken. */
  elapsed: number;
  /** Seconds per step, including work between steps. */
  secondsPerStep: number;
}

/**
 * The plan of a timed run, decided when only the last share of its time is left. Until then the learning rate does not depend on the
 * length, so the run equals one with that number of steps from the start. Undefined before.
 */
export function settledPlan({ minutes = 0, decayShare }: TrainingSettings, { step, elapsed, secondsPerStep }: Speed): Plan | undefined {
  const seconds = minutes * 60;
  if (elapsed < seconds * Math.max(1 - decayShare, MEASURED_SHARE)) return undefined;
  return { steps: step + Math.max(1, Math.floor((seconds - elapsed) / secondsPerStep)), decayFrom: step };
}

/** The learning rate of a step, counted from 1: a linear rise, a plateau, and the fall of the plan. */
export function learningRateOf({ learningRate: peak, warmUpSteps, decay, finalLearningRate }: SettledTraining, plan: Plan | undefined): (step: number) => number {
  const rise = learningRateSchedule({ peak, warmUpSteps });
  if (!plan || decay === 'constant') return rise;
  const fall = learningRateSchedule({ peak, warmUpSteps: plan.decayFrom, decay, totalSteps: plan.steps, final: Math.min(finalLearningRate, peak) });
  return (step) => (step - 1 < Math.max(plan.decayFrom, warmUpSteps) ? rise(step) : fall(step));
}
