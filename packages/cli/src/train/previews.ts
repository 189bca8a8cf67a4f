import path from 'node:path';
import { firstReadable, gatherJson, makeSamples, type Dataset, type LaunchedGroup, type Model, type NamedArrays, type Network, type Places, type Plugin, type SampleWish, type SettledSettings, type SolverName } from '@inrflow/core';
import { contactSheet } from '@inrflow/drawing';
import { writePng } from '@inrflow/drawing/node';
import { duration } from '../words.js';
import { allowedSeconds, planPreview, previewSeconds, type PreviewCost } from './previewPlan.js';

/** Rows and columns of a sheet. */
const MOST_CLASSES = 8;
const MOST_EXAMPLES = 3;
const COLUMNS = 6;
/** Solver steps: a preview shows how training is going and must not delay it. */
const MOST_STEPS = 10;
/** All sheets of all runs start from the same noise. */
const SEED = 0;
/** Evaluations per step of solvers that need more than one. */
const EVALUATIONS: Readonly<Record<string, number>> = { heun: 2, midpoint: 2, 'runge-kutta-4': 4, 'stochastic-heun': 2, 'dormand-prince': 7 };
/** The solver of previews: a stochastic one needs more steps than a preview has, and leaves noise with fewer. Midpoint does not evaluate at t = 1, where heun leaves speckle on pictures. */
const solverOf = (solver: SolverName): SolverName => (solver === 'euler-maruyama' || solver === 'stochastic-heun' ? 'midpoint' : solver);
/** Previews that take longer than this many seconds are announced. */
const WORTH_SAYING = 2;

/** Draws sheets of samples while training. */
export interface Previews {
  /**
   * Draws as much of a sheet as time allows, or nothing: previews take a twentieth of a run's time.
   *
   * @param parameters the moving average
   * @param elapsed seconds of the run so far
   * @param step seconds per training step, from which the time of the first preview is estimated
   * @returns the file; undefined if there was no time for one
   */
  draw(at: { step: number; parameters: NamedArrays; elapsed: number; secondsPerStep: number; signal: AbortSignal }): Promise<string | undefined>;
}

/** Coordinates of the first few readable examples. */
async function firstPlaces(dataset: Dataset): Promise<Places[]> {
  const found = await firstReadable(dataset, MOST_EXAMPLES, 50 * MOST_EXAMPLES, { seed: SEED, stream: 'preview' });
  return found.map(({ points, coordinates }) => ({ points, coordinates }));
}

/** The parts of previews. */
export interface Previewed {
  kind: Plugin;
  settings: SettledSettings;
  network: Network;
  dataset: Dataset;
  threads?: number;
}

/**
 * Previews of one run: one row per class, made with the moving average from the same noise at every step, so that sheets can be compared. If each sample has its own coordinates, the
 * rows are those of the first examples. Kinds of data without pictures have no previews.
 */
export function createPreviews(folder: string, { kind, settings, network, dataset, threads = settings.training.threads }: Previewed, note: (text: string) => void, processes?: LaunchedGroup): Previews {
  const { classes } = dataset;
  const { batchSize, gradientAccumulation, decodedPoints, device } = settings.training;
  const points = kind.points(settings.data);
  const solver = solverOf(settings.sampling.solver);
  const perStep = (EVALUATIONS[solver] ?? 1) * (classes.length > 0 && settings.sampling.guidance !== 1 ? 2 : 1);
  let [own, cost, spent, isTold]: [Places[] | undefined, PreviewCost | undefined, number, boolean] = [undefined, undefined, 0, false];
  return {
    async draw({ step, parameters, elapsed, secondsPerStep, signal }) {
      if (!kind.draw) return undefined;
      if (!kind.places) own ??= await firstPlaces(dataset);
      const rows = classes.length > 0 ? Math.min(MOST_CLASSES, classes.length) : (own?.length ?? 2);
      // A step is about three passes over a batch, of which it decodes a part; compiling takes about one step.
      const guess: PreviewCost = { evaluation: (secondsPerStep / 3 / batchSize) * Math.max(1, points / decodedPoints / 4), start: secondsPerStep / gradientAccumulation };
      const known = cost ?? guess;
      const ownPlan = planPreview({ rows, columns: COLUMNS, steps: Math.min(MOST_STEPS, settings.sampling.steps) }, perStep, known, allowedSeconds(elapsed, spent));
      // If there are several processes, the first decides what time allows.
      const plan = processes ? (await gatherJson(processes, (ownPlan ?? null) as unknown as Record<string, number> | null))[0] as unknown as typeof ownPlan : ownPlan;
      if (!plan) {
        const why = cost ? 'no preview this time' : `no preview yet: a sample takes about ${duration(previewSeconds({ rows: 1, columns: 1, steps: 4 }, perStep, known))}`;
        if (!isTold) note(`${why}; previews take a twentieth of the time at most`);
        isTold = true;
        return undefined;
      }
      const expected = previewSeconds(plan, perStep, known);
      if (expected > WORTH_SAYING) note(`preview: ${plan.rows * plan.columns} samples, about ${duration(expected)}`);
      const begun = performance.now();
      const since = () => (performance.now() - begun) / 1000;
      const wishes = Array.from({ length: plan.rows }, (_, row) => Array.from({ length: plan.columns }, (__, i): SampleWish => ({
        index: classes.length > 0 ? i : row * COLUMNS + i, ...(classes.length > 0 && { label: row }), ...(own && { context: own[row % own.length] }),
      }))).flat();
      const model: Model = { kind, settings, classes, network, parameters, progress: {}, processes };
      try {
        let [firstStep, lastStep, steps] = [0, 0, 0];
        const samples = await makeSamples(model, wishes, {
          seed: SEED, sampling: { solver, steps: plan.steps }, batch: plan.columns, chunk: Math.min(points, 1024), threads, device, signal,
          onStep: () => {
            lastStep = since();
            if (steps++ === 0) firstStep = lastStep;
          },
        });
        if (steps > 1) {
          const evaluation = (lastStep - firstStep) / (steps - 1) / plan.columns / perStep;
          cost = { evaluation, start: Math.max(0, firstStep - evaluation * plan.columns * perStep) };
        }
        if (processes && processes.rank > 0) return undefined;
        const file = path.join(folder, `step-${String(step).padStart(7, '0')}.png`);
        const drawn = samples.map((values, i) => kind.draw!(kind.sampleOf(values, settings, own && { name: 'preview', places: own[Math.floor(i / plan.columns) % own.length] }), settings));
        await writePng(file, contactSheet(drawn, { columns: plan.columns }));
        return file;
      } finally {
        spent += since();
      }
    },
  };
}
