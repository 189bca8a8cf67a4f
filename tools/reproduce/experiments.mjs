// The paper's claims about pictures, one by one: what is compared, by which scores, and what the paper reports.
import { existsSync } from 'node:fs';
import path from 'node:path';
import { loadBalance } from '@inrflow/core';
import { createImageModality, pixelCoordinates } from '@inrflow/image';
import { copies, gaussians, memorization, unet } from './alternatives.mjs';
import { REPEATED } from './repeated.mjs';
import { enlarged, inconsistency, rowsOf, speckle, withContext } from './pictures.mjs';

const SCORES = { frechetDistance: 'Fréchet', kernelDistance: 'KID', precision: 'precision', recall: 'recall', density: 'density', coverage: 'coverage' };

const shown = (value) => (value === undefined ? '' : Math.abs(value) >= 100 ? value.toFixed(0) : value.toPrecision(3));
/** A table's cells of scores. */
export const scoreCells = ({ scores }) => Object.keys(SCORES).map((name) => shown(scores[name]?.value));
const scoreHead = Object.values(SCORES);
const frechet = ({ scores }) => scores.frechetDistance.value;
/** What the report calls arms whose kept work has another name. */
const CALLED = { 'the defaults of before': 'the previous defaults', 'a Gaussian a class': 'one Gaussian per class' };
const called = (name) => CALLED[name] ?? name;
const orderOf = (results) => [...results].sort((a, b) => frechet(a.result) - frechet(b.result)).map(({ name }) => called(name));

/** The order of rows in words, or the first so many of it. */
const bestFirst = (rows, most = rows.length) => `Best first by the Fréchet distance: ${orderOf(rows).slice(0, most).join('; ')}.`;

/** Samples of the shipped model, of the classes that are compared. */
const sampleShipped = (work, { size, counts }, name, flags = []) => work.sampleOf('emoji', name, ['--size', size, '--class', Object.keys(counts).join(), ...flags]);

/** Scores of arms, sampled as their configuration says, with a picture of each. */
async function compareArms(work, { real, images }, title, arms, note = () => []) {
  const rows = arms.map((arm) => {
    const training = work.train(arm.name);
    const samples = work.sample(arm.name, `${arm.name}`);
    return { ...arm, training, samples, result: work.score(arm.name, samples, arm.real ?? real) };
  });
  const image = `reproduction-${title}.png`;
  await rowsOf(path.join(images, image), rows.map(({ samples }) => samples));
  const millions = (count) => (count / 1e6).toFixed(2);
  return {
    head: ['arm', 'parameters (M)', 'steps', 'GFLOP per step', 's per step', 'loss', ...scoreHead, ...(arms.some((arm) => arm.paper !== undefined) ? ['paper (FID)'] : [])],
    rows: rows.map(({ name, training: { parameters, steps, flops, secondsPerStep, loss }, result, paper }) => (
      [called(name), millions(parameters), String(steps), shown(flops / 1e9), shown(secondsPerStep), shown(loss), ...scoreCells(result), ...(arms.some((arm) => arm.paper !== undefined) ? [paper === undefined ? '' : String(paper)] : [])])),
    image, notes: [...note(rows), bestFirst(rows)],
  };
}

/** Whether the order of arms that have a number in the paper is the paper's. */
function agreement(rows) {
  const known = rows.filter(({ paper }) => paper !== undefined);
  const [ours, theirs] = [orderOf(known), [...known].sort((a, b) => a.paper - b.paper).map(({ name }) => name)];
  return ours.join() === theirs.join() ? 'This is the paper\'s order.' : `This is not the paper's order, which is: ${theirs.join('; ')}.`;
}

/** 1. Spatially aware latents. */
async function encoders(work, at) {
  const [large, three] = [await at.realAt(2 * at.size), ['base', 'linear', 'perceiver']];
  const like = (suffix, real) => three.map((name) => ({ name: `${name}, ${suffix}`, real }));
  return [
    { title: 'Google\'s emoji', ...(await compareArms(work, at, 'encoders', [{ name: 'base', paper: 7.03 }, { name: 'linear' }, { name: 'perceiver', paper: 65.09 }, { name: 'base, eight heads' }], (rows) => [agreement(rows)])) },
    { title: 'Twitter\'s emoji', ...(await compareArms(work, at, 'encoders-second', like('second set', at.realSecond))) },
    { title: 'With twice the edge', ...(await compareArms(work, at, 'encoders-large', like('twice the edge', large))) },
  ];
}

