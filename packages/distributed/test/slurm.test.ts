import { spawnSync } from 'node:child_process';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { uniformValues } from '@inrflow/core';
import { loadCheckpoint } from '@inrflow/core/node';
import { writePng } from '@inrflow/drawing/node';
import { temporaryFolder } from '@testing/temporaryFolder';
import { COMMAND, isInstalled, start } from './support/launch.js';

jest.setTimeout(600_000);
const SCRIPT = path.join(__dirname, 'support/slurm.sh');

const hasSlurm = ['slurmctld', 'slurmd', 'sbatch', 'munged', 'mpirun.mpich'].every(isInstalled) && process.getuid?.() === 0;
const testWithSlurm = hasSlurm ? test : test.skip;
// Before the folder's own end, which takes away the files that say what is to be stopped.
afterAll(() => {
  if (hasSlurm) spawnSync(SCRIPT, ['stop', inFolder('slurm')]);
});
const inFolder = temporaryFolder('file');
let environment: Record<string, string>;

beforeAll(async () => {
  if (!hasSlurm) return;
  const { status, stdout, stderr } = spawnSync(SCRIPT, ['start', inFolder('slurm')], { encoding: 'utf8' });
  if (status !== 0) throw new Error(`Slurm did not start: ${stderr}`);
  environment = { SLURM_CONF: stdout.trim().split('=')[1] };
  mkdirSync(inFolder('pictures'));
  for (let i = 0; i < 8; i++) {
    const noise = uniformValues({ seed: 1, stream: 'pixels', sample: i }, 6 * 6 * 3);
    await writePng(inFolder('pictures', `${i}.png`), { width: 6, height: 6, channels: 3, data: Uint8Array.from(noise, (x) => 200 * x) });
  }
});

const TINY = ['--data', 'pictures', '--threads', '1', '--batch-size', '4', '--set', 'model.width=8', 'model.heads=2', 'model.blocks=1', 'model.latents=4', 'sampling.steps=1', 'training.previewEvery=0', 'training.gradientAccumulation=2', 'training.deterministic=true'];

testWithSlurm('a job of two tasks is warned before its time is up, saves and ends; it goes on when it is submitted again, and ends with the weights of one process, bit for bit', async () => {
  const command = `${process.execPath} ${COMMAND} train`;
  const steps = ['--steps', '40'];
  const script = ['#!/bin/bash', '#SBATCH --ntasks=2', '#SBATCH --output=job-%j.log', '#SBATCH --open-mode=append',
    `if [ -e run/training.safetensors ]; then resume="--resume"; else resume="${TINY.join(' ')} ${steps.join(' ')}"; fi`,
    `srun --mpi=pmi2 ${command} --run run $resume`].join('\n');
  writeFileSync(inFolder('job.sh'), `${script}\n`);
  const submit = () => start('sbatch', ['--wait', '--parsable', '-D', inFolder(''), inFolder('job.sh')], environment);
  const first = submit();
  for (let i = 0; i < 300 && spawnSync('grep', ['-q', 'step 1', '-r', inFolder(''), '--include=job-*.log']).status !== 0; i++) await new Promise((resolve) => setTimeout(resolve, 200));
  const { stdout } = spawnSync('squeue', ['-h', '-o', '%A'], { encoding: 'utf8', env: { ...process.env, ...environment } });
  spawnSync('scancel', ['--signal=USR1', stdout.trim()], { env: { ...process.env, ...environment } });
  const outcome = await first.done;
  const log = readFileSync(inFolder(`job-${outcome.out.trim()}.log`), 'utf8');
  expect([outcome.code, log]).toEqual([0, expect.stringMatching(/2 processes[^]*inrflow: interrupted: step \d+ is saved/)]);
  const second = await submit().done;
  expect([second.code, readFileSync(inFolder(`job-${second.out.trim()}.log`), 'utf8')]).toEqual([0, expect.stringContaining('trained 40 steps')]);
  const alone = await start(process.execPath, [COMMAND, 'train', '--run', inFolder('alone'), ...TINY.map((each) => (each === 'pictures' ? inFolder('pictures') : each)), ...steps]).done;
  expect(alone.code).toBe(0);
  const [one, both] = await Promise.all(['alone', 'run'].map((run) => loadCheckpoint(inFolder(run, 'training.safetensors'))));
  expect(both.tensors).toEqual(one.tensors);
});

testWithSlurm('tasks that srun gives no way to find each other are told what to do, in one line', async () => {
  const { code, error } = await start('srun', ['-n', '2', '--mpi=none', process.execPath, COMMAND, 'train', '--run', inFolder('none'), ...TINY], environment).done;
  expect(error.split('\n').filter((line) => line.startsWith('inrflow: '))).toEqual([expect.stringMatching(/^inrflow: srun started 2 processes without a way to find each other: start them with srun --mpi=pmi2/)]);
  expect(code).not.toBe(0);
});
