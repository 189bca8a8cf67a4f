// Fills in the table of each shipped model's card from the checkpoint itself: npm run cards, after a model has changed. With --check it only compares.
import { existsSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { loadCheckpoint } from '@inrflow/core/node';

const folder = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '../../packages/cli/models');
const [BEGIN, END] = ['<!-- from the checkpoint: npm run cards -->', '<!-- end -->'];

/** Names of the shipped models. */
export const models = () => readdirSync(folder).filter((name) => name.endsWith('.safetensors')).map((name) => path.basename(name, '.safetensors'));
export const cardOf = (name) => path.join(folder, `${name}.md`);

/** What a checkpoint says of itself, as a table. */
export async function tableOf(name) {
  const file = path.join(folder, `${name}.safetensors`);
  const { config, progress, tensors, arrays } = await loadCheckpoint(file);
  const parameters = Object.values(tensors ?? arrays).reduce((sum, { shape }) => sum + shape.reduce((a, b) => a * b, 1), 0);
  const { training, model, sampling, data, classes = [], origin } = config;
  return [
    ['kind of data', `${config.modality ?? 'image'}, ${origin?.package ?? `@inrflow/${config.modality ?? 'image'}`}`],
    ['file', `\`${name}.safetensors\`, ${(statSync(file).size / 1e6).toFixed(1)} MB`],
    ['parameters', `${(parameters / 1e6).toFixed(2)} M`],
    ['trained on', `${progress.examples} examples${data.size ? ` of ${data.size}×${data.size} pixels` : data.points ? ` of ${data.points} points` : ''}${data.heldOut ? `; ${data.heldOut} of the data were held out` : ''}`],
    ['classes', classes.length === 0 ? 'none' : classes.length > 12 ? `${classes.length}` : classes.join(', ')],
    ['network', `${model.encoder} encoder, width ${model.width}, ${model.blocks} blocks, ${model.latents} latents`],
    ['training', `${progress.step} steps of ${training.batchSize}, ${training.decodedPoints} points decoded, learning rate ${training.learningRate}, seed ${training.seed}`],
    ['sampling', `${sampling.solver}, ${sampling.steps} steps, guidance ${sampling.guidance}`],
    ['made by', String(progress.software ?? 'inrflow')],
  ].reduce((text, [label, value]) => `${text}| ${label} | ${value} |\n`, '| | |\n|---|---|\n');
}

/** A card's text with its table as the checkpoint has it. */
export async function filled(name, text) {
  const [head, rest] = text.split(BEGIN);
  return `${head}${BEGIN}\n\n${await tableOf(name)}\n${END}${rest.split(END)[1]}`;
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  for (const name of models()) {
    const file = cardOf(name);
    if (!existsSync(file)) {
      console.error(`${path.basename(file)} is missing: every shipped model has a card`);
      process.exitCode = 1;
      continue;
    }
    const [text, now] = [readFileSync(file, 'utf8'), await filled(name, readFileSync(file, 'utf8'))];
    if (text === now) continue;
    if (process.argv.includes('--check')) process.exitCode = 1;
    else writeFileSync(file, now);
    console.log(`${process.argv.includes('--check') ? 'stale' : 'written'}: ${path.basename(file)}`);
  }
}
