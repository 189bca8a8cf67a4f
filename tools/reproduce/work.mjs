// Runs the command, and keeps what it found: what is there already is not made again.
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { ALONE } from './team.mjs';
import { ARMS, baseConfig, configOf, stepsOf } from './arms.mjs';

const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '../..');
const INRFLOW = path.join(root, 'packages/cli/dist/main.js');

/** Runs a program in the repository. @throws where it fails */
export function run(script, args, { quiet = true } = {}) {
  // Processes of a team start commands of their own, which are alone.
  const { status, stdout, stderr } = spawnSync(process.execPath, [script, ...args.map(String)], { cwd: root, env: { ...process.env, INRFLOW_MPI: '0' }, encoding: 'utf8', stdio: ['ignore', 'pipe', quiet ? 'pipe' : 'inherit'], maxBuffer: 2 ** 28 });
  if (status !== 0) throw new Error(`${path.basename(script)} ${args.join(' ')} ended with ${status}: ${stderr ?? ''}`);
  return stdout;
}

export const inrflow = (args, options) => run(INRFLOW, args, options);

// As flags, so that how arms are sampled can be changed without training them again.
const BASE_SAMPLING = Object.entries(baseConfig.sampling).flatMap(([field, value]) => [`--${field}`, value]);

const fileName = (name) => name.replace(/[^a-z0-9+.-]+/gi, '-');

function writeWhole(file, text) {
  mkdirSync(path.dirname(file), { recursive: true });
  writeFileSync(`${file}.${process.pid}.partial`, text);
  renameSync(`${file}.${process.pid}.partial`, file);
}

