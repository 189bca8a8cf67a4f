import { createTraining, DivergedError, fingerprintOf, lossByTime, type Plugin, type PreparedTraining, type Training, type TrainingReport } from '@inrflow/core';
import { writeFileAtomically } from '@inrflow/core/node';
import { chooseDevice, describeDevice } from '@inrflow/onnx';
import { environment } from '../environment.js';
import type { OpenedModel } from '../model/openModel.js';
import { openMetrics } from './metrics.js';
import { createPreviews } from './previews.js';
import { writeReport } from './report.js';
import type { Resumption } from './resume.js';
import type { RunFolder } from './runFolder.js';
import { saveRun } from './save.js';

/** A training with its files: what a step leaves behind, and how the run is saved. */
export interface Session {
  readonly training: Training;
  parameters: number;
  /** One step, with its line of metrics; a loss or a gradient that is not finite ends the run, with the last checkpoint as it is. */
  step(): Promise<TrainingReport>;
  /** Writes the checkpoints, and the report with a status in words. */
  save(status: string): Promise<void>;
  report(status: string): Promise<void>;
  /** A preview, unless a signal comes before it is done. */
  preview(): Promise<void>;
  /** Minutes since the last checkpoint. */
  minutesUnsaved(): number;
  close(): Promise<void>;
}

/** Starts a session, or continues one. @param note where lines for the user go */
export async function openSession(run: RunFolder, kind: Plugin, prepared: PreparedTraining, { resumption, init }: { resumption?: Resumption; init?: OpenedModel }, { note, signal }: { note(text: string): void; signal: AbortSignal }): Promise<Session> {
  const { dataset, network } = prepared;
  const data = await fingerprintOf(dataset);
  const device = await describeDevice(await chooseDevice(prepared.settings.training.device));
  if (resumption?.device !== undefined && resumption.device !== device) note(`begun on ${resumption.device}, continued on ${device}: the rest does not repeat bit for bit what the other device would compute`);
  const training = await createTraining({ kind, prepared, resume: resumption, init });
  const writeConfig = () => writeFileAtomically(run.config, Buffer.from(`${JSON.stringify(training.settings, null, 2)}\n`));
  await writeConfig();
  const metrics = await openMetrics(run.metrics, resumption?.step ?? 0);
  const previews = createPreviews(run.previews, { kind, settings: training.settings, network, dataset }, note);
  const { trainer } = training;
  const parameters = Object.values(trainer.arrays().parameters).reduce((sum, { data: numbers }) => sum + numbers.length, 0);
  let [savedStep, savedAt, secondsPerStep] = [resumption?.step, performance.now(), 0];
  const firstStep = trainer.step;
  let firstSeconds = 0;

  const report = (status: string) => writeReport(run, {
    kind, config: training.settings, environment: environment(training.settings.training.threads, device), lines: metrics.lines, status, steps: training.plan?.steps, parameters,
    examples: dataset.length, classes: dataset.classes, seconds: training.elapsed(),
  });
  return {
    training,
    parameters,
    report,
    minutesUnsaved: () => (performance.now() - savedAt) / 60_000,
    async step() {
      try {
        const done = await training.advance();
        const { step, loss, gradientNorm, learningRate, points, seconds, skipped, samples } = done;
        metrics.append({ step, loss, gradientNorm, learningRate, points, seconds, lossByTime: lossByTime(samples).map((mean) => mean && Number(mean.toPrecision(4))), ...(skipped.length > 0 && { skipped: skipped.length }) });
        if (step === firstStep + 1) firstSeconds = training.elapsed();
        secondsPerStep = step > firstStep + 1 ? (training.elapsed() - firstSeconds) / (step - firstStep - 1) : seconds;
        if (done.settled) await writeConfig();
        return done;
      } catch (error) {
        if (!(error instanceof DivergedError)) throw error;
        await report(`stopped: ${error.reason}`);
        const kept = savedStep === undefined ? 'no checkpoint had been written' : `the checkpoint of step ${savedStep} is kept`;
        throw new Error(`${error.reason}: training stopped, ${kept} in ${run.folder}; a lower training.learningRate may help`, { cause: error });
      }
    },
    async save(status) {
      await trainer.whole();
      await saveRun(run, trainer, kind, training.settings, { classes: dataset.classes, examples: dataset.length, seconds: training.elapsed(), data, device });
      [savedStep, savedAt] = [trainer.step, performance.now()];
      await report(status);
    },
    async preview() {
      try {
        await previews.draw({ step: trainer.step, parameters: (await trainer.whole()).average, elapsed: training.elapsed(), secondsPerStep, signal });
      } catch (error) {
        if (!signal.aborted) throw error;
      }
    },
    async close() {
      metrics.close();
      await training.dispose();
    },
  };
}
