// Times training steps, velocities, pictures and start-up of this library and of each PyTorch that is found:
//
//     npm run bench [-- --rounds 3 --model a|b|S|pictures|all|none --python PATH … --results results.json --report docs/bench.md]
//
// Each round runs every contender once, one after the other, so that a machine whose speed drifts does not favour one; a process does
// warm-up steps, then timed ones; medians over all rounds are printed, and their ratio to the best PyTorch. Peak memory is the
// process's largest resident set. GFLOP/s counts the model's matrix products (2 a multiply-add), against a plain 2048³ product timed
// in the same process. A machine that is too busy to compare is told of. `--results` keeps what was measured in a file and adds to
// it, so that models can be measured one by one and reported together. `--report` writes the tables there, and that of model a to README.md.
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { loadCheckpoint } from '@inrflow/core/node';
import { contendersOf, pythonsWithTorch } from './contenders.mjs';
import { models, pictures } from './models.mjs';
import { modelSection, OURS, OURS_IN_EIGHT_BITS, pictureSection, withReadmeTable } from './report.mjs';

const root = path.join(import.meta.dirname, '../..');
const { values: options } = parseArgs({
  options: {
    rounds: { type: 'string', default: '3' }, steps: { type: 'string' }, warmup: { type: 'string' }, model: { type: 'string', multiple: true, default: ['all'] },
    python: { type: 'string', multiple: true, default: [] }, results: { type: 'string' }, report: { type: 'string' }, threads: { type: 'string', default: '2' },
  },
});

/** Runs all contenders in turn, in each round. */
function inTurn(what, contenders, run) {
  const results = Object.fromEntries(Object.keys(contenders).map((name) => [name, []]));
  for (let round = 1; round <= Number(options.rounds); round++) {
    for (const [name, contender] of Object.entries(contenders)) {
      process.stderr.write(`${what}: round ${round} of ${options.rounds}, ${name}\n`);
      results[name].push(run(contender));
    }
  }
  return results;
}

const countsOf = ({ steps, warmup }) => ['--steps', options.steps ?? String(steps), '--warmup', options.warmup ?? String(warmup)];
const howOf = (entry) => {
  const [, steps, , warmup] = countsOf(entry);
  return `medians of ${options.rounds} round${options.rounds === '1' ? '' : 's'} of ${steps} steps after ${warmup}, in turn`;
};

function measureModel(name, entry, contenders) {
  return {
    how: howOf(entry),
    runs: inTurn(name, contenders, (contender) => contender('step', entry.model, countsOf(entry))),
    ...(entry.startUp && { startUp: inTurn(`${name}, start-up`, contenders, (contender) => contender('start', entry.model, [])) }),
  };
}

/** The emoji model in PyTorch's terms: the same sizes with random weights, which take as long. */
async function pictureModel() {
  const { config } = await loadCheckpoint(path.join(root, pictures.checkpoint));
  const { width, heads, blocks, latents, decoderLayers, encoder, activation, fourierFrequencies } = config.model;
  const { size, channels } = config.data;
  return {
    width, heads, blocks, latents, decoderLayers, encoder, activation, frequencies: fourierFrequencies, pairs: size ** 2, decodedPoints: size ** 2, batch: 1, valueChannels: channels,
    classes: config.classes.length, steps: pictures.sampling.steps, guidance: pictures.sampling.guidance,
  };
}

async function measurePictures(contenders) {
  const theirs = await pictureModel();
  const ours = { checkpoint: path.join(root, pictures.checkpoint) };
  const { [OURS]: library, ...others } = contenders;
  const variants = Object.fromEntries([[OURS, 32], [OURS_IN_EIGHT_BITS, 8]].map(([name, weightBits]) => [name, (size) => library('picture', { ...ours, size, sampling: { ...pictures.sampling, weightBits } }, countsOf(pictures))]));
  const all = { ...variants, ...Object.fromEntries(Object.entries(others).map(([name, contender]) => [name, (size) => contender('picture', { ...theirs, size }, countsOf(pictures))])) };
  const bySize = {};
  for (const size of pictures.sizes) bySize[size] = inTurn(`pictures of ${size}`, all, (picture) => picture(size));
  return { how: `16 Euler steps with guidance, one picture at a time of a loaded model, from the call to the pixels; ${howOf(pictures)}`, bySize };
}

if (!existsSync(path.join(root, 'packages/core/dist/index.js'))) throw new Error('build first: npm run build');
const names = [...Object.keys(models), 'pictures'];
const chosen = options.model.includes('all') ? names : options.model.filter((name) => name !== 'none');
const wrong = chosen.find((name) => !names.includes(name));
if (wrong !== undefined) throw new Error(`--model must be ${names.join(', ')}, all or none, not '${wrong}'`);

const results = options.results && existsSync(options.results) ? JSON.parse(readFileSync(options.results, 'utf8')) : {};
const pythons = pythonsWithTorch(options.python);
const contenders = contendersOf(pythons, ['--threads', options.threads]);
for (const name of chosen) {
  results[name] = name === 'pictures' ? await measurePictures(contenders) : measureModel(name, models[name], contenders);
  if (options.results) writeFileSync(options.results, JSON.stringify(results));
}

const machine = `${os.cpus()[0].model.trim()}, ${os.cpus().length} cores, ${(os.totalmem() / 2 ** 30).toFixed(0)} GiB; Node ${process.version}; ${options.threads} threads`;
const text = [
  '# Speed', '', `Written by \`npm run bench -- --report docs/bench.md\`. ${machine}${pythons.length > 0 ? '' : '; PyTorch is not installed'}.`, '',
  ...names.filter((name) => results[name]).flatMap((name) => (name === 'pictures'
    ? pictureSection('Pictures of the shipped emoji model', results[name].bySize, results[name].how)
    : modelSection(name, models[name].title, results[name]))),
].join('\n');
console.log(text);
if (options.report) {
  writeFileSync(options.report, text);
  const readme = path.join(root, 'README.md');
  if (results.a) writeFileSync(readme, withReadmeTable(readFileSync(readme, 'utf8'), results.a));
}
