import { inAgreement, piecesOf, startFrom, type Plugin, type PreparedTraining } from '@inrflow/core';
import { makeFolder } from '@inrflow/core/node';
import { asUsage, InterruptedError } from '../errors.js';
import { silenceTensorFlow } from '../quiet.js';
import type { Terminal } from '../terminal.js';
import { duration, short } from '../words.js';
import { createFewStepsWarning } from './fewSteps.js';
import { located, type TrainFlags } from './located.js';
import { lockRun } from './lock.js';
import { checkTrainingMemory } from './memory.js';
import { prepare } from './prepare.js';
import { createProgress } from './progress.js';
import { readResumption } from './resume.js';
import { checkRunFolder, makeRunFolder, type RunFolder } from './runFolder.js';
import { openSession, type Session } from './session.js';
import { checkSameStart, checkSameTraining } from './sameTraining.js';
import { createSkipLog } from './skipped.js';

/** Trains a model: see docs/cli.md. @throws InterruptedError after the state was saved, on Ctrl-C */
export async function train(plugin: Plugin, flags: TrainFlags, terminal: Terminal): Promise<void> {
  silenceTensorFlow();
  const { processes } = terminal;
  /** A failure in one of several processes is a failure in all. */
  const agreed = <T>(work: () => T | Promise<T>) => inAgreement(processes, work);
  /** Work that the first of several processes does for all. */
  const first = (work: () => Promise<unknown>) => agreed(async () => void ((processes?.rank ?? 0) === 0 && (await work())));
  const { settings, run, init } = await agreed(async () => {
    const found = await located(plugin, flags);
    const { batchSize, gradientAccumulation } = found.settings.training;
    if (processes) await asUsage('training', () => piecesOf(batchSize, gradientAccumulation, processes));
    if (!flags.resume) checkTrainingMemory(plugin, found.settings, processes);
    return found;
  });
  await first(() => checkRunFolder(run, flags));
  const prepared = await agreed(() => prepare(plugin, { ...settings, run: run.folder }));
  const closing: (() => unknown)[] = [() => prepared.dataset.close?.()];
  try {
    await agreed(async () => {
      checkTrainingMemory(plugin, prepared.settings, processes);
      // Anything that does not fit is reported before anything is written.
      if (init) await asUsage('training.init', () => startFrom(prepared.network, prepared.dataset.classes, init, 0));
    });
    await checkSameTraining(processes, plugin, prepared);
    await first(async () => {
      await makeFolder(run.folder);
      closing.push(await lockRun(run.lock, run.folder));
    });
    const resumption = await agreed(() => (flags.resume ? readResumption(run.training, plugin, prepared.settings, prepared.dataset) : undefined));
    await checkSameStart(processes, resumption);
    if (!resumption) await first(() => makeRunFolder(run, flags.force));
    const progress = createProgress(terminal);
    closing.push(() => progress.stop());
    const session = await openSession(run, plugin, prepared, { resumption, init }, { note: (text) => progress.note(text), signal: terminal.signal, processes });
    closing.push(() => session.close());
    tellBeginning(session, plugin, prepared, run, terminal);
    if (resumption) terminal.note(`continuing from step ${resumption.step}`);
    else if (init) terminal.note(`starting from ${init.file}`);
    await steps(session, plugin, run, progress, terminal);
  } finally {
    for (const close of closing.reverse()) await close();
  }
}

function tellBeginning({ parameters, training: { settings } }: Session, { words, extent, points }: Plugin, { dataset, warnings }: PreparedTraining, run: RunFolder, terminal: Terminal): void {
  terminal.note(`${short(parameters)} parameters, ${dataset.length} ${words.many} ${extent(settings, points(settings.data))}, ${dataset.classes.length || 'no'} classes; run folder ${run.folder}${terminal.processes ? `; ${terminal.processes.size} processes` : ''}`);
  warnings.forEach((warning) => terminal.note(`note: ${warning}`));
}

/** All steps of a run, with saving and reporting between them, and its end. */
async function steps(session: Session, plugin: Plugin, run: RunFolder, progress: ReturnType<typeof createProgress>, terminal: Terminal): Promise<void> {
  const { training } = session;
  const { minutes, checkpointEvery, checkpointMinutes, previewEvery } = training.settings.training;
  const note = (text: string) => progress.note(text);
  const skips = createSkipLog(note, plugin.words);
  const fewSteps = createFewStepsWarning(note, plugin, training.settings);
  while (!training.finished() && !training.stopped()) {
    const { settled, ...done } = await session.step();
    skips.add(done.skipped);
    if (settled) note(`${settled.steps} steps fit into ${minutes} min; the learning rate falls from step ${settled.decayFrom}`);
    fewSteps.after(done.step, training.elapsed(), training.plan?.steps);
    progress.update(done, training.plan?.steps, done.secondsLeft);
    const isLast = done.step === training.plan?.steps;
    const due = (every: number) => !isLast && every > 0 && done.step % every === 0;
    const isLate = checkpointMinutes > 0 && session.minutesUnsaved() > checkpointMinutes;
    if (due(checkpointEvery) || (isLate && !isLast)) await session.save('training');
    if (due(previewEvery)) await session.preview();
  }
  const { step } = training.trainer;
  const end = training.finished();
  if (end === 'late') progress.note(`stopped after ${duration(training.elapsed())}: slower at the end than before, step ${step} of ${training.plan?.steps ?? '?'}`);
  progress.stop();
  const time = duration(training.elapsed());
  // A signal after the last step interrupts only the preview.
  const isInterrupted = training.stopped() && end !== 'done';
  await session.save(isInterrupted ? 'interrupted' : 'finished');
  if (isInterrupted) throw new InterruptedError(`interrupted: step ${step} is saved; continue with: inrflow train --resume --run ${run.folder}`);
  if (previewEvery > 0 && !training.stopped()) {
    await session.preview();
    await session.report('finished');
  }
  skips.summary();
  terminal.out(`trained ${step} steps in ${time}: ${run.weights}, ${run.report}`);
}
