import { learningRateSchedule } from '../training/schedule.js';
import type { SettledTraining, TrainingSettings } from '../settings/index.js';

/** How long a run is, and from which step on its learning rate falls. */
export interface Plan {
  steps: number;
  decayFrom: number;
}

const DEFAULT_STEPS = 10_000;

/** The least share of a timed run that is measured before its length is settled. */
const MEASURED_SHARE = 0.05;

/** The plan of a run whose steps are given; undefined if minutes are given instead. */
export function planOf({ steps, minutes, warmUpSteps, decayShare, decayFrom }: TrainingSettings): Plan | undefined {
  if (steps === undefined && minutes !== undefined) return undefined;
  const total = steps ?? DEFAULT_STEPS;
  const from = decayFrom ?? Math.max(warmUpSteps, Math.round(total * (1 - decayShare)));
  return { steps: total, decayFrom: Math.min(from, total - 1) };
}

/** What is known of a timed run's speed. */
export interface Speed {
  /** Steps done in all. */
  step: number;
  /** Seconds that the run has taken in all. */
  elapsed: number;
  /** Seconds per step, whatever is done between steps included. */
  secondsPerStep: number;
}

/**
 * The plan of a timed run, settled when all but the last share of its time has passed: until then the learning rate does not depend on the
 * length, so that the run is the same as one of that many steps from the start. Undefined before.
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
