import path from 'node:path';
import { createGenerator, type NamedArrays, type Network } from '@inrflow/core';
import { contactSheet } from '@inrflow/image';
import { writePng } from '@inrflow/image/node';
import type { ResolvedConfig } from '../config/types.js';
import { modalityOf } from '../modalities/index.js';
import { generationOptions, sampleIndex } from '../sample/solve.js';
import { pathNamed } from './recipe.js';

/** Rows and columns of a sheet. */
const MOST_CLASSES = 8;
const COLUMNS = 6;
/** Solver steps: a preview shows how training goes, and is not to hold it up. */
const MOST_STEPS = 10;
/** All sheets of all runs show the same noise. */
const SEED = 0;

/**
 * Writes a sheet of samples, one row a class, made with the moving average; the same noise at every step, so that sheets can be compared.
 *
 * @returns the file
 */
export async function writePreview(folder: string, step: number, config: ResolvedConfig, network: Network, parameters: NamedArrays, classes: readonly string[]): Promise<string> {
  const kind = modalityOf(config);
  const context = kind.places(config, kind.points(config));
  const generator = await createGenerator({ network, parameters, path: pathNamed(config.training.path), context, batch: COLUMNS, chunk: Math.min(context.points, 1024), threads: config.training.threads });
  try {
    const labels = classes.length > 0 ? classes.slice(0, MOST_CLASSES).map((_, label) => label) : [undefined, undefined];
    const requests = labels.flatMap((label, row) => Array.from({ length: COLUMNS }, (_, i) => ({ sample: sampleIndex(label, label === undefined ? row * COLUMNS + i : i), label })));
    const samples = await generator.generate(requests, generationOptions({ ...config.sampling, steps: Math.min(MOST_STEPS, config.sampling.steps) }, classes.length > 0, SEED));
    const file = path.join(folder, `step-${String(step).padStart(7, '0')}.png`);
    await writePng(file, contactSheet(samples.map((values) => kind.picture(values, config)), { columns: COLUMNS }));
    return file;
  } finally {
    await generator.dispose();
  }
}
