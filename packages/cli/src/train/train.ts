import { createTrainer, DivergedError, type StepReport } from '@inrflow/core';
import { makeFolder, writeFileAtomically } from '@inrflow/core/node';
import type { Override } from '../config/flags.js';
import { readConfig } from '../config/read.js';
import type { ResolvedConfig } from '../config/types.js';
import { environment } from '../environment.js';
import { InterruptedError, UsageError } from '../errors.js';
import { modalityOf } from '../modalities/index.js';
import { silenceTensorFlow } from '../quiet.js';
import type { Terminal } from '../terminal.js';
import { duration, short } from '../words.js';
import { checkTrainingMemory } from './memory.js';
import { openMetrics } from './metrics.js';
import { prepare } from './prepare.js';
import { lockRun } from './lock.js';
import { createPreviews } from './previews.js';
import { createProgress } from './progress.js';
import { recipeOf } from './recipe.js';
import { writeReport } from './report.js';
import { readResumption } from './resume.js';
import { checkRunFolder, defaultRun, exists, makeRunFolder, runFolder } from './runFolder.js';
import { saveRun } from './save.js';
import { learningRateOf, planOf, settledPlan, type Plan } from './schedule.js';
import { createSkipLog } from './skipped.js';

/** What `inrflow train` is told. */
export interface TrainOptions {
  configFile?: string;
  overrides: readonly Override[];
  resume: boolean;
  force: boolean;
}

/** Timed runs stop for good when they have taken this much longer than asked for. */
const OVERTIME = 1.15;

/** The run's folder and the configuration to use: that of the run itself where it is resumed and no other is named. */
async function located({ configFile, overrides, resume, force }: TrainOptions) {
  if (resume && force) throw new UsageError('--resume goes on with a run and --force replaces it: give one of them');
  const run = overrides.find(({ field }) => field === 'run')?.value as string | undefined;
  if (!resume || configFile !== undefined) {
    const config = await readConfig(configFile, overrides);
    if (config.data.path === undefined && !resume) throw new UsageError('data.path is missing: give the data with --data FOLDER, or in the configuration');
    return { config, run: runFolder(config.run ?? defaultRun(configFile, config.data.path ?? '.')) };
  }
  if (run === undefined) throw new UsageError('--resume needs the folder of the run: --run FOLDER');
  const folder = runFolder(run);
  if (!(await exists(folder.config))) throw new UsageError(`--resume: '${run}' holds no run: ${folder.config} is not there`);
  return { config: await readConfig(folder.config, overrides), run: folder };
}

