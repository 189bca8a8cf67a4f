import { expectedOneOf } from '../errors/nearest.js';

const { cos, PI } = Math;

/** Decay shapes from the peak to the final rate, as a function from the share of time to the share of the decay. */
const FALL = {
  constant: () => 0,
  linear: (share: number) => share,
  cosine: (share: number) => (1 - cos(PI * share)) / 2,
} as const;

/** A learning rate that rises linearly and then falls, or stays. */
export interface LearningRateSchedule {
  /** The rate after the warm-up; the paper trains at a constant 1e-4. */
  peak: number;
  /** Updates over which the rate rises from peak / warmUpSteps to peak. Default 0. */
  warmUpSteps?: number;
  /** How the rate falls after the warm-up. Default `constant`: not at all. */
  decay?: keyof typeof FALL;
  /** Updates after which a decaying rate has reached its final value, including the warm-up; required if it decays. */
  totalSteps?: number;
  /** The rate from totalSteps on. Default 0. */
  final?: number;
}

/**
 * The learning rate of each update as a function of its step, counted from 1:
 * peak·step / warmUpSteps while step ≤ warmUpSteps, then peak + (final − peak)·f(s), with s = (step − 1 − warmUpSteps) / (totalSteps − warmUpSteps) up
 * to 1 and f(s) = 0 (constant), s (linear) or (1 − cos πs) / 2 (cosine; Loshchilov and Hutter, 2017).
 *
 * @throws RangeError naming the field that is out of range
 */
export function learningRateSchedule({ peak, warmUpSteps = 0, decay = 'constant', totalSteps, final = 0 }: LearningRateSchedule): (step: number) => number {
  if (!(peak > 0 && peak < Infinity)) throw new RangeError(`peak of the learning rate must be positive, not ${peak}`);
  if (!Number.isInteger(warmUpSteps) || warmUpSteps < 0) throw new RangeError(`warmUpSteps must be an integer of at least 0, not ${warmUpSteps}`);
  if (!Object.hasOwn(FALL, decay)) throw new RangeError(`decay of the learning rate is '${decay}': ${expectedOneOf(decay, Object.keys(FALL))}`);
  if (!(final >= 0 && final <= peak)) throw new RangeError(`final learning rate must be between 0 and the peak, ${peak}, not ${final}`);
  if (decay !== 'constant' && !(Number.isInteger(totalSteps) && totalSteps! > warmUpSteps)) {
    throw new RangeError(`totalSteps must be an integer above warmUpSteps, ${warmUpSteps}, for a ${decay} decay, not ${totalSteps}`);
  }
  return (counted) => {
    const step = counted - 1;
    if (step < warmUpSteps) return (peak * (step + 1)) / warmUpSteps;
    if (decay === 'constant') return peak;
    return peak + (final - peak) * FALL[decay](Math.min(1, (step - warmUpSteps) / (totalSteps! - warmUpSteps)));
  };
}
