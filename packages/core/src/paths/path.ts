/**
 * A path from noise (t = 0) to data (t = 1): `y_t = α(t)·y_data + σ(t)·ε`, whose velocity is `u_t = α'(t)·y_data + σ'(t)·ε`.
 */
export interface Path {
  name: string;
  /** Weight of the data at time t: 0 at t = 0, 1 at t = 1. */
  alpha(time: number): number;
  /** Weight of the noise at time t: 1 at t = 0, 0 at t = 1. */
  sigma(time: number): number;
  /** α'(t). */
  alphaDerivative(time: number): number;
  /** σ'(t). */
  sigmaDerivative(time: number): number;
  /**
   * Times between which solvers move; [0, 1] if absent. A path whose derivatives are infinite at t = 1 ends before it, and solvers
   * complete it with one jump to the denoised state.
   */
  timeRange?: readonly [from: number, to: number];
}
