import { withGuidance, type Guidance } from '../guidance/index.js';
import type { Example } from '../modality/index.js';
import type { Network } from '../model/index.js';
import { floats, noised } from '../objective/index.js';
import type { Path } from '../paths/index.js';
import { lateStart } from './lateStart.js';
import { normalValues } from '../random/index.js';
import { stepNoise, type Solver, type SolverOptions } from '../samplers/index.js';
import type { NamedArrays } from '../training/index.js';
import { breathe } from './breathe.js';
import { compileVelocity, type BatchCondition, type CompiledVelocity, type VelocityOptions } from './compiledVelocity.js';

/** A set of coordinates, `[points, coordinateChannels]`. */
export interface Places {
  points: number;
  coordinates: Float32Array;
}

/** One sample to make. */
export interface SampleRequest {
  /** Index in the address of its noise: the same seed and index give the same sample, whatever else is made. */
  sample: number;
  /** Class; if absent, the model's "no class". */
  label?: number;
  /** Tokens that every block cross-attends to, `[tokens, conditionChannels]`, if the model has them; none if absent. */
  condition?: NonNullable<Example['condition']>;
  /** Coordinates that the encoder reads for this sample, if it has its own, such as a molecule's atoms; the generator's by default. */
  context?: Places;
}

/**
 * Values at a query's places that join late: the context is solved alone, its sample is interpolated at the query's places, and noise is added for the time at which the
 * query joins. What the sample shows is settled by then, so many places take fewer evaluations.
 */
export interface LateQueries {
  /** The time at which they join, above 0: at the first step that is not before it, or at the last one. A solver of a single step has no such step, and they begin as noise. */
  time: number;
  /** The context's finished values at the query's places. */
  interpolate(values: Float32Array): Float32Array;
}

/** How samples are made. */
export interface GenerationOptions {
  /** An integer in [0, 2³²); with {@link SampleRequest.sample} it determines all noise. */
  seed: number;
  solver: Solver;
  /** Steps, tolerances, diffusion. */
  solverOptions?: Omit<SolverOptions, 'path' | 'noise' | 'onStep'>;
  /** None by default. */
  guidance?: Guidance;
  /** Where values are wanted; the context's places by default. */
  query?: Places;
  /** Values at the query's places that are computed from a late time on: see {@link LateQueries}. By default, they start from noise. */
  late?: LateQueries;
  /** True for solvers whose steps depend on the state; each sample is then solved separately. */
  adaptive?: boolean;
  /** Called when samples are finished, with the number of network evaluations for each; guidance evaluates it twice per velocity. */
  onSolved?: (solved: { samples: number[]; evaluations: number }) => void;
  /** Called after each solver step with the states of the current samples and their indices among the requests, for pictures of trajectories and progress. */
  onStep?: (progress: { samples: number[]; at: number[]; values: Float32Array[]; time: number; step: number }) => void;
  /** Stops before the next evaluation of the network; {@link Generator.generate} then rejects with the signal's reason. */
  signal?: AbortSignal;
}

/** A network ready to make samples. */
export interface Generator {
  /**
   * Makes samples.
   *
   * @returns each sample's values at the query, `[points, valueChannels]`
   */
  generate(requests: readonly SampleRequest[], options: GenerationOptions): Promise<Float32Array[]>;
  dispose(): Promise<void>;
}

/** The parts of a generator. */
export interface GeneratorOptions extends Partial<VelocityOptions> {
  /** Samples solved side by side. Neither this nor the chunk changes a single bit of a sample. Default 8. */
  batch?: number;
  network: Network;
  /** Usually the parameters' moving average. */
  parameters: NamedArrays;
  /**
   * A weaker model of the same data, such as an earlier checkpoint of the same run: guidance then leads away from its velocity for the same class, instead of from the
   * model's velocity without a class ("autoguidance", Karras et al., 2024).
   */
  weak?: { network: Network; parameters: NamedArrays };
  /** The path that the network was trained on. */
  path: Path;
  /** The coordinates that the encoder reads, if samples do not have their own: those of training, at any resolution of the query. */
  context?: Places;
}

/**
 * Makes a generator for one network. The encoder's context stays at the coordinates of training, with its own noise and trajectory, and
 * the decoder is evaluated at any other coordinates, each with its own noise (the paper's App. H), so that a sample looks the same at any resolution.
 */
