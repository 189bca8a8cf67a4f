// Points per second of two processes against one, one core each, in alternating runs of a model of the benchmark:
//
//     npm run build && node tools/scale/efficiency.mjs [--rounds 3 --steps 5 --batches 8,16 --mpi openmpi,mpich]
//
// Every round runs, in turn: one process on core 0; two processes on cores 0 and 1 that know nothing of each other, which is the most that this machine's memory and clocks let two processes do; and two
// ranks. `--batches` are those of two ranks together: 8 divides the benchmark's batch (strong scaling), 16 gives each rank all of it (weak scaling). Medians over all steps and rounds are printed, with
// the efficiency: points per second of two ranks over twice those of one process.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { median } from '../bench/statistics.mjs';

const here = path.dirname(fileURLToPath(import.meta.url));
const { values: options } = parseArgs({
  options: { rounds: { type: 'string', default: '3' }, steps: { type: 'string', default: '5' }, warmup: { type: 'string', default: '2' }, batches: { type: 'string', default: '8,16' }, mpi: { type: 'string', default: 'openmpi,mpich' }, model: { type: 'string', default: 'a' } },
});
const BATCH_ALONE = 8;
const STEP = [path.join(here, 'step.mjs'), '--model', options.model, '--steps', options.steps, '--warmup', options.warmup];
const ENVIRONMENT = { ...process.env, OMPI_ALLOW_RUN_AS_ROOT: '1', OMPI_ALLOW_RUN_AS_ROOT_CONFIRM: '1' };

async function printed(program, args) {
  const child = spawn(program, args, { env: ENVIRONMENT, stdio: ['ignore', 'pipe', 'inherit'] });
  const text = [];
  child.stdout.on('data', (data) => text.push(data));
  const [code] = await once(child, 'close');
  if (code !== 0) throw new Error(`${program} ${args.join(' ')} ended with ${code}`);
  return JSON.parse(Buffer.concat(text).toString().trim().split('\n').at(-1));
}
const onCore = (core, batch) => printed('taskset', ['-c', String(core), process.execPath, ...STEP, '--batch', String(batch)]);
const BIND = { openmpi: '--bind-to', mpich: '-bind-to' };
const ranks = (mpi, batch, shared) => printed(`mpirun.${mpi}`, ['-n', '2', BIND[mpi], 'core', process.execPath, ...STEP, '--batch', String(batch), '--shared', JSON.stringify(shared)]);

const batches = options.batches.split(',').map(Number);
const arms = {
  [`one process, batch ${BATCH_ALONE}`]: async () => [await onCore(0, BATCH_ALONE)],
  [`two without MPI, batch ${BATCH_ALONE} each`]: () => Promise.all([onCore(0, BATCH_ALONE), onCore(1, BATCH_ALONE)]),
  ...Object.fromEntries(options.mpi.split(',').flatMap((mpi) => batches.flatMap((batch) => [
    [`two ranks, ${mpi}, batch ${batch}`, async () => [await ranks(mpi, batch, {})]],
    [`two ranks, ${mpi}, batch ${batch}, shardState`, async () => [await ranks(mpi, batch, { shardState: true })]],
  ]))),
};

const measured = Object.fromEntries(Object.keys(arms).map((name) => [name, []]));
for (let round = 1; round <= Number(options.rounds); round++) {
  for (const [name, run] of Object.entries(arms)) {
    const results = await run();
    measured[name].push(results);
    process.stderr.write(`round ${round}, ${name}: ${results.map(({ steps }) => `${median(steps.map(({ seconds }) => seconds)).toFixed(3)} s`).join(' and ')}\n`);
  }
}
/** Points per second of all processes of an arm. */
const speed = (runs) => Array.from(runs[0].keys()).reduce((sum, i) => sum + median(runs.flatMap((run) => run[i].steps.map(({ points, seconds }) => points / seconds))), 0);
const alone = speed(Object.values(measured)[0]);
console.log(`| | seconds per step | points per second | of twice one process | communication | waiting | memory of one process |\n|---|---|---|---|---|---|---|`);
for (const [name, runs] of Object.entries(measured)) {
  const steps = runs.flatMap((run) => run.flatMap((each) => each.steps));
  const seconds = median(steps.map((step) => step.seconds));
  const share = (of) => `${((100 * median(steps.map((step) => step[of]))) / seconds).toFixed(1)} %`;
  const isOne = runs[0].length === 1 && name.startsWith('one');
  console.log(`| ${name} | ${seconds.toFixed(3)} | ${Math.round(speed(runs))} | ${isOne ? '' : (speed(runs) / alone / 2).toFixed(3)} | ${share('communication')} | ${share('waiting')} | ${Math.round(Math.max(...runs.flat().map(({ peakMemoryBytes }) => peakMemoryBytes)) / 2 ** 20)} MiB |`);
}
