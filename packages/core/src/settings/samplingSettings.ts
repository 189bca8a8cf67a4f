import type { SolverName } from '../samplers/index.js';
import type { SchemaNode } from './schemaNode.js';

/** The section `sampling`: how samples are made. {@link samplingSchema} has the meaning and the default of each field. */
export interface SamplingSettings {
  /** Solver of the ODE or SDE. */
  solver: SolverName;
  /** Steps of the solver; dormand-prince chooses its own. */
  steps: number;
  /** Absolute and relative error that dormand-prince allows per step. */
  tolerance: number;
  /** Above 1, steps are denser near the noise. */
  shift: number;
  /** Scale of classifier-free guidance; 1 for none. */
  guidance: number;
  /** Times between which guidance acts: 0 is noise, 1 is data. */
  guidanceInterval: readonly [from: number, to: number];
  /** Time at which values at places other than those of training join in; 0 to start them from noise. */
  lateQueries: number;
  /** Bits of the network's weights: 32, or 8. */
  weightBits: 8 | 32;
}

/** The JSON Schema of the section `sampling`, with every default, or a description of it. */
export const samplingSchema: SchemaNode = {
  type: 'object',
  description: 'How to make samples, in previews and by default later; stored in the checkpoint.',
  default: {},
  additionalProperties: false,
  properties: {
    solver: { enum: ['euler', 'heun', 'midpoint', 'runge-kutta-4', 'dormand-prince', 'euler-maruyama', 'stochastic-heun'], description: 'Solver of the ODE or SDE.', default: 'heun' },
    steps: { type: 'integer', minimum: 1, description: 'Steps of the solver; dormand-prince chooses its own.', default: 25 },
    tolerance: { type: 'number', exclusiveMinimum: 0, description: 'Absolute and relative error that dormand-prince allows per step.', default: 0.001 },
    shift: { type: 'number', exclusiveMinimum: 0, description: 'Above 1, steps are denser near the noise.', default: 1 },
    guidance: { type: 'number', description: 'Scale of classifier-free guidance; 1 for none.', default: 2 },
    guidanceInterval: { type: 'array', items: { type: 'number', minimum: 0, maximum: 1 }, minItems: 2, maxItems: 2, description: 'Interval of times in which guidance acts: 0 is noise, 1 is data.', default: [0, 1] },
    lateQueries: { type: 'number', minimum: 0, exclusiveMaximum: 1, description: 'Time at which values at places other than those of training join in, interpolated from the sample at the places of training; 0 to start them from noise.', default: 0 },
    weightBits: { enum: [8, 32], description: "Bits of the network's weights: with 8, samples are made faster on a CPU, and slightly different.", default: 32 },
  },
};
