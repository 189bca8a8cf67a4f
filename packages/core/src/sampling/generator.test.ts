import * as tf from '@tensorflow/tfjs';
import { prediction, type ConditionTensors, type PairTensors, type Parameters } from '../model/index.js';
import { contextArrays, floats, groupPairs } from '../objective/index.js';
import { linear } from '../paths/index.js';
import { normalValues } from '../random/index.js';
import { dormandPrince, euler, eulerMaruyama } from '../samplers/index.js';
import { largestDifference, tensorsFrom } from '../testing/hostTensors.js';
import { randomParameters, toyExample, toyNetwork } from '../testing/toyModality.js';
import { createGenerator, type GenerationOptions, type Generator, type GeneratorOptions, type SampleRequest } from './generator.js';

const network = toyNetwork({ classes: 3, conditionChannels: 3, rotary: true });
const parameters = randomParameters(network, 1, 0.2);
const { points, coordinates } = toyExample(0);
const query = { points: 5, coordinates: toyExample(1, { points: 5 }).coordinates };
const conditionOf = (index: number) => toyExample(index, { conditions: true }).condition!;
const requests: SampleRequest[] = [0, 1, 2].map((sample) => ({ sample, label: sample, condition: conditionOf(sample) }));
const options: GenerationOptions = { seed: 3, solver: euler, solverOptions: { steps: 2 } };

let generator: Generator;
let tensorsBefore = 0;
beforeAll(async () => {
  await tf.setBackend('cpu');
  tensorsBefore = tf.memory().numTensors;
  generator = await createGenerator({ network, parameters, path: linear, context: { points, coordinates }, threads: 1 });
});
afterAll(() => generator.dispose());

/** Two Euler steps on the eager backend, for guidance u + s·(c − u), of one sample; the values at the context and at the query. */
function byHand({ sample, label, condition }: SampleRequest, scale: number): Float32Array {
  const group = groupPairs(network.config, network.modality, network.pseudoCoordinates);
  const places = Float32Array.of(...coordinates, ...query.coordinates);
  const all = places.length / 2;
  const state = Float32Array.of(...normalValues({ seed: 3, stream: 'noise', sample }, 2 * points), ...normalValues({ seed: 3, stream: 'query noise', sample }, 2 * query.points));
  const velocityAt = (time: number, label: number, tokens: number, features: Float32Array) => tf.tidy(() => {
    const pairs = { points, coordinates, values: state.slice(0, 2 * points) };
    const condition = {
      time: floats([1], Float32Array.of(time)), label: { dtype: 'int32', shape: [1], data: Int32Array.of(label) },
      condition: { tokens: floats([1, tokens, 3], features), mask: floats([1, tokens], new Float32Array(tokens).fill(1)) },
    };
    return prediction(network, tensorsFrom<Parameters>(parameters), tensorsFrom<PairTensors>(contextArrays([pairs], [group(pairs)])),
      tensorsFrom<PairTensors>({ coordinates: floats([1, all, 2], places), values: floats([1, all, 2], state) }), tensorsFrom<ConditionTensors>(condition)).dataSync();
  });
  for (const time of [0, 0.5]) {
    const conditional = velocityAt(time, label!, condition!.tokens, condition!.features);
    const unconditional = velocityAt(time, 3, 1, new Float32Array(3));
    conditional.forEach((c, i) => (state[i] += 0.5 * (unconditional[i] + scale * (c - unconditional[i]))));
  }
  return state;
}

test('guided samples at the context and at other places equal Euler steps written out on the eager backend', async () => {
  const guidance = { scale: 2.5 };
  const expected = byHand(requests[1], guidance.scale);
  const [at] = await generator.generate([requests[1]], { ...options, guidance });
  expect(largestDifference(at, expected.subarray(0, 2 * points))).toBeLessThan(1e-4);
  const [elsewhere] = await generator.generate([requests[1]], { ...options, guidance, query });
  expect(largestDifference(elsewhere, expected.subarray(2 * points))).toBeLessThan(1e-4);
});

test('a sample follows its own class and condition, whatever is made beside it', async () => {
  const together = await generator.generate(requests, options);
  expect(await generator.generate([requests[2]], options)).toEqual([together[2]]);
  const changed = await generator.generate([requests[0], { ...requests[1], label: 2 }, { ...requests[2], condition: conditionOf(8) }], options);
  expect(changed.map((values, i) => largestDifference(values, together[i]) > 1e-3)).toEqual([false, true, true]);
});

