// Scores samples of the digits' model against digits that it never saw, beside what needs no model:
//
//     node tools/digits/scores.mjs <folder> [--checkpoint digits] [--per-class 30]
//
// <folder> keeps the pictures that are compared. The digits come from `prepare.mjs`, those held out by a hash of their places in the file.
import { existsSync } from 'node:fs';
import { mkdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { openImageDataset, writePng } from '@inrflow/image/node';
import { pictureFromValues } from '@inrflow/image';
import { copies, gaussians, memorization } from '../reproduce/alternatives.mjs';
import { wholeFolder } from '../reproduce/pictures.mjs';
import { table } from '../reproduce/report.mjs';
import { inrflow } from '../reproduce/work.mjs';
import { prepareDigits } from './prepare.mjs';

const [EDGE, HELD_OUT] = [28, 0.1];

/** Some digits of each class as a flat folder, `3-007.png`. @param most of each class */
function written(data, part, out, most) {
  return wholeFolder(out, async (folder) => {
    const dataset = await openImageDataset(data, { size: EDGE, channels: 1, split: { heldOut: HELD_OUT, part } });
    const counts = {};
    for (let i = 0; i < dataset.length; i++) {
      const { label, values } = await dataset.example(i, { seed: 0, stream: 'digits', step: 0, sample: 0 });
      const count = (counts[label] = (counts[label] ?? 0) + 1);
      if (count <= most) await writePng(path.join(folder, `${dataset.classes[label]}-${String(count).padStart(3, '0')}.png`), pictureFromValues(values, { width: EDGE }));
    }
    await dataset.close();
  });
}

async function main() {
  const { positionals: [folder], values } = parseArgs({ allowPositionals: true, options: { checkpoint: { type: 'string', default: 'digits' }, 'per-class': { type: 'string', default: '30' } } });
  if (!folder) throw new Error('usage: node tools/digits/scores.mjs <folder> [--checkpoint digits] [--per-class 30]');
  // The command runs in the repository's root, wherever this is called.
  const inFolder = (...names) => path.resolve(folder, ...names);
  await mkdir(folder, { recursive: true });
  if (!existsSync(inFolder('data'))) await prepareDigits(inFolder('data'));
  const data = inFolder('data', 'digits-images-idx3-ubyte');
  const perClass = Number(values['per-class']);
  const counts = Object.fromEntries(Array.from({ length: 10 }, (_, digit) => [String(digit), perClass]));
  const held = await written(data, 'held-out', inFolder('held-out'), perClass);
  const training = await written(data, 'train', inFolder('training'), Infinity);
  const samples = inFolder('samples');
  if (!existsSync(samples)) inrflow(['sample', '--checkpoint', values.checkpoint, '--count', perClass, '--format', 'png', '--out', samples, '--threads', 1]);
  const rows = [];
  for (const [name, from] of [['the model', samples], ['a Gaussian a digit', await gaussians(training, inFolder('gaussians'), counts, EDGE)], ['copies of training digits', await copies(training, inFolder('copies'), counts, EDGE)]]) {
    const out = inFolder(`${name}.json`);
    if (!existsSync(out)) inrflow(['evaluate', from, '--reference', held, '--out', out, '--threads', 1]);
    const { scores: { frechetDistance, kernelDistance, precision, recall } } = JSON.parse(await readFile(out, 'utf8'));
    const { median, copied } = await memorization(from, training, Object.keys(counts));
    rows.push([name, frechetDistance.value.toPrecision(3), kernelDistance.value.toFixed(4), precision.value.toFixed(2), recall.value.toFixed(2), median.toFixed(2), `${(100 * copied).toFixed(0)} %`]);
  }
  console.log(table(['what', 'Fréchet', 'KID', 'precision', 'recall', 'distance to training', 'copied'], rows));
}

main().catch((error) => {
  console.error(`digits: ${error.message}`);
  process.exitCode = 1;
});
