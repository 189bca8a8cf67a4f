import { createTraining, fingerprintOf, inAgreement, lossByTime, ProcessError, type LaunchedGroup, type Plugin, type PreparedTraining, type Training, type TrainingReport } from '@inrflow/core';
import { writeFileAtomically } from '@inrflow/core/node';
import { chooseDevice, describeDevice } from '@inrflow/onnx';
import { environment } from '../environment.js';
import type { OpenedModel } from '../model/openModel.js';
import { openMetrics, type MetricsLog } from './metrics.js';
import { createPreviews } from './previews.js';
import { writeReport } from './report.js';
import type { Resumption } from './resume.js';
import type { RunFolder } from './runFolder.js';
import { saveRun } from './save.js';
import { stoppedBy } from './stopped.js';

/** A training with its files: metrics, checkpoints and previews. */
export interface Session {
  readonly training: Training;
  /** Number of parameters of the network. */
  parameters: number;
  /** One step, with its line of metrics; a loss or a gradient that is not finite ends the run and keeps the last checkpoint. */
  step(): Promise<TrainingReport>;
  /** Writes the checkpoints, and the report with a status in words. */
  save(status: string): Promise<void>;
  report(status: string): Promise<void>;
  /** Draws a preview, unless a signal comes before it is done. */
  preview(): Promise<void>;
  /** Minutes since the last checkpoint. */
  minutesUnsaved(): number;
  close(): Promise<void>;
}

const NO_METRICS: MetricsLog = { lines: [], append() {}, close() {} };

const isFirst = (processes: LaunchedGroup | undefined) => (processes?.rank ?? 0) === 0;

/** Starts or continues a session. @param note prints lines for the user */
export async function openSession(run: RunFolder, kind: Plugin, prepared: PreparedTraining, { resumption, init }: { resumption?: Resumption; init?: OpenedModel }, { note, signal, processes }: { note(text: string): void; signal: AbortSignal; processes?: LaunchedGroup }): Promise<Session> {
  const { dataset, network } = prepared;
  const data = await fingerprintOf(dataset);
  const device = await describeDevice(await chooseDevice(prepared.settings.training.device));
  if (resumption?.device !== undefined && resumption.device !== device) note(`begun on ${resumption.device}, continued on ${device}: from here on, results may differ in the last bits from those of the first device`);
  const threads = prepared.settings.training.threads ?? processes?.threads;
  const training = await createTraining({ kind, prepared, resume: resumption, init, processes, stop: () => signal.aborted, threads });
  /** Runs in the first of several processes only; if it fails, all fail. */
  const first = (work: () => Promise<void>) => inAgreement(processes, async () => (isFirst(processes) ? work() : undefined));
  const writeConfig = () => writeFileAtomically(run.config, Buffer.from(`${JSON.stringify(training.settings, null, 2)}\n`));
  await first(writeConfig);
  const metrics = await inAgreement(processes, () => (isFirst(processes) ? openMetrics(run.metrics, resumption?.step ?? 0) : NO_METRICS));
  const previews = createPreviews(run.previews, { kind, settings: training.settings, network, dataset, threads }, note, processes);
  const { trainer } = training;
  const parameters = Object.values(trainer.arrays().parameters).reduce((sum, { data: numbers }) => sum + numbers.length, 0);
  let [savedStep, savedAt, secondsPerStep] = [resumption?.step, training.elapsed(), 0];
  const firstStep = trainer.step;
  let firstSeconds = 0;

  const report = (status: string) => writeReport(run, {
    kind, config: training.settings, environment: environment(training.settings.training.threads, device), lines: metrics.lines, status, steps: training.plan?.steps, parameters,
    examples: dataset.length, classes: dataset.classes, seconds: training.elapsed(),
  });
  return {
    training,
    parameters,
    report: (status) => first(() => report(status)),
    minutesUnsaved: () => (training.elapsed() - savedAt) / 60,
    async step() {
      try {
        const done = await training.advance();
        const { step, loss, gradientNorm, learningRate, points, seconds, skipped, samples, communication } = done;
        metrics.append({ step, loss, gradientNorm, learningRate, points, seconds, lossByTime: lossByTime(samples).map((mean) => mean && Number(mean.toPrecision(4))), ...(skipped.length > 0 && { skipped: skipped.length }), ...(communication && { communicationSeconds: communication.seconds, waitingSeconds: communication.waiting }) });
        if (step === firstStep + 1) firstSeconds = training.elapsed();
        secondsPerStep = step > firstStep + 1 ? (training.elapsed() - firstSeconds) / (step - firstStep - 1) : seconds;
        if (done.settled) await first(writeConfig);
        return done;
      } catch (error) {
        const stopped = stoppedBy(error, { savedStep, folder: run.folder });
        if (!stopped) throw error;
        const { reason, message } = stopped;
        if (isFirst(processes)) await report(`stopped: ${reason}`);
        throw processes && processes.size > 1 ? new ProcessError(message, 'Error', { cause: error }) : new Error(message, { cause: error });
      }
    },
    async save(status) {
      const arrays = await trainer.whole({ onlyFirst: true });
      await first(() => saveRun(run, { step: trainer.step, arrays: () => arrays }, kind, training.settings, { classes: dataset.classes, examples: dataset.length, seconds: training.elapsed(), data, device }));
      [savedStep, savedAt] = [trainer.step, training.elapsed()];
      await first(() => report(status));
    },
    async preview() {
      try {
        // Several processes must not be interrupted one by one.
        const until = processes && processes.size > 1 ? new AbortController().signal : signal;
        await previews.draw({ step: trainer.step, parameters: (await trainer.whole({ parts: ['average'] })).average, elapsed: training.elapsed(), secondsPerStep, signal: until });
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
