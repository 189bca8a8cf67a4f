export { fixedStepSolver, type FixedStepSolver, type Solution, type Velocity } from './sampler.js';
export { euler } from './euler.js';
export { heun } from './heun.js';
export { midpoint } from './midpoint.js';
export { rungeKutta4 } from './rungeKutta4.js';
