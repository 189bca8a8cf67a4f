import { settingsOf } from '../kind/index.js';
import { withSample, type LoadedModel } from './loadModel.js';
import { prepareTraining } from './prepareTraining.js';
import { withSettingsOf } from './withSettingsOf.js';
import { createTraining, type TrainingReport, type TrainOptions } from './training.js';

/** A running training: a stream of events, and the resulting model. */
export interface TrainingRun<Data extends object = object, Fields extends object = object, Sample = unknown, Ask extends object = object> extends AsyncIterable<TrainingReport> {
  /** Resolves to the model when the run is over or the signal has ended it. Runs the remaining steps; use either this or the stream. */
  model(): Promise<LoadedModel<Data, Fields, Sample, Ask>>;
}

/**
 * Trains a model on a data set, with the defaults of `inrflow train`. It touches no files; the caller saves what to keep.
 *
 * @throws SettingsError naming the field, its value and what was expected, when the run begins
 * @example
 * const run = train({ kind: image, dataset, settings: { training: { minutes: 5 } } });
 * for await (const { step, loss } of run) console.log(step, loss);
 * const model = await run.model();
 */
export function train<Data extends object, Fields extends object, Sample, Ask extends object>({ kind, dataset, settings = {}, init, signal, threads, device }: TrainOptions<Data, Fields, Sample, Ask>): TrainingRun<Data, Fields, Sample, Ask> {
  let finished: LoadedModel<Data, Fields, Sample, Ask> | undefined;
  async function* steps(): AsyncGenerator<TrainingReport> {
    const checked = settingsOf(kind, { ...(init ? withSettingsOf(settings, init) : settings), modality: kind.name });
    const training = await createTraining({ kind, prepared: await prepareTraining(kind, checked, dataset), init, threads, device });
    try {
      while (!training.finished() && !signal?.aborted) yield await training.advance();
      await training.trainer.whole();
      // The trainer no longer writes to its arrays, so they need no copy.
      finished = withSample(training.model());
    } finally {
      await training.dispose();
    }
  }
  const running = steps();
  return {
    [Symbol.asyncIterator]: () => running,
    async model() {
      while (!(await running.next()).done);
      if (!finished) throw new Error('the training ended before it had a model');
      return finished;
    },
  };
}
