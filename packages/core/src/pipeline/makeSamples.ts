import { unscaleValues, type Example } from '../modality/index.js';
import { pathNamed } from '../paths/index.js';
import { divided, gatherArrays, gatherJson, inAgreement } from '../processes/index.js';
import { solverNamed } from '../samplers/index.js';
import { createGenerator, type GenerationOptions, type Generator, type Places, type SampleRequest } from '../sampling/index.js';
import type { SamplingSettings } from '../settings/index.js';
import type { RuntimeOptions } from '../training/index.js';
import type { Model } from './model.js';

/** A sample to be made. */
export interface SampleWish {
  /** Index into the model's classes; no class if absent. */
  label?: number;
  /** Its number within its class: the n-th sample of a class is the same whatever else is made. */
  index: number;
  /** Tokens that it is conditioned on. */
  condition?: Example['condition'];
  /** Its own places, which the encoder reads, if each sample has its own. */
  context?: Places;
}

/** Options of {@link makeSamples}. */
export interface MakeSamplesOptions extends RuntimeOptions {
  /** An integer in [0, 2³²). Default 0. */
  seed?: number;
  /** Fields that replace the model's own. */
  sampling?: Partial<SamplingSettings>;
  /** Coordinates of the requested values; by default those of training, or the samples' own. Giving those of training changes nothing. */
  query?: Places;
  /** Samples solved side by side; changes memory, never a sample. Default 8. */
  batch?: number;
  /** Points decoded at once; changes memory, never a sample. Default 1024. */
  chunk?: number;
  /** Stops between two evaluations of the network. */
  signal?: AbortSignal;
  /** Called with samples as they are finished; with those of other processes once all are finished. */
  onDone?: (samples: readonly { at: number; values: Float32Array }[], evaluations: number) => void;
  /** Called after each solver step with the states of the current wishes, but not with those of other processes. */
  onStep?: (progress: { at: readonly number[]; values: readonly Float32Array[]; time: number; step: number }) => void;
}

/** The index in the address of a sample's noise. */
export function sampleIndex(label: number | undefined, index: number): number {
  return (label ?? 0) * 1_000_000 + index;
}

/** Wishes for one sample of each label, in order: the n-th of a class is its n-th. */
export function wishesOf(labels: readonly (number | undefined)[]): SampleWish[] {
  const counts = new Map<number | undefined, number>();
  return labels.map((label) => {
    const index = counts.get(label) ?? 0;
    counts.set(label, index + 1);
    return { index, ...(label !== undefined && { label }) };
  });
}

/** The generator's options of a section `sampling`. @param conditioned whether there is a class or a condition to guide to */
export function generationOptions({ solver, steps, tolerance, shift, guidance, guidanceInterval }: SamplingSettings, conditioned: boolean, seed: number): GenerationOptions {
  return {
    seed, solver: solverNamed(solver), solverOptions: { steps, shift, relativeTolerance: tolerance, absoluteTolerance: tolerance }, adaptive: solver === 'dormand-prince',
    guidance: { scale: conditioned ? guidance : 1, interval: guidanceInterval },
  };
}

/** Checks that a weaker model is of the same data. @throws RangeError naming what differs */
function checkWeak({ kind, settings, classes }: Pick<Model, 'kind' | 'settings' | 'classes'>, weak: NonNullable<Model['weak']>): void {
  const differs = (what: string, theirs: unknown, ours: unknown) => {
    if (JSON.stringify(theirs) !== JSON.stringify(ours)) throw new RangeError(`the weaker model has other ${what} (${JSON.stringify(theirs)}) than the model (${JSON.stringify(ours)}): they must be of the same data`);
  };
  differs('classes', weak.classes, classes);
  differs('points', kind.points(weak.settings.data as never), kind.points(settings.data));
  differs('kinds of data', weak.settings.modality, settings.modality);
  differs('paths', weak.settings.training.path, settings.training.path);
  differs('scaling', weak.settings.scaling ?? null, settings.scaling ?? null);
}

/**
 * Makes samples of a model. The same model, seed, class and number give the same sample, bit for bit, whatever else is made and however many at once. If several processes share the model, each makes
 * some of the samples and receives all.
 *
 * @returns the values of each wish, `[points, valueChannels]`, in the unit of the data
 * @throws RangeError if a wish does not fit the model, such as a label outside its classes
 */
