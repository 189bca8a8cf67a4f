/** Classifier-free guidance: how strongly, and between which times. */
export interface Guidance {
  /** s in u + s·(c − u); 1 means no guidance. */
  scale: number;
  /** Times [from, to] between which guidance acts; outside, the conditional velocity is used as it is. Default [0, 1]. */
  interval?: readonly [from: number, to: number];
}

/** Whether the unconditional velocity is needed at a time: scale 1, or a time outside the interval, needs none. */
export function guidanceActs({ scale, interval = [0, 1] }: Guidance, time: number): boolean {
  return scale !== 1 && time >= interval[0] && time <= interval[1];
}

/**
 * The guided velocity u + s·(c − u) (Ho and Salimans, 2022), with u the unconditional and c the conditional one.
 *
 * @throws RangeError where the two differ in size
 */
export function guidedVelocity(unconditional: Float32Array, conditional: Float32Array, scale: number): Float32Array {
  if (unconditional.length !== conditional.length) {
    throw new RangeError(`unconditional velocity has ${unconditional.length} values, conditional has ${conditional.length}`);
  }
  return unconditional.map((u, i) => u + scale * (conditional[i] - u));
}
