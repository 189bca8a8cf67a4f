import { normalValues, type Address } from '../random/index.js';
import type { SolverOptions } from './sampler.js';

/**
 * The noise of a stochastic solver, addressed by step and sample, so a sample's trajectory does not depend on its batch.
 *
 * @param samples index of each sample of the batch, in order
 * @param valuesPerSample numbers in one sample's state, points × channels
 * @returns a function that returns `[samples × valuesPerSample]` standard normal numbers for a step
 */
export function stepNoise(address: Pick<Address, 'seed' | 'stream'>, samples: readonly number[], valuesPerSample: number): (step: number) => Float32Array {
  return (step) => {
    const noise = new Float32Array(samples.length * valuesPerSample);
    samples.forEach((sample, place) => noise.set(normalValues({ ...address, step, sample }, valuesPerSample), place * valuesPerSample));
    return noise;
  };
}

/**
 * A step's noise, from a solver's options.
 *
 * @throws RangeError if the options have no noise, or it has another size than the state
 */
export function noiseOf({ noise }: SolverOptions, step: number, size: number): Float32Array {
  if (!noise) throw new RangeError('a stochastic solver needs the option noise; expected a function of the step, as stepNoise makes');
  const values = noise(step);
  if (values.length !== size) throw new RangeError(`the noise of step ${step} has ${values.length} values; expected the state's ${size}`);
  return values;
}
