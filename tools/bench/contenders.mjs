// Who is timed: this library, and each PyTorch that is found, in its variants.
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import path from 'node:path';
import { OURS } from './report.mjs';

const here = import.meta.dirname;
const script = path.join(here, 'inrflow_step.py');
const OPENMP_BLAS = '/usr/lib/x86_64-linux-gnu/openblas-openmp';

/** The environment of a fresh shell: some machines set variables of OpenBLAS that make it slower than it is. */
const environment = { ...process.env };
delete environment.OPENBLAS_CORETYPE;
delete environment.OPENBLAS_L2_SIZE;

/** Runs a program that prints one line of JSON last. @returns that, and the seconds from start to end */
function measure(program, args) {
  const begun = performance.now();
  const { status, stdout, stderr } = spawnSync(program, args, { encoding: 'utf8', maxBuffer: 1 << 26, env: environment });
  if (status !== 0) throw new Error(`${program} ${args.join(' ')} failed:\n${stderr}`);
  return { ...JSON.parse(stdout.trim().split('\n').at(-1)), wallSeconds: (performance.now() - begun) / 1000 };
}

/** Pythons that have PyTorch, each with its version: the system's, and those that are named. */
export function pythonsWithTorch(named) {
  const found = new Map();
  for (const python of ['/usr/bin/python3', 'python3', ...named]) {
    const { status, stdout } = spawnSync(python, ['-c', 'import torch; print(torch.__version__)'], { encoding: 'utf8', env: environment });
    const version = stdout?.trim().split('+')[0];
    if (status === 0) found.set(version, { python, version });
    else if (named.includes(python)) throw new Error(`--python ${python} cannot import torch`);
  }
  return [...found.values()];
}

/**
 * Contenders by name; each runs one mode of one model and returns what its process printed.
 *
 * @param options `--threads` and the like, for all of them
 */
export function contendersOf(pythons, options) {
  const ours = (mode, model, counts) => measure(process.execPath, [path.join(here, `${mode}.mjs`), '--model', JSON.stringify(model), ...counts, ...options]);
  const torch = (python, extra) => (mode, model, counts) => measure(python, [script, '--model', JSON.stringify(model), '--mode', mode === 'step' ? 'both' : mode, ...counts, ...options, ...extra]);
  const contenders = { [OURS]: ours };
  for (const { python, version } of pythons) {
    if (Number.parseInt(version) < 2) {
      // With the threads of Debian's own OpenBLAS it takes twice as long.
      const tuned = existsSync(OPENMP_BLAS);
      contenders[`PyTorch ${version}${tuned ? ', tuned' : ''}`] = torch(python, tuned ? ['--tuned'] : []);
      continue;
    }
    contenders[`PyTorch ${version}`] = torch(python, []);
    contenders[`PyTorch ${version}, compiled`] = torch(python, ['--compile']);
  }
  return contenders;
}
