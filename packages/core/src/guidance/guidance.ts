import type { Velocity } from '../samplers/index.js';

/** Classifier-free guidance: its scale, and the times between which it acts. */
export interface Guidance {
  /** s in u + s·(c − u); 1 means no guidance. */
  scale: number;
  /** Times [from, to] between which guidance acts; outside, the conditional velocity is used unchanged. Default [0, 1]. */
  interval?: readonly [from: number, to: number];
}

/** Whether the unconditional velocity is needed at a time: not with scale 1, and not outside the interval. */
export function guidanceActs({ scale, interval = [0, 1] }: Guidance, time: number): boolean {
  return scale !== 1 && time >= interval[0] && time <= interval[1];
}

/**
 * The guided velocity u + s·(c − u) (Ho and Salimans, 2022), with u the unconditional and c the conditional one.
 *
 * @throws RangeError if the two differ in size
 */
export function guidedVelocity(unconditional: Float32Array, conditional: Float32Array, scale: number): Float32Array {
  if (unconditional.length !== conditional.length) {
    throw new RangeError(`unconditional velocity has ${unconditional.length} values, conditional has ${conditional.length}`);
  }
  const guided = new Float32Array(unconditional.length);
  for (let i = 0; i < guided.length; i++) guided[i] = unconditional[i] + scale * (conditional[i] - unconditional[i]);
  return guided;
}

/**
 * A guided velocity; evaluates the unconditional one only while guidance acts.
 *
 * @throws RangeError if the scale is not finite or the interval is not two rising times in [0, 1]
 */
export function withGuidance(conditional: Velocity, unconditional: Velocity, guidance: Guidance): Velocity {
  const { scale, interval: [from, to] = [0, 1] } = guidance;
  if (!Number.isFinite(scale)) throw new RangeError(`guidance scale must be finite, not ${scale}`);
  if (!(from >= 0 && from <= to && to <= 1)) throw new RangeError(`guidance interval must be two rising times in [0, 1], not [${from}, ${to}]`);
  return async (state, time) => {
    if (!guidanceActs(guidance, time)) return conditional(state, time);
    return guidedVelocity(await unconditional(state, time), await conditional(state, time), scale);
  };
}