/** A place of work: everything under a folder, everything made once. */
export function createWork({ folder, size, pictures, short, threads, budget, counts, flags, team = ALONE }) {
  const weightsOf = (arm) => path.join(folder, 'arms', fileName(arm), 'weights.safetensors');
  const infoOf = (file) => JSON.parse(inrflow(['info', file, '--json']));
  const flopsOf = (arm, repeat = {}, name = arm) => {
    const file = path.join(folder, 'configs', `${fileName(name)}.json`);
    writeWhole(file, JSON.stringify(configOf(arm, { size, pictures, short, ...repeat }), null, 2));
    return { file, ...infoOf(file) };
  };

  const resultOf = (name) => path.join(folder, 'results', `${fileName(name)}.json`);
  const readResult = (name) => (existsSync(resultOf(name)) ? JSON.parse(readFileSync(resultOf(name), 'utf8')) : undefined);
  function writeResult(name, value) {
    writeWhole(resultOf(name), `${JSON.stringify(value, null, 2)}\n`);
    return value;
  }

  const isMine = (name) => team.claim(`result ${fileName(name)}`);
  function madeByOther(name) {
    team.waitFor(resultOf(name));
    return readResult(name);
  }

  /** A value by name, kept as JSON; computed where it is not there. */
  const kept = (name, compute) => readResult(name) ?? (isMine(name) ? writeResult(name, compute()) : madeByOther(name));
  /** The same of what takes its time. */
  const keptAsync = async (name, compute) => readResult(name) ?? (isMine(name) ? writeResult(name, await compute()) : madeByOther(name));

  /** An arm's name, with its seed if it is repeated. */
  const nameOf = (arm, repeat) => (repeat ? `${arm}, seed ${repeat.seed}` : arm);

  /** Trains an arm, or goes on with it where it was stopped. */
  function train(arm, repeat) {
    const name = nameOf(arm, repeat);
    return kept(`train ${name}`, () => {
      const { file, trainingStepFlops: flops, parameters } = flopsOf(arm, repeat, name);
      const { sameSteps } = ARMS[arm];
      const likeArm = typeof sameSteps === 'string' ? sameSteps : 'base';
      const steps = stepsOf(arm, { flops, budget, baseSteps: Math.round(budget / flopsOf(likeArm).trainingStepFlops) });
      const runFolder = path.dirname(weightsOf(name));
      const begun = existsSync(path.join(runFolder, 'training.safetensors'));
      console.log(`${begun ? 'going on with' : 'training'} ${name}: ${steps} steps, ${((steps * flops) / 1e12).toFixed(1)} TFLOP`);
      const common = ['--run', runFolder, '--steps', steps, ...(threads ? ['--threads', threads] : [])];
      inrflow(['train', file, ...common, begun ? '--resume' : '--force'], { quiet: false });
      const lines = readFileSync(path.join(runFolder, 'metrics.jsonl'), 'utf8').trim().split('\n').map((line) => JSON.parse(line));
      const times = lines.slice(1).map(({ seconds }) => seconds).sort((a, b) => a - b);
      const last = lines.slice(-Math.max(1, Math.round(lines.length / 20)));
      return { steps, flops, parameters, secondsPerStep: times[Math.floor(times.length / 2)] ?? lines[0].seconds, loss: last.reduce((sum, { loss }) => sum + loss, 0) / last.length };
    });
  }

  /** Samples of an arm's model as a folder of pictures: as the base's configuration says, where flags say nothing else. @param checkpoint a variant of it, instead */
  function sample(arm, name, flags = [], checkpoint = weightsOf(arm)) {
    train(arm);
    return sampleOf(checkpoint, name, [...BASE_SAMPLING, ...flags]);
  }

  /** Samples of a checkpoint as a folder of pictures. */
  function sampleOf(checkpoint, name, flags = []) {
    const out = path.join(folder, 'samples', fileName(name));
    if (!existsSync(out) && !team.claim(`samples ${fileName(name)}`)) team.waitFor(out);
    if (!existsSync(out)) {
      console.log(`sampling ${name}`);
      const partial = `${out}.partial`;
      rmSync(partial, { recursive: true, force: true });
      const told = inrflow(['sample', '--checkpoint', checkpoint, '--count', Math.max(...Object.values(counts)), '--format', 'png', '--out', partial, ...(threads ? ['--threads', threads] : []), ...flags]);
      const [, evaluations] = /, (\d+) evaluations each: /.exec(told) ?? [];
      if (evaluations !== undefined) writeResult(`evaluations ${name}`, Number(evaluations));
      // Classes with fewer real pictures are scored by as few samples.
      for (const file of readdirSync(partial)) {
        const [, label, index] = /^(.*)-(\d+)\.png$/.exec(file);
        if (Number(index) >= counts[label]) rmSync(path.join(partial, file));
      }
      renameSync(partial, out);
    }
    return out;
  }

  /** The protocol that scores have in common, in words. */
  let protocol = '';
  function protocolOf({ scores: { frechetDistance: { protocol: of } } }) {
    return `${of.network}, ${of.layer}, ${of.dimensions} features, input ${of.inputSize}×${of.inputSize} in ${of.valueRange}, resized by ${of.resizeFilter}; ${of.samples} samples and as many real pictures of the same classes`;
  }

  /** Scores of a folder of pictures against another. */
  function score(name, samples, reference) {
    const scored = kept(`score ${name}`, () => {
      console.log(`scoring ${name}`);
      const out = path.join(folder, 'scores', `${fileName(name)}.json`);
      mkdirSync(path.dirname(out), { recursive: true });
      inrflow(['evaluate', samples, '--reference', reference, '--out', out, ...(threads ? ['--threads', threads] : []), ...flags]);
      return JSON.parse(readFileSync(out, 'utf8'));
    });
    protocol = protocolOf(scored);
    return scored;
  }

  /** What `inrflow evaluate` finds of a repeated arm's model against held-out pictures. */
  function evaluated(arm, repeat, what, more = []) {
    train(arm, repeat);
    const name = nameOf(arm, repeat);
    return kept(`${what} ${name}`, () => {
      console.log(`${what} of ${name}`);
      const out = path.join(folder, 'scores', `${fileName(`${what} ${name}`)}.json`);
      mkdirSync(path.dirname(out), { recursive: true });
      inrflow(['evaluate', weightsOf(name), '--part', 'held-out', '--out', out, ...(threads ? ['--threads', threads] : []), ...more]);
      return JSON.parse(readFileSync(out, 'utf8')).scores;
    });
  }

  /** Losses of a repeated arm's model on held-out pictures: each picture's at each time, with noise that is the same for every model. */
  const heldOutLosses = (arm, repeat) => evaluated(arm, repeat, 'held-out losses', ['--loss', '--count', short ? 4 : 48]).losses;

  /** Scores of samples of a repeated arm's model against held-out pictures. */
  const heldOutScores = (arm, repeat) => evaluated(arm, repeat, 'held-out scores', ['--seed', repeat.seed, ...flags]);

  /** Evaluations of samples whose solver chose them. */
  const evaluationsOf = (name) => readResult(`evaluations ${name}`);

  return { folder, threads, train, sample, sampleOf, evaluationsOf, score, heldOutLosses, heldOutScores, keptAsync, weightsOf, infoOf, protocol: () => protocol };
}