test('an adaptive solver takes each sample alone, and ends where many small steps do', async () => {
  const adaptive = { ...options, solver: dormandPrince, adaptive: true, solverOptions: {} };
  const [first, second] = await generator.generate(requests.slice(0, 2), adaptive);
  expect(await generator.generate([requests[1]], adaptive)).toEqual([second]);
  const [fine] = await generator.generate([requests[0]], { ...options, solverOptions: { steps: 200 } });
  expect(largestDifference(first, fine)).toBeLessThan(0.05);
});

test('steps are reported with their samples; a condition of another size is named', async () => {
  const seen: string[] = [];
  await generator.generate(requests, { ...options, query, onStep: ({ samples, values, time, step }) => seen.push(`${samples} ${values.map(({ length }) => length)} ${time} ${step}`) });
  expect(seen).toEqual(['0,1,2 10,10,10 0.5 1', '0,1,2 10,10,10 1 2']);
  const solved: unknown[] = [];
  await generator.generate(requests, { ...options, onSolved: (each) => solved.push(each) });
  expect(solved).toEqual([{ samples: [0, 1, 2], evaluations: 2 }]);
  const condition = { tokens: 2, features: new Float32Array(5) };
  await expect(generator.generate([{ sample: 0, condition }], options)).rejects.toThrow('a condition of 2 tokens has 5 numbers; expected a token or more, of 3 channels');
});

describe('late queries', () => {
  const steps = { ...options, solverOptions: { steps: 4 }, query };
  /** The mean of a sample's values at every place: any interpolation will do. */
  const interpolate = (values: Float32Array) => new Float32Array(2 * query.points).fill(values.reduce((sum, x) => sum + x, 0) / values.length);

  test('join at the first step that is not before their time, from interpolated values and noise', async () => {
    const seen: number[] = [];
    const solved: number[] = [];
    const [late] = await generator.generate([requests[1]], { ...steps, late: { time: 0.6, interpolate }, onStep: ({ time }) => seen.push(time), onSolved: ({ evaluations }) => solved.push(evaluations) });
    expect(seen).toEqual([1]);
    expect(solved).toEqual([4 + 1]);
    // By hand: the context's state at 0.75 as of a run of its own, and one step from there.
    let there: Float32Array | undefined;
    const [context] = await generator.generate([requests[1]], { ...steps, query: undefined, onStep: ({ time, values }) => time === 0.75 && (there = values[0].slice()) });
    const noise = normalValues({ seed: 3, stream: 'query noise', sample: 1 }, 2 * query.points);
    const begin = interpolate(context).map((x, i) => 0.75 * x + 0.25 * noise[i]);
    const state = Float32Array.of(...there!, ...begin);
    const solver: GenerationOptions['solver'] = async (velocity) => {
      const moved = await velocity(state, 0.75);
      return { state: state.map((x, i) => x + 0.25 * moved[i]), evaluations: 1 };
    };
    const [byHand] = await generator.generate([requests[1]], { ...steps, solver });
    expect(largestDifference(late, byHand)).toBeLessThan(1e-5);
  });

  test('with a time after the last step join it, and in a single step they begin as noise; a stochastic or adaptive solver takes them too', async () => {
    const last = await generator.generate([requests[0]], { ...steps, late: { time: 0.99, interpolate } });
    expect(last).toEqual(await generator.generate([requests[0]], { ...steps, late: { time: 0.75, interpolate } }));
    const single = { ...steps, solverOptions: { steps: 1 } };
    expect(await generator.generate([requests[0]], { ...single, late: { time: 0.5, interpolate } })).toEqual(await generator.generate([requests[0]], single));
    for (const solver of [eulerMaruyama, dormandPrince]) {
      const [one] = await generator.generate([requests[0]], { ...steps, solver, adaptive: true, late: { time: 0.5, interpolate } });
      expect(one.every(Number.isFinite)).toBe(true);
      expect(largestDifference(one, last[0])).toBeGreaterThan(1e-3);
    }
  });
});

test('a weaker model takes the place of the velocity without a class', async () => {
  const weak = { network, parameters: randomParameters(network, 5, 0.2) };
  const made = async (given: Pick<GeneratorOptions, 'parameters' | 'weak'>, scale: number) => {
    const other = await createGenerator({ network, path: linear, context: { points, coordinates }, threads: 1, ...given });
    const [values] = await other.generate([requests[1]], { ...options, solverOptions: { steps: 1 }, guidance: { scale } });
    await other.dispose();
    return values;
  };
  const [strong, weaker] = [await made({ parameters }, 1), await made({ parameters: weak.parameters }, 1)];
  const guided = await made({ parameters, weak }, 3);
  expect(largestDifference(guided, weaker.map((w, i) => w + 3 * (strong[i] - w)))).toBeLessThan(1e-4);
});

test('no tensor is left behind', () => {
  expect(tf.memory().numTensors).toBe(tensorsBefore);
});
