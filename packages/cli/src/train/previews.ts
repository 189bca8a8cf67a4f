import path from 'node:path';
import { createGenerator, UnreadableExampleError, type Dataset, type NamedArrays, type Network, type Places } from '@inrflow/core';
import { contactSheet } from '@inrflow/image';
import { writePng } from '@inrflow/image/node';
import type { ResolvedConfig } from '../config/types.js';
import { modalityOf } from '../modalities/index.js';
import { generationOptions, sampleIndex } from '../sample/solve.js';
import { duration } from '../words.js';
import { allowedSeconds, planPreview, previewSeconds, type PreviewCost } from './previewPlan.js';
import { pathNamed } from './recipe.js';

/** Rows and columns of a sheet. */
const MOST_CLASSES = 8;
const MOST_EXAMPLES = 3;
const COLUMNS = 6;
/** Solver steps: a preview shows how training goes, and is not to hold it up. */
const MOST_STEPS = 10;
/** All sheets of all runs show the same noise. */
const SEED = 0;
/** Evaluations of solvers that ask more than once a step. */
const EVALUATIONS: Readonly<Record<string, number>> = { heun: 2, midpoint: 2, 'runge-kutta-4': 4, 'stochastic-heun': 2, 'dormand-prince': 7 };
/** Seconds from which on it is said what takes them. */
const WORTH_SAYING = 2;

/** Draws sheets of samples while training. */
export interface Previews {
  /**
   * Draws a sheet, as much of it as time allows, or none: previews take a twentieth of a run's time.
   *
   * @param parameters the moving average
   * @param elapsed seconds of the run so far
   * @param step seconds of a training step, from which the time of the first preview is guessed
   * @returns the file; undefined if there was no time for one
   */
  draw(at: { step: number; parameters: NamedArrays; elapsed: number; secondsPerStep: number; signal: AbortSignal }): Promise<string | undefined>;
}

/** Places of the first few examples that can be read. */
async function firstPlaces(dataset: Dataset): Promise<Places[]> {
  const found: Places[] = [];
  for (let i = 0; i < Math.min(dataset.length, 50 * MOST_EXAMPLES) && found.length < MOST_EXAMPLES; i++) {
    const example = await dataset.example(i, { seed: SEED, stream: 'preview', sample: i }).catch((error: unknown) => {
      if (!(error instanceof UnreadableExampleError)) throw error;
    });
    if (example) found.push({ points: example.points, coordinates: example.coordinates });
  }
  return found;
}

/**
 * Previews of one run: one row a class, made with the moving average from the same noise at every step, so that sheets can be compared. If each sample has places of its own, the
 * rows are those of the first examples.
 */
export function createPreviews(folder: string, config: ResolvedConfig, network: Network, dataset: Dataset, note: (text: string) => void): Previews {
  const kind = modalityOf(config);
  const { classes } = dataset;
  const { batchSize, gradientAccumulation, decodedPoints, threads, device, path: pathName } = config.training;
  const perStep = (EVALUATIONS[config.sampling.solver] ?? 1) * (classes.length > 0 && config.sampling.guidance !== 1 ? 2 : 1);
  let [own, cost, spent, isTold]: [Places[] | undefined, PreviewCost | undefined, number, boolean] = [undefined, undefined, 0, false];
  return {
    async draw({ step, parameters, elapsed, secondsPerStep, signal }) {
      if (network.modality.pseudoCoordinatesOf) own ??= await firstPlaces(dataset);
      const rows = classes.length > 0 ? Math.min(MOST_CLASSES, classes.length) : (own?.length ?? 2);
      // A step is three passes of a batch, of which it decodes a part; compiling takes about a step.
      const guess: PreviewCost = { evaluation: (secondsPerStep / 3 / batchSize) * Math.max(1, kind.points(config) / decodedPoints / 4), start: secondsPerStep / gradientAccumulation };
      const known = cost ?? guess;
      const plan = planPreview({ rows, columns: COLUMNS, steps: Math.min(MOST_STEPS, config.sampling.steps) }, perStep, known, allowedSeconds(elapsed, spent));
      if (!plan) {
        if (!isTold) note(`no preview yet: a sample takes about ${duration(previewSeconds({ rows: 1, columns: 1, steps: 4 }, perStep, known))}, and previews take a twentieth of the time at most`);
        isTold = true;
        return undefined;
      }
      const expected = previewSeconds(plan, perStep, known);
      if (expected > WORTH_SAYING) note(`preview: ${plan.rows * plan.columns} samples, about ${duration(expected)}`);
      const begun = performance.now();
      const since = () => (performance.now() - begun) / 1000;
      const context = own ? undefined : kind.places(config, kind.points(config));
      const generator = await createGenerator({ network, parameters, path: pathNamed(pathName), context, batch: plan.columns, chunk: Math.min(kind.points(config), 1024), threads, device });
      try {
        let [firstStep, lastStep, steps] = [0, 0, 0];
        const requests = Array.from({ length: plan.rows }, (_, row) => Array.from({ length: plan.columns }, (__, i) => {
          const label = classes.length > 0 ? row : undefined;
          return { sample: sampleIndex(label, label === undefined ? row * COLUMNS + i : i), label, context: own?.[row] };
        })).flat();
        const samples = await generator.generate(requests, {
          ...generationOptions({ ...config.sampling, steps: plan.steps }, classes.length > 0, SEED), signal,
          onStep: () => {
            lastStep = since();
            if (steps++ === 0) firstStep = lastStep;
          },
        });
        if (steps > 1) {
          const evaluation = (lastStep - firstStep) / (steps - 1) / plan.columns / perStep;
          cost = { evaluation, start: Math.max(0, firstStep - evaluation * plan.columns * perStep) };
        }
        const file = path.join(folder, `step-${String(step).padStart(7, '0')}.png`);
        await writePng(file, contactSheet(samples.map((values) => kind.picture(values, config)), { columns: plan.columns }));
        return file;
      } finally {
        await generator.dispose();
        spent += since();
      }
    },
  };
}
