// Scores what needs no model against the held-out clouds, with the protocol of `inrflow evaluate`: the same references, as many clouds of the
// same classes.
//
//     npx nx run-many -t build --projects=pointcloud,metrics
//     node tools/furniture/baselines.mjs [--data examples/furniture/clouds.zip] [--jitter 0.02] [--seed 0] [--threads N] [--out FILE.json]
//
//     training clouds           as they are: what a model would score that copies
//     training clouds, jitter   with normal noise of that standard deviation on each coordinate, in units of half the longest side
//     mean density              points of all training clouds of the class together; clouds have no order of points to take a mean of
//     most central cloud        the training cloud of the class that is nearest to the others in the mean, by Chamfer distance
import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { scoreCloudsOnThreads } from '@inrflow/metrics/node';
import { centralClouds, copies, meanDensities, openTraining, readReferences } from './trivial.mjs';

const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '../..');
const DEFAULTS = { data: path.join(root, 'examples/furniture/clouds.zip'), 'held-out': '0.1', points: '2048', 'emd-points': '512', jitter: '0.02', seed: '0', threads: '1' };

/** The trivial sets by name, each as many clouds as there are labels. */
async function baselinesOf(file, labels, { jitter, ...options }) {
  const [plain, moved] = [await openTraining(file, options), await openTraining(file, { ...options, jitter })];
  try {
    return {
      'training clouds': await copies(plain, labels, options),
      [`training clouds, jitter ${jitter}`]: await copies(moved, labels, options),
      'mean density': await meanDensities(plain, labels, options),
      'most central cloud': await centralClouds(plain, labels, options),
    };
  } finally {
    await Promise.all([plain, moved].map(({ close }) => close()));
  }
}

const percent = (share) => `${(100 * share).toFixed(1)} %`;

function table(scores) {
  const rows = [['samples', 'distance', 'MMD (low)', 'COV (high)', '1-NNA (50 %)'], ...Object.entries(scores).flatMap(([name, each]) => each.map(({ minimumMatchingDistance, coverage, nearestNeighbourAccuracy, protocol }) => (
    [name, `${protocol.distance}, ${protocol.points} points`, minimumMatchingDistance.value.toPrecision(4), percent(coverage.value), percent(nearestNeighbourAccuracy.value)])))];
  const widths = rows[0].map((_, column) => Math.max(...rows.map((row) => row[column].length)));
  return rows.map((row) => row.map((cell, column) => cell.padEnd(widths[column])).join('  ').trimEnd()).join('\n');
}

/** A number of the command line. @throws Error naming the option, its value and what was expected */
function numberOf(values, name, expected, fits) {
  const value = Number(values[name]);
  if (values[name].trim() === '' || !fits(value)) throw new Error(`--${name} must be ${expected}, not '${values[name]}'`);
  return value;
}

async function main() {
  const { values } = parseArgs({ options: { ...Object.fromEntries(Object.entries(DEFAULTS).map(([name, value]) => [name, { type: 'string', default: value }])), out: { type: 'string' } } });
  const positive = (name) => numberOf(values, name, 'a positive integer', (x) => Number.isInteger(x) && x > 0);
  const [points, emdPoints, threads] = [positive('points'), positive('emd-points'), positive('threads')];
  const heldOut = numberOf(values, 'held-out', 'between 0 and 1', (x) => x > 0 && x < 1);
  const jitter = numberOf(values, 'jitter', 'a positive number', (x) => x > 0 && x < Infinity);
  const seed = numberOf(values, 'seed', 'an integer from 0', (x) => Number.isInteger(x) && x >= 0 && x < 2 ** 32);

  const file = path.relative('', values.data) || '.';
  const references = await readReferences(file, { points, heldOut, seed });
  const clouds = references.map(({ cloud }) => cloud);
  const scores = {};
  for (const [name, samples] of Object.entries(await baselinesOf(file, references.map(({ label }) => label), { points, heldOut, seed, jitter, threads }))) {
    const score = (distance, count) => scoreCloudsOnThreads(samples, clouds, { distance, points: count, normalization: 'none', seed, threads });
    scores[name] = [await score('CD', undefined), await score('EMD', Math.min(points, emdPoints))];
  }
  if (values.out) await writeFile(values.out, `${JSON.stringify({ references: `held-out clouds of ${file}`, scores }, null, 2)}\n`);
  console.log(`${clouds.length} of each, against held-out clouds of ${file} (${Object.values(scores)[0][0].protocol.referenceFingerprint}); normalization none, seed ${seed}`);
  console.log(table(scores));
}

main().catch((error) => {
  console.error(`baselines: ${error.message}`);
  process.exitCode = 1;
});
