import { createGenerator } from '@inrflow/core';
import type { Device } from '@inrflow/onnx';
import { asUsage, InterruptedError, UsageError } from '../errors.js';
import { refuseForeignFlags } from '../kindFlags.js';
import { loadModel } from '../model/checkpoint.js';
import { modalityOf } from '../modalities/index.js';
import type { View } from '../modalities/views.js';
import { locateCheckpoint } from '../model/locate.js';
import { silenceTensorFlow } from '../quiet.js';
import type { Terminal } from '../terminal.js';
import { pathNamed } from '../train/recipe.js';
import { duration } from '../words.js';
import { labelsOf } from './classes.js';
import { checkSamplingMemory } from './memory.js';
import type { Format } from './formats.js';
import { outputOf, writeSamples, type Drawn } from './output.js';
import { generationOptions, sampleIndex, samplingOf, type SamplingFlags } from './solve.js';

/** What `inrflow sample` is told. */
export interface SampleOptions extends SamplingFlags {
  checkpoint?: string;
  /** Samples of each class, or sequence; by default as many as suit the kind of data. */
  count?: number;
  size?: number;
  points?: number;
  /** A picture to make samples of, and from where it was taken. */
  image?: string;
  view: View;
  /** Sequences to fold: a FASTA file, or letters. */
  sequence?: string;
  /** What gives the sequences' embeddings, where it is not what training used. */
  embeddings?: string;
  class?: string;
  seed: number;
  out: string;
  batch: number;
  chunk: number;
  format?: Format;
  threads?: number;
  device?: Device;
}

/** Makes samples of a checkpoint and writes them: see docs/cli.md. The same model, seed, class and number give the same picture, bit for bit. */
export async function sample(options: SampleOptions & { /** Names of the flags that the user gave. */ flags?: readonly string[] }, terminal: Terminal): Promise<void> {
  silenceTensorFlow();
  const begun = performance.now();
  const { config, classes, network, parameters } = await loadModel(locateCheckpoint(options.checkpoint));
  const labels = labelsOf(options.class, classes);
  const kind = modalityOf(config);
  refuseForeignFlags('sample', options.flags ?? [], config.modality, 'this model makes');
  const { batch, chunk, threads, device, out, count = kind.samples } = options;
  const subjects = (await asUsage('', async () => kind.subjects?.(config, options))) ?? [undefined];
  const drawn: Drawn[] = subjects.flatMap((subject) => labels.flatMap((label, row) => {
    // A class that was asked for twice gives more samples, not the same ones again.
    const first = count * labels.slice(0, row).filter((other) => other === label).length;
    return Array.from({ length: count }, (_, index) => ({ label, ...(subject && { subject }), index: first + index, values: new Float32Array(0), frames: [] }));
  }));
  const output = await outputOf(options.format, out, drawn, classes, kind);
  const { format } = output;
  const isTrajectory = format === 'apng' || format === 'strip';
  const sampling = samplingOf(config.sampling, options);
  const queryPoints = kind.queryPoints(config, options);
  const contextPoints = subjects.reduce((most, subject) => Math.max(most, subject?.places.points ?? kind.points(config)), 0);
  checkSamplingMemory({ flag: options.points ? '--points' : '--size', asked: options.points ?? options.size ?? 0, points: queryPoints ?? contextPoints, contextPoints, channels: network.modality.valueChannels, count: drawn.length, batch, frames: isTrajectory ? sampling.steps : 1 });
  if (isTrajectory && sampling.solver === 'dormand-prince') throw new UsageError(`--format ${format} needs a solver of fixed steps, such as heun, not dormand-prince`);

  const condition = options.image === undefined ? undefined : await kind.pictureCondition(config, options.image, options.view);
  const context = kind.subjects ? undefined : kind.places(config, contextPoints);
  const query = queryPoints === undefined ? undefined : kind.places(config, queryPoints);
  let evaluations = 0;
  const generator = await createGenerator({ network, parameters, path: pathNamed(config.training.path), context, batch, chunk, threads, device });
  try {
    for (let start = 0; start < drawn.length; start += batch) {
      const group = drawn.slice(start, start + batch);
      const requests = group.map(({ label, subject, index }) => ({ sample: sampleIndex(label, index), label, condition, ...(subject && { context: subject.places }) }));
      const values = await asUsage('', () => generator.generate(requests, {
        ...generationOptions(sampling, classes.length > 0 || condition !== undefined, options.seed), query, signal: terminal.signal,
        onSolved: (solved) => (evaluations += solved.samples.length * solved.evaluations),
        onStep: isTrajectory ? (progress) => progress.values.forEach((each, i) => group[progress.at[i]].frames.push(kind.picture(each, config))) : undefined,
      }));
      values.forEach((each, i) => (group[i].values = each));
      if (terminal.isInteractive) terminal.note(`${start + group.length} of ${drawn.length} samples, ${duration((performance.now() - begun) / 1000)}`);
    }
  } catch (error) {
    if (terminal.signal.aborted) throw new InterruptedError('interrupted: nothing was written');
    throw error;
  } finally {
    await generator.dispose();
  }
  const written = await writeSamples(output, drawn, config, { classes, columns: count, delay: Math.max(20, Math.round(2000 / sampling.steps)) });
  // How many they are is known beforehand where steps are given.
  const chosen = sampling.solver === 'dormand-prince' ? `, ${Math.round(evaluations / drawn.length)} evaluations each` : '';
  terminal.out(`${drawn.length} ${drawn.length === 1 ? 'sample' : 'samples'} ${kind.extent(config, queryPoints)} in ${duration((performance.now() - begun) / 1000)}${chosen}: ${written}`);
}
