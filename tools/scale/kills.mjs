// Kills a small training of several ranks again and again, at random moments, and continues it:
//
//     npm run build && node tools/scale/kills.mjs [--kills 50 --mpi openmpi,mpich --ranks 2,4 --seed 1 --steps 120]
//
// SIGKILL goes to a rank, to all ranks at once, to the launcher, or to everything. After each, the job must end within seconds, and the checkpoints must be whole and of a later step than before, or of the
// same one. A training that has reached its last step must have the weights and the optimizer's state of one process that nothing has interrupted, bit for bit; then another one begins, until all kills are done.
import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdirSync, mkdtempSync, rmSync, watch } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as later } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { uniformValues } from '@inrflow/core';
import { loadCheckpoint } from '@inrflow/core/node';
import { writePng } from '@inrflow/drawing/node';
import { kill, ranksOf, running, treeOf } from './processTree.mjs';

const { values: options } = parseArgs({
  options: { kills: { type: 'string', default: '50' }, mpi: { type: 'string', default: 'openmpi,mpich' }, ranks: { type: 'string', default: '2,4' }, seed: { type: 'string', default: '1' }, steps: { type: 'string', default: '120' } },
});
const [mpis, sizes] = [options.mpi.split(','), options.ranks.split(',').map(Number)];
const COMMAND = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '../../packages/cli/bin/inrflow.js');
/** Seconds in which a job must be gone once something of it was killed. */
const GONE = 30;
/** Milliseconds after a checkpoint, or after the start, within which a kill falls. */
const [AFTER_CHECKPOINT, AFTER_START] = [1000, 4000];
const TARGETS = ['a rank', 'all ranks', 'the launcher', 'everything'];

const folder = mkdtempSync(path.join(tmpdir(), 'inrflow-kills-'));
const inFolder = (...names) => path.join(folder, ...names);
mkdirSync(inFolder('pictures'));
for (let i = 0; i < 12; i++) {
  const noise = uniformValues({ seed: 1, stream: 'pixels', sample: i }, 6 * 6 * 3);
  await writePng(inFolder('pictures', `${i}.png`), { width: 6, height: 6, channels: 3, data: Uint8Array.from(noise, (x) => 200 * x) });
}

const SETTINGS = [
  'model.width=8', 'model.heads=2', 'model.blocks=1', 'model.latents=4', 'sampling.steps=1', 'training.previewEvery=0',
  'training.gradientAccumulation=4', 'training.deterministic=true', 'training.shardState=true', 'training.checkpointEvery=2',
];
const begin = (run) => [COMMAND, 'train', '--data', inFolder('pictures'), '--run', inFolder(run), '--steps', options.steps, '--force', '--threads', '1', '--batch-size', '8', '--set', ...SETTINGS];
const go = (run) => (existsSync(inFolder(run, 'training.safetensors')) ? [COMMAND, 'train', '--resume', '--run', inFolder(run)] : begin(run));

function start(program, args) {
  const child = spawn(program, args, {
    env: { ...process.env, OMPI_ALLOW_RUN_AS_ROOT: '1', OMPI_ALLOW_RUN_AS_ROOT_CONFIRM: '1', OMPI_MCA_rmaps_base_oversubscribe: '1' }, stdio: ['ignore', 'ignore', 'pipe'],
  });
  const said = [];
  child.stderr.on('data', (data) => said.push(data));
  return { child, done: once(child, 'exit').then(([code]) => ({ code, text: () => Buffer.concat(said).toString() })) };
}

/** The step of a run's checkpoint, with both files read whole: 0 if none is written yet. @throws if one is damaged */
async function savedStep(run) {
  const [training, weights] = ['training.safetensors', 'weights.safetensors'].map((name) => inFolder(run, name));
  if (!existsSync(training)) return 0;
  const { progress } = await loadCheckpoint(training, { content: 'training' });
  if (existsSync(weights)) await loadCheckpoint(weights);
  return progress.step;
}