/** 2. Where latents lie. */
async function placements(work, at) {
  const arms = [{ name: 'base', paper: 9.74 }, { name: 'random, twice the latents', paper: 11.86 }, { name: 'kmeans++', paper: 15.56 }, { name: 'random', paper: 17.99 }];
  const table = await compareArms(work, at, 'placements', arms, (rows) => [agreement(rows)]);
  const balance = [['grid', at.latents], ['kmeans++', at.latents], ['random', at.latents], ['random', 2 * at.latents]].map(([latentPlacement, latents]) => {
    const modality = createImageModality({ channels: 3, latentPlacement, seed: 0, fourierFrequencies: 4 });
    const coordinates = pixelCoordinates(at.size);
    const points = at.size ** 2;
    const { mean, standardDeviation, minimum, maximum, emptyShare } = loadBalance(modality.assign({ points, coordinates, values: new Float32Array(3 * points) }, modality.pseudoCoordinates(latents)));
    return [`${latentPlacement}, ${latents}`, shown(mean), shown(standardDeviation), String(minimum), String(maximum), `${(100 * emptyShare).toFixed(0)} %`];
  });
  return [{ ...table }, { title: 'Pixels per latent', head: ['places', 'mean', 'standard deviation', 'fewest', 'most', 'empty latents'], rows: balance, notes: [] }];
}

/** Scores of samples at another size, and how much they differ from the small ones. @param cells names, samples, and the paper's values */
async function scoredAt(work, at, size, small, cells) {
  const real = await at.realAt(size);
  const rows = [];
  for (const [name, samples, paper] of cells) {
    const result = work.score(`${name} at ${size}`, samples, real);
    const apart = await work.keptAsync(`consistency ${name} at ${size}`, () => inconsistency(small, samples));
    rows.push({ name: `${name}, ${size}`, samples, result, apart, ...(paper && { paper }) });
  }
  return rows;
}

/** A table of such rows, with a picture of some of them. */
async function resolutionTable(at, title, image, rows, drawn) {
  await rowsOf(path.join(at.images, image), drawn.map(({ samples }) => samples));
  return {
    title, head: ['samples', ...scoreHead, 'unlike the small one', 'paper (FID, 256 to 512)'],
    rows: rows.map(({ name, result, apart, paper }) => [name, ...scoreCells(result), shown(apart), paper ? String(paper) : '']), image,
    notes: [`Rows of the picture: ${drawn.map(({ name }) => name).join('; ')}.`, `At ${2 * at.size} pixels, ${agreement(drawn).replace('This', 'this')}`],
  };
}

/** The paper's FID of native samples, bilinear and bicubic enlargements (Sec. 4.4). */
const PAPER_RESOLUTIONS = [23.09, 35.05, 24.34];

/** 3. Other resolutions. */
async function resolutions(work, at) {
  const small = work.sample('base', 'base');
  const folder = (name, size) => path.join(work.folder, 'samples', `${name}-${size}`);
  const enlargements = async (of, name, size, papers = []) => [
    [`${name}bilinear`, await enlarged(of, folder(`${name}bilinear`, size), size, 'bilinear'), papers[0]], [`${name}bicubic`, await enlarged(of, folder(`${name}bicubic`, size), size, 'bicubic'), papers[1]],
  ];
  const rows = [];
  for (const factor of [2, 4]) {
    const size = factor * at.size;
    const native = work.sample('base', `base at ${size}`, ['--size', size]);
    const wide = path.join(work.folder, 'arms', `base-with-context-${size}.safetensors`);
    if (!existsSync(wide)) await withContext(work.weightsOf('base'), wide, size);
    const fresh = work.sample('base', `base with all of ${size} as context`, ['--size', size], wide);
    // The consistency score of samples that share nothing; once is enough.
    const other = factor === 2 && work.sample('base', `base at ${size}, another seed`, ['--size', size, '--seed', 1]);
    const papers = factor === 2 ? PAPER_RESOLUTIONS : [];
    rows.push(...(await scoredAt(work, at, size, small, [
      ['native, fixed context', native, papers[0]], ...(other ? [['native, fixed context of another seed', other]] : []), ['native, context of all places', fresh], ...(await enlargements(small, '', size, papers.slice(1))),
    ])));
  }
  const size = 2 * at.size;
  const shipped = (name, edge) => sampleShipped(work, at, name, ['--size', edge, '--guidance', 1]);
  const shippedSmall = shipped('shipped, no guidance', at.size);
  const shippedRows = await scoredAt(work, at, size, shippedSmall, [['shipped, native', shipped(`shipped at ${size}`, size), PAPER_RESOLUTIONS[0]], ...(await enlargements(shippedSmall, 'shipped, ', size, PAPER_RESOLUTIONS.slice(1)))]);
  return [
    await resolutionTable(at, 'The base', 'reproduction-resolutions.png', rows, rows.slice(0, 5)),
    await resolutionTable(at, 'The shipped model, trained much longer', 'reproduction-resolutions-shipped.png', shippedRows, shippedRows),
  ];
}

