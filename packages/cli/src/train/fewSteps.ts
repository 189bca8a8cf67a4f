import type { Plugin, SettledSettings } from '@inrflow/core';
import { duration } from '../words.js';

/** With fewer steps than this, samples show next to nothing of the data. */
const FEW = 200;
/** The speed is judged after as many steps, and as many seconds after the first of them, whose time is mostly compilation. */
const [MEASURED_STEPS, MEASURED_SECONDS] = [3, 10];

/** Judges, once, whether a timed run is long enough. */
export interface FewStepsWarning {
  /**
   * Call it after each step.
   *
   * @param step number of the step
   * @param elapsed seconds that the run has taken
   * @param steps total number of steps, once it is decided
   */
  after(step: number, elapsed: number, steps: number | undefined): void;
}

/**
 * Makes a warning, of one line, for timed runs whose minutes will fit too few steps: as soon as the speed is known, so that the user need not wait for noise.
 *
 * @param note prints a line for the user
 * @param begun the settings at the beginning of the run; without minutes it never warns
 */
export function createFewStepsWarning(note: (text: string) => void, { sizeField }: Pick<Plugin, 'sizeField'>, { data, training: { minutes } }: Pick<SettledSettings, 'data' | 'training'>): FewStepsWarning {
  let first: { step: number; elapsed: number } | undefined;
  let isJudged = minutes === undefined;
  return {
    after(step, elapsed, steps) {
      if (isJudged || minutes === undefined) return;
      if (!first) return void (first = { step, elapsed });
      const seconds = elapsed - first.elapsed;
      // A short run decides its length before that.
      if (steps === undefined && (step - first.step + 1 < MEASURED_STEPS || seconds < MEASURED_SECONDS)) return;
      isJudged = true;
      const each = seconds / (step - first.step);
      const fit = steps ?? step + Math.max(0, Math.floor((60 * minutes - elapsed) / each));
      if (fit >= FEW) return;
      const size = (data as unknown as Record<string, unknown>)[sizeField.split('.')[1]];
      note(`warning: a step takes ${duration(each)}, so only ${fit} fit into ${minutes} min, too few to learn much: lower ${sizeField} (${String(size)}), choose a smaller model.preset, or raise training.minutes`);
    },
  };
}
