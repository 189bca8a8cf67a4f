import { choose } from '../errors/nearest.js';
import { dormandPrince } from './dormandPrince.js';
import { euler } from './euler.js';
import { eulerMaruyama } from './eulerMaruyama.js';
import { heun } from './heun.js';
import { midpoint } from './midpoint.js';
import { rungeKutta4 } from './rungeKutta4.js';
import type { Solver } from './sampler.js';
import { stochasticHeun } from './stochasticHeun.js';

/** The solvers by name. */
export const solvers = {
  euler,
  heun,
  midpoint,
  'runge-kutta-4': rungeKutta4,
  'dormand-prince': dormandPrince,
  'euler-maruyama': eulerMaruyama,
  'stochastic-heun': stochasticHeun,
} satisfies Record<string, Solver>;

/** Name of a solver. */
export type SolverName = keyof typeof solvers;

/**
 * The solver of a name.
 *
 * @throws RangeError naming the choices and the nearest one if there is none
 */
export function solverNamed(name: string): Solver {
  return choose<Solver>('solver', solvers, name);
}