/** 4. Fewer decoded points. */
const decoded = async (work, at) => [await compareArms(work, at, 'decoded', ['all points decoded', '512 points decoded', 'base', '128 points decoded'].map((name) => ({ name })), (rows) => {
  const [all, ...fewer] = rows.map(({ training }) => training);
  return [`The base decodes 256 of ${at.size ** 2}. Compared with decoding all points, a step takes ${fewer.map(({ secondsPerStep, flops }) => `${Math.round(100 * (1 - secondsPerStep / all.secondsPerStep))} % less time (${Math.round(100 * (1 - flops / all.flops))} % fewer operations)`).join(', ')}.`];
})];

/** 5. Size, compute, guidance. */
async function sizes(work, at) {
  const compute = await compareArms(work, at, 'sizes', ['half the width, as many steps', 'base', 'twice the width, as many steps', 'twice the width', 'a quarter of the compute', 'half of the compute'].map((name) => ({ name })));
  const rows = (at.short ? [1, 2] : [1, 1.5, 2, 3, 4]).map((scale) => {
    const samples = scale === 1 ? work.sample('base', 'base') : work.sample('base', `base, guidance ${scale}`, ['--guidance', scale]);
    return { name: `guidance ${scale}`, samples, result: work.score(scale === 1 ? 'base' : `guidance ${scale}`, samples, at.real) };
  });
  await rowsOf(path.join(at.images, 'reproduction-guidance.png'), rows.map(({ samples }) => samples));
  return [{ title: 'Size and compute', ...compute }, {
    title: 'Guidance', head: ['guidance', ...scoreHead], rows: rows.map(({ name, result }) => [name, ...scoreCells(result)]), image: 'reproduction-guidance.png', notes: [bestFirst(rows)],
  }];
}

/** Evaluations of the velocity in a step. */
const EVALUATIONS = { euler: 1, midpoint: 2, heun: 2, 'runge-kutta-4': 4, 'euler-maruyama': 1, 'stochastic-heun': 2 };
/** Steps of each solver; of dormand-prince, which chooses its own, tolerances. */
const SOLVES = [['euler', [5, 10, 20, 40]], ['heun', [3, 5, 10, 20]], ['midpoint', [5, 10]], ['runge-kutta-4', [3, 5]], ['dormand-prince', [0.1, 0.01]], ['euler-maruyama', [20, 40, 80]], ['stochastic-heun', [10, 20]]];
/** Solvers and steps for other paths and times. */
const SOLVES_ELSEWHERE = [['euler', [20]], ['heun', [10]], ['euler-maruyama', [40]]];

/** Solvers and steps for a model that was trained for a long time. */
const SOLVES_LONG = [['euler', [5, 10, 20, 30]], ['heun', [5, 10, 15]], ['midpoint', [5, 10, 15]], ['runge-kutta-4', [5]], ['dormand-prince', [0.1]], ['euler-maruyama', [20, 40]], ['stochastic-heun', [10, 15]]];

/** Heads and cells of such rows. */
const solverHead = ['solver', 'evaluations', ...scoreHead, 'speckle'];
const solverCells = ({ solver, evaluations, result, speckle: of }) => [solver, String(evaluations), ...scoreCells(result), shown(of)];

/** A row per solver and count. @param sampled makes samples with flags, under a name */
const solvedWith = (work, at, arm, solves, sampled) => Promise.all(solves.flatMap(([solver, counts]) => (at.short ? counts.slice(0, 1) : counts).map(async (count) => {
  const name = `${arm}, ${solver} ${count}`;
  const samples = sampled(name, ['--solver', solver, solver === 'dormand-prince' ? '--tolerance' : '--steps', count]);
  return { name, arm, solver: solver === 'dormand-prince' ? `${solver}, tolerance ${count}` : solver, samples, evaluations: work.evaluationsOf(name) ?? EVALUATIONS[solver] * count, speckle: await speckle(samples), result: work.score(name, samples, at.real) };
})));

/** The path of an arm that is not called after it. */
const PATHS = { base: 'linear', 'uniform times': 'linear, uniform times' };

/** 6. Solvers and paths. */
async function solvers(work, at) {
  const rows = [];
  for (const arm of ['base', 'uniform times', 'trigonometric', 'variance-preserving']) rows.push(...(await solvedWith(work, at, arm, arm === 'base' ? SOLVES : SOLVES_ELSEWHERE, (name, flags) => work.sample(arm, name, flags))));
  const shipped = await solvedWith(work, at, 'shipped', SOLVES_LONG, (name, flags) => sampleShipped(work, at, name, flags));
  const drawn = rows.filter(({ arm, solver }) => arm === 'base' && solver === 'euler');
  await rowsOf(path.join(at.images, 'reproduction-solvers.png'), drawn.map(({ samples }) => samples));
  return [{
    title: 'The base, and three variants with other times and paths', head: ['path', ...solverHead], rows: rows.map((row) => [PATHS[row.arm] ?? row.arm, ...solverCells(row)]),
    image: 'reproduction-solvers.png', notes: [`Rows of the picture: Euler on the linear path with ${drawn.map(({ evaluations }) => evaluations).join(', ')} evaluations.`, 'Speckle: how far the corners are from white (one standard deviation; values range from -1 to 1).', bestFirst(rows, 5)],
  }, {
    title: 'The shipped model, trained much longer, with its guidance', head: solverHead, rows: shipped.map(solverCells), notes: [bestFirst(shipped, 5)],
  }];
}