const draws = uniformValues({ seed: Number(options.seed), stream: 'kills' }, 8 * Number(options.kills) + 1024);
let drawn = 0;
const uniform = () => draws[drawn++ % draws.length];
const oneOf = (list) => list[Math.min(list.length - 1, Math.floor(uniform() * list.length))];

/** Waits for the moment of a kill: some time after a checkpoint is written, or after the start; or for the job's end. */
async function moment(run, done) {
  const isEarly = uniform() < 0.2;
  const pause = uniform() * (isEarly ? AFTER_START : AFTER_CHECKPOINT);
  mkdirSync(inFolder(run), { recursive: true });
  let watcher;
  const begun = isEarly ? Promise.resolve() : new Promise((resolve) => {
    watcher = watch(inFolder(run), (_, file) => file === 'training.safetensors' && resolve());
  });
  const outcome = await Promise.race([done, begun.then(() => later(pause))]);
  watcher?.close();
  return outcome;
}

const counts = Object.fromEntries(TARGETS.map((target) => [target, 0]));
let [kills, runs, slowest] = [0, 0, 0];
try {
  assert.equal((await start(process.execPath, begin('alone')).done).code, 0);
  const expected = await loadCheckpoint(inFolder('alone', 'training.safetensors'));
  const weights = await loadCheckpoint(inFolder('alone', 'weights.safetensors'));
  while (kills < Number(options.kills)) {
    const run = `run-${runs++}`;
    for (let last = 0; ;) {
      const [mpi, ranks] = [oneOf(mpis), oneOf(sizes)];
      const { child, done } = start(`mpirun.${mpi}`, ['-n', String(ranks), process.execPath, ...go(run)]);
      // The last training is let through.
      const outcome = await (kills < Number(options.kills) ? moment(run, done) : done);
      if (outcome) {
        assert.equal(outcome.code, 0, outcome.text());
        break;
      }
      const [tree, own] = [treeOf(child.pid), ranksOf(child.pid)];
      // The launcher has not started them yet.
      const target = own.length === 0 ? 'everything' : oneOf(TARGETS);
      kill({ 'a rank': [oneOf(own)], 'all ranks': own, 'the launcher': [child.pid], everything: tree }[target]);
      const killedAt = performance.now();
      await done;
      while (running(tree).length > 0) {
        if (performance.now() - killedAt > 1000 * GONE) throw new Error(`${running(tree).length} processes are still there ${GONE} s after SIGKILL to ${target} under ${mpi}`);
        await later(20);
      }
      const seconds = (performance.now() - killedAt) / 1000;
      slowest = Math.max(slowest, seconds);
      const step = await savedStep(run);
      assert.ok(step >= last, `step ${step} after ${last}`);
      kills++;
      counts[target]++;
      process.stderr.write(`kill ${kills}: ${target} of ${ranks} under ${mpi}, gone after ${seconds.toFixed(1)} s, step ${last} to ${step}\n`);
      last = step;
    }
    const { tensors, progress } = await loadCheckpoint(inFolder(run, 'training.safetensors'));
    assert.equal(progress.step, Number(options.steps));
    assert.deepEqual(tensors, expected.tensors);
    assert.deepEqual((await loadCheckpoint(inFolder(run, 'weights.safetensors'))).tensors, weights.tensors);
    process.stderr.write(`run ${runs}: ${options.steps} steps, equal bit for bit\n`);
  }
  console.log(`${kills} kills (${TARGETS.map((target) => `${counts[target]} of ${target}`).join(', ')}) of ${runs} ${runs === 1 ? 'run' : 'runs'} of ${options.steps} steps: every checkpoint was whole, every run ended with the weights and state of one process, bit for bit; the slowest job was gone after ${slowest.toFixed(1)} s`);
} finally {
  rmSync(folder, { recursive: true, force: true });
}
