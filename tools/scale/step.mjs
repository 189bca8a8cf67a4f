// One process of tools/scale/efficiency.mjs: trains a model of the benchmark, alone or with those it was started with, and process 0 prints one line of JSON.
import process from 'node:process';
import { parseArgs } from 'node:util';
import { createTrainer } from '@inrflow/core';
import { openGroup } from '@inrflow/distributed';
import { models } from '../bench/models.mjs';
import { networkOf, picturesOf, trainingOf } from '../bench/network.mjs';

const { values: options } = parseArgs({
  options: { model: { type: 'string', default: 'a' }, batch: { type: 'string' }, steps: { type: 'string', default: '5' }, warmup: { type: 'string', default: '2' }, shared: { type: 'string', default: '{}' } },
});
const { model: usual } = models[options.model];
const model = { ...usual, ...(options.batch !== undefined && { batch: Number(options.batch) }) };
const [steps, warmup] = [options.steps, options.warmup].map(Number);

const processes = await openGroup();
const trainer = await createTrainer({ network: networkOf(model), ...trainingOf(model, picturesOf(model)), threads: 1, processes, shared: JSON.parse(options.shared) });
const timed = [];
for (let i = 0; i < warmup + steps; i++) {
  const { seconds, points, communication } = await trainer.advance();
  if (i >= warmup) timed.push({ seconds, points, communication: communication?.seconds ?? 0, waiting: communication?.waiting ?? 0 });
}
const parameters = Object.values(trainer.arrays().parameters).reduce((sum, { data }) => sum + data.length, 0);
if (!processes || processes.rank === 0) console.log(JSON.stringify({ parameters, steps: timed, peakMemoryBytes: process.resourceUsage().maxRSS * 1024 }));
await trainer.dispose();
await processes?.close();
