// How many samples are copies of pictures that the model was trained on:
//
//     node tools/emoji/prepare.mjs runs/emoji-faces-animals-food --classes subcategory --only smileys-emotion,animals-nature,food-drink
//     node tools/emoji/copies.mjs runs/emoji-copies --data runs/emoji-faces-animals-food [--checkpoint emoji] [--per-class 7]
//
// A sample is a copy if it is less than a third as far from the nearest training picture as that picture is from its own nearest neighbour.
import { existsSync, readdirSync } from 'node:fs';
import { mkdir } from 'node:fs/promises';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { memorization } from '../reproduce/alternatives.mjs';
import { fitted } from '../reproduce/pictures.mjs';
import { inrflow } from '../reproduce/work.mjs';

const SIZE = 32;

async function main() {
  const { positionals: [folder], values } = parseArgs({
    allowPositionals: true, options: { data: { type: 'string', default: 'runs/emoji-faces-animals-food' }, checkpoint: { type: 'string', default: 'emoji' }, 'per-class': { type: 'string', default: '7' } },
  });
  if (!folder) throw new Error('usage: node tools/emoji/copies.mjs <folder> [--data <prepared pictures>] [--checkpoint emoji] [--per-class 7]');
  if (!existsSync(values.data)) throw new Error(`there is no folder '${values.data}'; make it with node tools/emoji/prepare.mjs ${values.data} --classes subcategory`);
  const classes = readdirSync(values.data, { withFileTypes: true }).filter((entry) => entry.isDirectory()).map(({ name }) => name);
  await mkdir(folder, { recursive: true });
  const training = await fitted(values.data, path.resolve(folder, 'training'), SIZE, Object.fromEntries(classes.map((name) => [name, Infinity])));
  const samples = path.resolve(folder, 'samples');
  if (!existsSync(samples)) inrflow(['sample', '--checkpoint', values.checkpoint, '--class', classes.join(','), '--count', values['per-class'], '--format', 'png', '--out', samples, '--threads', 1]);
  const { median, copied } = await memorization(samples, training, classes);
  console.log(`${classes.length * Number(values['per-class'])} samples: ${(100 * copied).toFixed(0)} % copies; median distance to training ${median.toFixed(2)} of a training picture's own`);
}

main().catch((error) => {
  console.error(`emoji: ${error.message}`);
  process.exitCode = 1;
});
