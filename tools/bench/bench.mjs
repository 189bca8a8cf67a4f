// Times a training step and a velocity evaluation of two models, compiled by this library and (where it is installed) in PyTorch:
//
//     npm run bench [-- --rounds 3 --steps 5 --model a|b|both --report docs/bench.md]
//
// Method: each round runs our process, PyTorch as installed and PyTorch tuned, one after the other, so that a machine whose speed drifts
// does not favour one; a process does warm-up steps, then timed steps; the median over all rounds is printed, and the ratio of
// medians. Peak memory is the process's largest resident set. GFLOP/s counts the matrix products of the model (2 a multiply-add),
// against a plain 2048³ product timed in the same process.
import { spawnSync } from 'node:child_process';
import { existsSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { models } from './models.mjs';

const here = path.dirname(fileURLToPath(import.meta.url));
const { values: options } = parseArgs({
  options: {
    rounds: { type: 'string', default: '3' }, steps: { type: 'string', default: '5' }, warmup: { type: 'string', default: '3' },
    model: { type: 'string', default: 'both' }, report: { type: 'string' }, threads: { type: 'string', default: '2' },
  },
});

const PYTHON = ['/usr/bin/python3', 'python3'].find((python) => spawnSync(python, ['-c', 'import torch']).status === 0);

const median = (numbers) => {
  const sorted = [...numbers].sort((a, b) => a - b);
  const middle = sorted.length >> 1;
  return sorted.length % 2 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
};

/** Runs a program that prints one line of JSON last. */
function measure(program, args) {
  const { status, stdout, stderr } = spawnSync(program, args, { encoding: 'utf8', maxBuffer: 1 << 26 });
  if (status !== 0) throw new Error(`${program} ${args.join(' ')} failed:\n${stderr}`);
  return JSON.parse(stdout.trim().split('\n').at(-1));
}

function contenders(model) {
  const json = JSON.stringify(model);
  const counts = ['--steps', options.steps, '--warmup', options.warmup, '--threads', options.threads];
  const python = [path.join(here, 'inrflow_step.py'), '--model', json, ...counts];
  return {
    'this library': () => measure(process.execPath, [path.join(here, 'step.mjs'), '--model', json, ...counts]),
    ...(PYTHON ? {
      'PyTorch as installed': () => measure(PYTHON, python),
      'PyTorch tuned': () => measure(PYTHON, [...python, '--tuned']),
    } : {}),
  };
}

function compare(name, model) {
  const runs = contenders(model);
  const results = Object.fromEntries(Object.keys(runs).map((contender) => [contender, []]));
  for (let round = 1; round <= Number(options.rounds); round++) {
    for (const [contender, run] of Object.entries(runs)) {
      process.stderr.write(`${name}: round ${round} of ${options.rounds}, ${contender}\n`);
      results[contender].push(run());
    }
  }
  return Object.fromEntries(Object.entries(results).map(([contender, each]) => [contender, {
    parameters: each[0].parameters,
    train: median(each.flatMap((one) => one.trainStepSeconds)),
    forward: median(each.flatMap((one) => one.forwardSeconds)),
    memory: median(each.map((one) => one.peakMemoryBytes)),
    matmul: median(each.map((one) => one.matmulGflops)),
    trainFlops: each[0].trainStepFlops,
  }]));
}

function table(name, { title }, results) {
  const ours = results['this library'];
  const lines = [`## ${name}: ${title}`, '', `${(ours.parameters / 1e6).toFixed(1)} M parameters.`, '',
    '| | training step | velocity at every pair | peak memory | plain product |', '|---|---|---|---|---|'];
  for (const [contender, { train, forward, memory, matmul }] of Object.entries(results)) {
    lines.push(`| ${contender} | ${train.toFixed(3)} s | ${forward.toFixed(3)} s | ${(memory / 2 ** 20).toFixed(0)} MiB | ${matmul.toFixed(0)} GFLOP/s |`);
  }
  for (const [contender, other] of Object.entries(results)) {
    if (other === ours) continue;
    lines.push(`| ratio to ${contender} | ${(ours.train / other.train).toFixed(2)} | ${(ours.forward / other.forward).toFixed(2)} | ${(ours.memory / other.memory).toFixed(2)} | |`);
  }
  const speed = ours.trainFlops / ours.train / 1e9;
  lines.push('', `Training step: ${(ours.trainFlops / 1e9).toFixed(0)} GFLOP of matrix products, ${speed.toFixed(0)} GFLOP/s, ${((100 * speed) / ours.matmul).toFixed(0)} % of the plain product.`, '');
  return lines.join('\n');
}

if (!existsSync(path.join(here, '../../packages/core/dist/index.js'))) throw new Error('build first: npm run build');
const chosen = Object.entries(models).filter(([name]) => options.model === 'both' || options.model === name);
if (chosen.length === 0) throw new Error(`--model must be ${Object.keys(models).join(', ')} or both, not '${options.model}'`);
const machine = `${os.cpus()[0].model}, ${os.cpus().length} cores, ${(os.totalmem() / 2 ** 30).toFixed(0)} GiB; Node ${process.version}; ${options.threads} threads; `
  + `${options.rounds} rounds of ${options.steps} steps after ${options.warmup}, in turn${PYTHON ? '' : '; PyTorch is not installed'}.`;
const text = [`# Speed`, '', 'Written by `npm run bench -- --report docs/bench.md`. ' + machine, '',
  ...chosen.map(([name, entry]) => table(name, entry, compare(name, entry.model)))].join('\n');
console.log(text);
if (options.report) writeFileSync(options.report, text);