/** Trains a model: see docs/cli.md. @throws InterruptedError after the state was saved, on Ctrl-C */
export async function train(options: TrainOptions, terminal: Terminal): Promise<void> {
  silenceTensorFlow();
  const { config: given, run } = await located(options);
  if (!options.resume) checkTrainingMemory(given);
  await checkRunFolder(run, options);
  const { dataset, network, ...prepared } = await prepare(given);
  let config: ResolvedConfig = { ...prepared.config, run: run.folder };
  const kind = modalityOf(config);
  const closing: (() => unknown)[] = [() => dataset.close?.()];
  try {
    checkTrainingMemory(config);
    await makeFolder(run.folder);
    closing.push(await lockRun(run.lock, run.folder));
    const resumption = options.resume ? await readResumption(run.training, config, dataset) : undefined;
    if (!resumption) await makeRunFolder(run, options.force);
    const data = await dataset.fingerprint?.();
    const about = () => ({ classes: dataset.classes, examples: dataset.length, seconds: elapsed(), data });
    const begun = performance.now();
    const elapsed = () => (resumption?.seconds ?? 0) + (performance.now() - begun) / 1000;

    let plan: Plan | undefined = planOf(config.training);
    const writeConfig = () => writeFileAtomically(run.config, Buffer.from(`${JSON.stringify(config, null, 2)}\n`));
    await writeConfig();
    const metrics = await openMetrics(run.metrics, resumption?.step ?? 0);
    closing.push(() => metrics.close());
    const { strict, threads, device, minutes, checkpointEvery, checkpointMinutes, previewEvery } = config.training;
    const recipe = recipeOf(config, (step) => learningRateOf(config.training, plan)(step));
    const trainer = await createTrainer({ network, dataset, recipe, strict, threads, device, resume: resumption });
    closing.push(() => trainer.dispose());

    const parameters = Object.values(trainer.arrays().parameters).reduce((sum, { data: numbers }) => sum + numbers.length, 0);
    terminal.note(`${short(parameters)} parameters, ${dataset.length} ${kind.many} ${kind.extent(config)}, ${dataset.classes.length || 'no'} classes; run folder ${run.folder}`);
    dataset.notes?.forEach((note) => terminal.note(`note: ${note}`));
    if (resumption) terminal.note(`continuing from step ${resumption.step}`);
    const progress = createProgress(terminal);
    closing.push(() => progress.stop());
    const skips = createSkipLog((text) => progress.note(text), kind);
    const previews = createPreviews(run.previews, config, network, dataset, (text) => progress.note(text));
    const report = (status: string) => writeReport(run, { config, environment: environment(threads), lines: metrics.lines, status, steps: plan?.steps, parameters, examples: dataset.length, classes: dataset.classes, seconds: elapsed() });
    let [savedStep, savedAt] = [resumption?.step, performance.now()];
    const save = async () => {
      await saveRun(run, trainer, config, about());
      [savedStep, savedAt] = [trainer.step, performance.now()];
    };
    const firstStep = trainer.step;
    let [firstSeconds, secondsPerStep] = [0, 0];
    /** A preview, unless a signal comes before it is done. */
    const preview = async () => {
      try {
        await previews.draw({ step: trainer.step, parameters: trainer.arrays().average, elapsed: elapsed(), secondsPerStep, signal: terminal.signal });
      } catch (error) {
        if (!terminal.signal.aborted) throw error;
      }
    };

    while (plan === undefined || trainer.step < plan.steps) {
      if (terminal.signal.aborted) break;
      if (minutes !== undefined && elapsed() > minutes * 60 * OVERTIME && trainer.step > firstStep) {
        progress.note(`stopped after ${duration(elapsed())}: slower at the end than before, step ${trainer.step} of ${plan?.steps ?? '?'}`);
        break;
      }
      const done = await oneStep();
      metrics.append({ step: done.step, loss: done.loss, gradientNorm: done.gradientNorm, learningRate: done.learningRate, points: done.points, seconds: done.seconds, ...(done.skipped.length > 0 && { skipped: done.skipped.length }) });
      skips.add(done.skipped);
      if (done.step === firstStep + 1) firstSeconds = elapsed();
      secondsPerStep = done.step > firstStep + 1 ? (elapsed() - firstSeconds) / (done.step - firstStep - 1) : done.seconds;
      if (plan === undefined && done.step > firstStep + 1) {
        plan = settledPlan(config.training, { step: done.step, elapsed: elapsed(), secondsPerStep });
        if (plan) {
          config = { ...config, training: { ...config.training, ...plan, minutes: undefined } };
          await writeConfig();
          progress.note(`${plan.steps} steps fit into ${minutes} min; the learning rate falls from step ${plan.decayFrom}`);
        }
      }
      // The first step is spent compiling: it says nothing of the others.
      progress.update(done, plan?.steps, plan && done.step > firstStep + 1 ? (plan.steps - done.step) * secondsPerStep : undefined);
      const isLast = done.step === plan?.steps;
      const due = (every: number) => !isLast && every > 0 && done.step % every === 0;
      const isLate = checkpointMinutes > 0 && performance.now() - savedAt > 60_000 * checkpointMinutes;
      if (due(checkpointEvery) || (isLate && !isLast)) {
        await save();
        await report('training');
      }
      if (due(previewEvery)) await preview();
    }

    progress.stop();
    const time = duration(elapsed());
    await save();
    if (previewEvery > 0 && !terminal.signal.aborted) await preview();
    // A signal that comes after the last step interrupts nothing but the preview.
    const isInterrupted = terminal.signal.aborted && !(plan && trainer.step >= plan.steps);
    await report(isInterrupted ? 'interrupted' : 'finished');
    if (isInterrupted) throw new InterruptedError(`interrupted: step ${trainer.step} is saved; continue with: inrflow train --resume --run ${run.folder}`);
    skips.summary();
    terminal.out(`trained ${trainer.step} steps in ${time}: ${run.weights}, ${run.report}`);

    /** One step; a loss or a gradient that is not a number ends the run, with the last checkpoint as it is. */
    async function oneStep(): Promise<StepReport> {
      const kept = savedStep === undefined ? 'no checkpoint had been written' : `the checkpoint of step ${savedStep} is kept`;
      try {
        return await trainer.advance();
      } catch (error) {
        if (!(error instanceof DivergedError)) throw error;
        await report(`stopped: ${error.reason}`);
        throw new Error(`${error.reason}: training stopped, ${kept} in ${run.folder}; a lower training.learningRate may help`, { cause: error });
      }
    }
  } finally {
    for (const close of closing.reverse()) await close();
  }
}
