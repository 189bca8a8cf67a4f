import { inAgreement, makeSamples, type SampleWish } from '@inrflow/core';
import type { Device } from '@inrflow/onnx';
import { asUsage, InterruptedError, UsageError } from '../errors.js';
import { flagOf, ownValues } from '../config/flags.js';
import { locateCheckpoint } from '../model/locate.js';
import { openGuided, type OpenedModel } from '../model/openModel.js';
import { silenceTensorFlow } from '../quiet.js';
import type { Terminal } from '../terminal.js';
import { duration } from '../words.js';
import { askOf } from './ask.js';
import { labelsOfFlag } from './classes.js';
import { checkSamplingMemory, type Extent } from './memory.js';
import { outputOf, writeSamples, type Drawn } from './output.js';
import { samplingOf, type GuideFlag, type SamplingFlags } from './samplingFlags.js';

/** Options of `inrflow sample`, besides those of the kind of data. */
export interface SampleOptions extends SamplingFlags, GuideFlag {
  checkpoint?: string;
  /** The plug-in for the checkpoint, if it is neither part of the command nor a dependency of the project. */
  modality?: string;
  /** Samples per class or subject; the default depends on the kind of data. */
  count?: number;
  /** A class, several separated by commas, or `all` (default). */
  class?: string;
  seed: number;
  out: string;
  /** Samples solved side by side. */
  batch: number;
  /** Points decoded at once. */
  chunk: number;
  format?: string;
  threads?: number;
  device?: Device;
}

/** The numeric option of a kind that determines the size of samples, if it was given. */
function extentOf({ kind, settings }: OpenedModel, values: Record<string, unknown>): Extent | undefined {
  const [field, asked] = Object.entries(values).find(([, value]) => typeof value === 'number') ?? [];
  if (field === undefined) return undefined;
  return { flag: flagOf(field), asked: asked as number, ask: (value) => askOf(kind, settings, { ...values, [field]: value }) };
}

/** Makes samples of a checkpoint and writes them: see docs/cli.md. The same model, seed, class and number give the same sample, bit for bit. */
export async function sample(options: SampleOptions & Record<string, unknown>, terminal: Terminal): Promise<void> {
  silenceTensorFlow();
  const begun = performance.now();
  const { processes } = terminal;
  const model = await inAgreement(processes, () => openGuided(locateCheckpoint(options.checkpoint), options));
  const { kind, settings, classes, network } = model;
  const labels = labelsOfFlag(options.class, classes);
  const { batch, chunk, threads = processes?.threads, device, out, seed, count = kind.samples ?? 8 } = options;
  const own = ownValues(kind.askFields ?? {}, options);
  const { query, condition, subjects = [undefined] } = await askOf(kind, settings, own);
  const drawn: Drawn[] = subjects.flatMap((subject) => labels.flatMap((label, row) => {
    // A class that is requested twice gives more samples, not the same ones again.
    const first = count * labels.slice(0, row).filter((other) => other === label).length;
    return Array.from({ length: count }, (_, index) => ({ label, ...(subject && { subject }), index: first + index, sample: undefined, frames: [] }));
  }));
  const output = await inAgreement(processes, () => outputOf(options.format, out, drawn, classes, kind));
  const { format } = output;
  const isTrajectory = format === 'apng' || format === 'strip';
  const sampling = samplingOf(settings.sampling, options);
  const contextPoints = subjects.reduce((most, subject) => Math.max(most, subject?.places.points ?? kind.points(settings.data)), 0);
  await checkSamplingMemory({ points: query?.points ?? contextPoints, contextPoints, channels: network.modality.valueChannels, count: drawn.length, batch, frames: isTrajectory ? sampling.steps : 1 }, query && extentOf(model, own));
  if (isTrajectory && sampling.solver === 'dormand-prince') throw new UsageError(`--format ${format} needs a solver of fixed steps, such as heun, not dormand-prince`);

  let evaluations = 0;
  const wishes = drawn.map(({ label, subject, index }): SampleWish => ({ index, condition, ...(label !== undefined && { label }), ...(subject && { context: subject.places }) }));
  const finished = (at: number, values: Float32Array) => kind.sampleOf(values, settings, drawn[at].subject);
  // Only the process that makes a sample has its trajectory, so the first process makes all samples that it shows.
  await asUsage('', () => makeSamples({ ...model, processes: isTrajectory ? undefined : processes }, wishes, {
    seed, sampling, query: query?.places(), batch, chunk, threads, device, signal: terminal.signal,
    onStep: isTrajectory ? ({ at, values }) => values.forEach((each, i) => drawn[at[i]].frames.push(kind.draw!(finished(at[i], each), settings))) : undefined,
    onDone(made, spent) {
      evaluations += spent;
      for (const { at, values } of made) drawn[at].sample = finished(at, values);
      if (terminal.isInteractive) terminal.note(`${made[made.length - 1].at + 1} of ${drawn.length} samples, ${duration((performance.now() - begun) / 1000)}`);
    },
  })).catch((error: unknown) => {
    if (terminal.signal.aborted) throw new InterruptedError('interrupted: nothing was written');
    throw error;
  });
  const isFirst = (processes?.rank ?? 0) === 0;
  const written = await inAgreement(processes, async () => (isFirst ? writeSamples(output, drawn, kind, settings, { classes, columns: count, delay: Math.max(20, Math.round(2000 / sampling.steps)) }) : ''));
  // Their number is known beforehand if steps are given.
  const chosen = sampling.solver === 'dormand-prince' ? `, ${Math.round(evaluations / drawn.length)} evaluations each` : '';
  terminal.out(`${drawn.length} ${drawn.length === 1 ? 'sample' : 'samples'} ${kind.extent(settings, query?.points ?? kind.points(settings.data))} in ${duration((performance.now() - begun) / 1000)}${chosen}: ${written}`);
}
