import { choose } from '../errors/nearest.js';
import { normalValues, uniformValues, type Address } from '../random/index.js';

const { exp } = Math;

/** A distribution of training times on [0, 1]; t = 0 is noise, t = 1 is data. */
export interface TimeDistribution {
  name: string;
  /** Times at positions `offset … offset + count` of an address, so that a sample's time does not depend on its batch. */
  draw(address: Address, count: number, offset?: number): Float32Array;
}

/** Times equally likely on [0, 1). */
export const uniform: TimeDistribution = { name: 'uniform', draw: uniformValues };

/** Parameters of {@link logitNormal}: mean and deviation of the normal variable whose logistic function is the time. */
export interface LogitNormalOptions {
  /** Default 0; a larger mean gives times closer to the data. */
  mean?: number;
  /** Default 1; must be positive. */
  standardDeviation?: number;
}

/**
 * Times t = 1 / (1 + exp(−x)) with x ~ N(mean, standardDeviation²) (Esser et al., 2024): the middle of the path is drawn most often.
 *
 * @throws RangeError if the standard deviation is not positive or the mean is not finite
 */
export function logitNormal({ mean = 0, standardDeviation = 1 }: LogitNormalOptions = {}): TimeDistribution {
  if (!Number.isFinite(mean)) throw new RangeError(`mean of the logit-normal distribution must be finite, not ${mean}`);
  if (!(standardDeviation > 0 && standardDeviation < Infinity)) throw new RangeError(`standardDeviation of the logit-normal distribution must be positive, not ${standardDeviation}`);
  return {
    name: 'logit-normal',
    draw: (address, count, offset) => {
      const times = normalValues(address, count, offset);
      for (let i = 0; i < count; i++) times[i] = 1 / (1 + exp(-(mean + standardDeviation * times[i])));
      return times;
    },
  };
}

/**
 * A mixture of uniform times and another distribution. With 2 % uniform times, as in SimpleFold (Wang et al., 2025), every time occurs, however narrow the other distribution is.
 *
 * @param share of uniform times, from 0 to 1
 * @throws RangeError if the share is out of range
 */
export function withUniform(times: TimeDistribution, share: number): TimeDistribution {
  if (!(share >= 0 && share <= 1)) throw new RangeError(`the share of uniform times must be from 0 to 1, not ${share}`);
  if (share === 0) return times;
  return {
    name: `${times.name} with uniform`,
    draw(address, count, offset) {
      const drawn = times.draw(address, count, offset);
      // The choice has its own stream, so the other times are the same as without it.
      const chosen = uniformValues({ ...address, stream: `${address.stream}, uniform or not` }, count, offset);
      const even = uniformValues({ ...address, stream: `${address.stream}, uniform` }, count, offset);
      return drawn.map((time, i) => (chosen[i] < share ? even[i] : time));
    },
  };
}

/** The time distributions by name, with their default parameters. */
export const timeDistributions = { uniform, 'logit-normal': logitNormal() } satisfies Record<string, TimeDistribution>;

/**
 * The time distribution of a name, with its default parameters.
 *
 * @throws RangeError naming the choices and the nearest one if there is none
 */
export function timeDistributionNamed(name: string): TimeDistribution {
  return choose<TimeDistribution>('time distribution', timeDistributions, name);
}