export async function makeSamples<Data extends object, Fields extends object, Sample, Ask extends object>(model: Model<Data, Fields, Sample, Ask>, wishes: readonly SampleWish[], options: MakeSamplesOptions = {}): Promise<Float32Array[]> {
  const { classes, processes } = model;
  for (const { label } of wishes) {
    if (label !== undefined && !(Number.isInteger(label) && label >= 0 && label < classes.length)) throw new RangeError(`label ${label}: the model has ${classes.length === 0 ? 'no classes' : `the classes 0 to ${classes.length - 1}`}`);
  }
  if (model.weak) checkWeak(model as Pick<Model, 'kind' | 'settings' | 'classes'>, model.weak);
  if (!processes || processes.size === 1) return makeOwn(model, wishes, options);
  const { onDone, onStep } = options;
  const { offset, length } = divided(wishes.length, processes.size)[processes.rank];
  let evaluations = 0;
  const own = await inAgreement(processes, () => (length === 0 ? [] : makeOwn(model, wishes.slice(offset, offset + length), {
    ...options,
    onDone(made, spent) {
      evaluations += spent;
      onDone?.(made.map(({ at, values }) => ({ at: offset + at, values })), spent);
    },
    onStep: onStep && (({ at, ...rest }) => onStep({ at: at.map((i) => offset + i), ...rest })),
  })));
  const all = await gatherArrays(processes, own);
  const spent = (await gatherJson(processes, evaluations)).reduce((sum, each) => sum + each, 0) - evaluations;
  const others = all.map((values, at) => ({ at, values })).filter(({ at }) => at < offset || at >= offset + length);
  if (others.length > 0) onDone?.(others, spent);
  return all;
}

/** The places of a query that are not those that the encoder reads anyway. */
const elsewhere = (query: Places | undefined, context: Places | undefined) =>
  (query && context && query.points === context.points && query.coordinates.every((x, i) => x === context.coordinates[i]) ? undefined : query);

/** Samples that this process makes. */
async function makeOwn<Data extends object, Fields extends object, Sample, Ask extends object>(model: Model<Data, Fields, Sample, Ask>, wishes: readonly SampleWish[], options: MakeSamplesOptions): Promise<Float32Array[]> {
  const { kind, settings, classes, network, parameters, weak } = model;
  const { seed = 0, batch = 8, chunk = 1024, threads, device, signal, onDone, onStep } = options;
  const inUnit = (values: Float32Array) => (settings.scaling ? unscaleValues(values, settings.scaling) : values);
  const sampling = { ...settings.sampling, ...options.sampling };
  const context = kind.places?.(settings, kind.points(settings.data));
  const query = elsewhere(options.query, context);
  const late = query && kind.interpolate && sampling.lateQueries > 0 ? { time: sampling.lateQueries, interpolate: (values: Float32Array) => kind.interpolate!(settings, values, query) } : undefined;
  const { weightBits } = sampling;
  const create = () => createGenerator({ network, parameters, weak, path: pathNamed(settings.training.path), context, batch, chunk, weightBits, threads, device });
  const sizes = new Set(wishes.map(({ context: own, condition }) => `${own?.points ?? ''} ${condition?.tokens ?? ''}`));
  const key = JSON.stringify({ batch, chunk, weightBits, threads, device, points: query?.points, sizes: [...sizes].sort() });
  const work = async (generator: Generator) => {
    const made: Float32Array[] = [];
    for (let start = 0; start < wishes.length; start += batch) {
      const group = wishes.slice(start, start + batch);
      const requests = group.map(({ label, index, condition, context: own }): SampleRequest => ({ sample: sampleIndex(label, index), label, condition, ...(own && { context: own }) }));
      let evaluations = 0;
      const values = await generator.generate(requests, {
        ...generationOptions(sampling, weak !== undefined || classes.length > 0 || group.some(({ condition }) => condition !== undefined), seed), query, late,
        onSolved: (solved) => (evaluations += solved.samples.length * solved.evaluations),
        onStep: onStep && (({ values: states, time, step, at }) => onStep({ at: at.map((i) => start + i), values: states.map(inUnit), time, step })),
        signal,
      });
      values.forEach((each) => made.push(inUnit(each)));
      onDone?.(group.map((_, i) => ({ at: start + i, values: made[start + i] })), evaluations);
    }
    return made;
  };
  if (model.generators) return model.generators.use(key, create, work);
  const generator = await create();
  return work(generator).finally(() => generator.dispose());
}