export async function createGenerator({ network, parameters, weak, path, context, batch = 8, chunk = 1024, weightBits, threads, device }: GeneratorOptions): Promise<Generator> {
  const { valueChannels } = network.modality;
  // Samples pass through the network one by one, because the last bits of ONNX Runtime's results may depend on the batch size.
  const velocityOf = await compileVelocity(network, parameters, { chunk, weightBits, threads, device });
  const weakOf = weak && (await compileVelocity(weak.network, weak.parameters, { chunk, weightBits, threads, device }));

  const contextOf = ({ sample, context: own = context }: SampleRequest): Places => {
    if (!own) throw new RangeError(`sample ${sample} has no context: neither its request nor the generator names the places that the encoder reads`);
    return own;
  };

  /** Solves samples of one context side by side. */
  async function solve(requests: readonly SampleRequest[], first: number, options: GenerationOptions): Promise<Float32Array[]> {
    const { seed, query, late, guidance = { scale: 1 } } = options;
    const context = contextOf(requests[0]);
    const contextSize = context.points * valueChannels;
    const samples = requests.map(({ sample }) => sample);
    const conditions = { main: requests.map((request) => conditionOf(network, request)), none: requests.map(() => conditionOf(network, {})) };
    const split = (state: Float32Array) => requests.map((_, i) => state.subarray((i * state.length) / requests.length, ((i + 1) * state.length) / requests.length));
    const noiseOf = (stream: string, values: number) => samples.map((sample) => normalValues({ seed, stream, sample }, values));

    /** The solver's answer at the context's places and, after them, the query's. */
    function solveAt(query: Places | undefined, initial: Float32Array, extra: Partial<SolverOptions> = {}) {
      const coordinates = query ? joined(context.coordinates, query.coordinates) : context.coordinates;
      const size = initial.length / requests.length;
      const velocity = (velocityOf: CompiledVelocity, conditions: readonly BatchCondition[]) => async (state: Float32Array, time: number) => {
        const moved = new Float32Array(state.length);
        for (const [i, values] of split(state).entries()) {
          if (options.signal) await breathe();
          options.signal?.throwIfAborted();
          const pairs = { points: context.points, coordinates: context.coordinates, values: values.subarray(0, contextSize) };
          moved.set((await velocityOf([pairs], coordinates, [values], time, conditions[i]))[0], i * size);
        }
        return moved;
      };
      const weak = weakOf ? velocity(weakOf, conditions.main) : velocity(velocityOf, conditions.none);
      return options.solver(withGuidance(velocity(velocityOf, conditions.main), weak, guidance), initial, {
        ...options.solverOptions, path, noise: stepNoise({ seed, stream: 'solver noise' }, samples, size), ...extra,
      });
    }

    const wanted = (state: Float32Array) => split(state).map((each) => each.slice(query ? contextSize : 0));
    const onStep = (now: Float32Array, time: number, step: number) => options.onStep?.({ samples, at: samples.map((_, i) => first + i), values: wanted(now), time, step });
    const begin = noiseOf('noise', contextSize);
    const waiting = query && late && lateStart(late.time);
    const alone = waiting && (await solveAt(undefined, joined(...begin), { onStep: waiting.onStep }));
    const start = waiting?.start();
    if (!query || !late || !alone || !start) {
      const added = query && noiseOf('query noise', query.points * valueChannels);
      const { state, evaluations } = await solveAt(query, joined(...begin.flatMap((each, i) => (added ? [each, added[i]] : [each]))), { onStep });
      options.onSolved?.({ samples, evaluations });
      return wanted(state);
    }
    const { state: there, time, step } = start;
    const added = noiseOf('query noise', query.points * valueChannels);
    const initial = joined(...split(there).flatMap((each, i) => [each, noised(path, time, late.interpolate(split(alone.state)[i].slice()), added[i]).values]));
    const { state, evaluations } = await solveAt(query, initial, { onStep, start: { time, step } });
    options.onSolved?.({ samples, evaluations: alone.evaluations + evaluations });
    return wanted(state);
  }

  return {
    async generate(requests, options) {
      const results: Float32Array[] = [];
      const most = options.adaptive ? 1 : batch;
      for (let start = 0; start < requests.length; ) {
        let end = start + 1;
        while (end < requests.length && end - start < most && contextOf(requests[end]) === contextOf(requests[start])) end++;
        results.push(...(await solve(requests.slice(start, end), start, options)));
        start = end;
      }
      return results;
    },
    async dispose() {
      await velocityOf.dispose();
      await weakOf?.dispose();
    },
  };
}

/** The condition of one sample; if the request has none, no class and one token of zeros, as in training with a dropped condition. @throws RangeError if the label or the number of features does not fit the model */
export function conditionOf({ config: { classes, conditionChannels: channels } }: Network, { label = classes, condition }: Omit<SampleRequest, 'sample'>): BatchCondition {
  if (!(Number.isInteger(label) && label >= 0 && label <= classes)) throw new RangeError(`label ${label}: ${classes === 0 ? 'the model has no classes' : `expected an integer from 0 to ${classes - 1}, or none`}`);
  const labels = Int32Array.of(label);
  if (channels === 0) return { labels };
  const { tokens, features } = condition ?? { tokens: 1, features: new Float32Array(channels) };
  if (tokens < 1 || features.length !== tokens * channels) {
    throw new RangeError(`a condition of ${tokens} tokens has ${features.length} numbers; expected a token or more, of ${channels} channels (model.conditionChannels)`);
  }
  return { labels, tokens: { tokens: floats([1, tokens, channels], features), mask: floats([1, tokens], new Float32Array(tokens).fill(1)) } };
}

function joined(...parts: Float32Array[]): Float32Array {
  const whole = new Float32Array(parts.reduce((sum, part) => sum + part.length, 0));
  let start = 0;
  for (const part of parts) {
    whole.set(part, start);
    start += part.length;
  }
  return whole;
}
