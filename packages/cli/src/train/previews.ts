import path from 'node:path';
import { createGenerator, UnreadableExampleError, type Dataset, type NamedArrays, type Network, type Places } from '@inrflow/core';
import { contactSheet } from '@inrflow/image';
import { writePng } from '@inrflow/image/node';
import type { ResolvedConfig } from '../config/types.js';
import { modalityOf } from '../modalities/index.js';
import { generationOptions, sampleIndex } from '../sample/solve.js';
import { pathNamed } from './recipe.js';

/** Rows and columns of a sheet. */
const MOST_CLASSES = 8;
const MOST_EXAMPLES = 3;
const COLUMNS = 6;
/** Solver steps: a preview shows how training goes, and is not to hold it up. */
const MOST_STEPS = 10;
/** All sheets of all runs show the same noise. */
const SEED = 0;

/** Places of the first few examples that can be read. */
async function firstPlaces(dataset: Dataset): Promise<Places[]> {
  const found: Places[] = [];
  for (let i = 0; i < dataset.length && found.length < MOST_EXAMPLES; i++) {
    const example = await dataset.example(i, { seed: SEED, stream: 'preview', sample: i }).catch((error: unknown) => {
      if (!(error instanceof UnreadableExampleError)) throw error;
    });
    if (example) found.push({ points: example.points, coordinates: example.coordinates });
  }
  return found;
}

/**
 * Writes a sheet of samples, one row a class, made with the moving average; the same noise at every step, so that sheets can be compared. Where
 * each sample has places of its own, the rows are those of the first examples.
 *
 * @returns the file
 */
export async function writePreview(folder: string, step: number, config: ResolvedConfig, network: Network, parameters: NamedArrays, dataset: Dataset): Promise<string> {
  const kind = modalityOf(config);
  const { classes } = dataset;
  const own = network.modality.pseudoCoordinatesOf ? await firstPlaces(dataset) : undefined;
  const context = own ? undefined : kind.places(config, kind.points(config));
  const generator = await createGenerator({ network, parameters, path: pathNamed(config.training.path), context, batch: COLUMNS, chunk: Math.min(kind.points(config), 1024), threads: config.training.threads, device: config.training.device });
  try {
    const labels = classes.length > 0 ? classes.slice(0, MOST_CLASSES).map((_, label) => label) : (own ?? [undefined, undefined]).map(() => undefined);
    const requests = labels.flatMap((label, row) => Array.from({ length: COLUMNS }, (_, i) => ({ sample: sampleIndex(label, label === undefined ? row * COLUMNS + i : i), label, context: own?.[row] })));
    const samples = await generator.generate(requests, generationOptions({ ...config.sampling, steps: Math.min(MOST_STEPS, config.sampling.steps) }, classes.length > 0, SEED));
    const file = path.join(folder, `step-${String(step).padStart(7, '0')}.png`);
    await writePng(file, contactSheet(samples.map((values) => kind.picture(values, config)), { columns: COLUMNS }));
    return file;
  } finally {
    await generator.dispose();
  }
}