/** 7. Today's defaults against the previous ones. */
const recipe = async (work, at) => [await compareArms(work, at, 'recipe', ['the defaults', 'the defaults of before'].map((name) => ({ name })))];

/** 8. What a user could use instead. */
async function alternatives(work, at) {
  const classes = Object.keys(at.counts);
  const folder = (name) => path.join(work.folder, 'samples', name);
  const training = work.train('base');
  const rows = [{ name: 'this model (base)', samples: work.sample('base', 'base'), training: { parameters: training.parameters, seconds: training.steps * training.secondsPerStep } },
    { name: 'this model, guidance 2', samples: work.sample('base', 'base, guidance 2', ['--guidance', 2]), training: { parameters: training.parameters, seconds: training.steps * training.secondsPerStep } }];
  rows.push({ name: 'the shipped model', samples: sampleShipped(work, at, 'shipped'), training: { parameters: work.infoOf('emoji').parameters } });
  const minutes = (training.steps * training.secondsPerStep) / 60;
  const network = await work.keptAsync('unet', async () => (await unet(await at.allAt(at.size), folder('unet'), at.counts, { size: at.size, minutes, parameters: training.parameters, threads: work.threads })) ?? {});
  if (network.parameters) rows.push({ name: 'U-Net, PyTorch', samples: folder('unet'), training: network });
  rows.push({ name: 'a Gaussian a class', samples: await gaussians(await at.allAt(at.size), folder('gaussians'), at.counts, at.size) });
  rows.push({ name: 'copies of training pictures', samples: await copies(await at.allAt(at.size), folder('copies'), at.counts, at.size) });
  for (const row of rows) {
    row.result = work.score(row.name, row.samples, at.real);
    row.near = await work.keptAsync(`memorization ${row.name}`, async () => memorization(row.samples, await at.allAt(at.size), classes));
  }
  await rowsOf(path.join(at.images, 'reproduction-alternatives.png'), rows.map(({ samples }) => samples));
  return [{
    head: ['what', 'parameters (M)', 'trained (min)', ...scoreHead, 'distance to training', 'copied'],
    rows: rows.map(({ name, training: of, result, near }) => [called(name), of ? (of.parameters / 1e6).toFixed(2) : '', of?.seconds ? (of.seconds / 60).toFixed(1) : '', ...scoreCells(result), near.median.toFixed(2), `${(100 * near.copied).toFixed(0)} %`]),
    image: 'reproduction-alternatives.png',
    notes: ['Distance to training: the median distance from a sample to its nearest training picture, in units of that picture\'s distance to its own nearest neighbour. Copied: the share of samples below a third. The references are training pictures, so copies score best without being an achievement.'],
  }];
}

/** The experiments, by name; `claim` is what the paper says. */
export const EXPERIMENTS = {
  encoders: { title: 'Spatially aware latents', claim: 'Spatial-aware latents against vanilla PerceiverIO: 7.03 against 65.09 (App. E); the linear variant is close to the former (App. C).', run: encoders },
  placements: { title: 'Where latents lie', claim: 'Grid 9.74, random with twice the latents 11.86, KMeans++ 15.56, random 17.99 (App. D).', run: placements },
  resolutions: { title: 'Other resolutions', claim: 'From 256 to 512 pixels: native 23.09, bicubic 24.34, bilinear 35.05 (Sec. 4.4).', run: resolutions },
  decoded: { title: 'Fewer decoded points', claim: 'Decoding only some of the points in training saves more than 20 % of the operations at about the same score (App. C).', run: decoded },
  sizes: { title: 'Size, compute, guidance', claim: 'Larger models and more training are better (App. B).', run: sizes },
  solvers: { title: 'Solvers', claim: 'Euler with 100 steps for pictures (App. A.1); it gives no comparison.', run: solvers },
  recipe: { title: 'The defaults', claim: 'No claim. This compares today\'s defaults of `inrflow train` with the previous ones.', run: recipe },
  alternatives: { title: 'What a user could use instead', claim: 'No claim. This compares the model with simpler methods, on the same pictures and, if they are trained, for the same time.', run: alternatives },
  ...REPEATED,
};

