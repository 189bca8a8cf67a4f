// How much of its pixels a latent takes in: the effective rank of its Jacobian by their numbers, for encoders at initialization, and for trained ones.
//
//     node tools/reproduce/jacobian.mjs [CHECKPOINT …]
//
// Checkpoints are of models of 32 × 32 pixels, for what training makes of it.
// The effective rank is the participation ratio of the squared singular values, (Σσ²)² / Σσ⁴: n if n of them are equal and the others zero.
import { encodeContext, groupPairs, contextArrays, initialParameters, loadModel, modelDefaults, normalValues, parameterSpecs } from '@inrflow/core';
import { createImageModality, image, pixelCoordinates } from '@inrflow/image';
import * as tf from '@tensorflow/tfjs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { baseConfig } from './arms.mjs';
import { table } from './report.mjs';

const EDGE = 32;
const STEP = 1e-2;

/** The effective rank of a matrix `[rows, columns]`. */
export function effectiveRank(rows) {
  const n = rows[0].length;
  const gram = Float64Array.from({ length: n * n }, (_, at) => rows.reduce((sum, row) => sum + row[Math.floor(at / n)] * row[at % n], 0));
  // The trace of the Gram matrix is Σσ², that of its square Σσ⁴: no singular value is needed one by one.
  const squares = gram.reduce((sum, value) => sum + value * value, 0);
  const trace = Array.from({ length: n }, (_, i) => gram[i * n + i]).reduce((sum, value) => sum + value, 0);
  return trace ** 2 / squares;
}

/** The effective rank of latents' Jacobians by the numbers of their own pixels, the mean over some latents. @param network one of 32 × 32 pixels; its blocks are left out */
export function rankOf({ config, modality, pseudoCoordinates }, arrays, seed = 1) {
  const network = { config: { ...config, blocks: 0 }, modality, pseudoCoordinates };
  const coordinates = pixelCoordinates(EDGE);
  const values = normalValues({ seed, stream: 'picture' }, 3 * EDGE ** 2);
  const group = groupPairs(config, modality, pseudoCoordinates);
  return tf.tidy(() => {
    const parameters = Object.fromEntries(Object.entries(arrays).map(([name, { shape, data }]) => [name, tf.tensor(data, shape)]));
    const latentsOf = (pictures) => {
      const pairs = pictures.map((each) => ({ points: EDGE ** 2, coordinates, values: each }));
      const laid = contextArrays(pairs, pairs.map(group));
      const tensor = ({ data, shape }) => tf.tensor(data, shape);
      const label = tf.fill([pictures.length], config.classes, 'int32');
      return encodeContext(network, parameters, { coordinates: tensor(laid.coordinates), values: tensor(laid.values) }, { time: tf.zeros([pictures.length]), ...(config.classes > 0 && { label }) }).latents;
    };
    const ranks = [9, 27, 36, 54].map((latent) => {
      const { indices, counts } = modality.assign({ points: EDGE ** 2, coordinates, values }, pseudoCoordinates);
      const own = Array.from(indices.subarray(latent * counts[latent], (latent + 1) * counts[latent])).flatMap((pixel) => [0, 1, 2].map((c) => 3 * pixel + c));
      const moved = own.map((at) => values.map((x, i) => (i === at ? x + STEP : x)));
      const all = tf.unstack(tf.squeeze(tf.slice(latentsOf([values, ...moved]), [0, latent, 0], [-1, 1, -1]), [1])).map((row) => row.dataSync());
      const columns = all.slice(1).map((row) => Array.from(row, (x, i) => (x - all[0][i]) / STEP));
      return effectiveRank(Array.from({ length: config.width }, (_, row) => columns.map((column) => column[row])));
    });
    return ranks.reduce((sum, rank) => sum + rank, 0) / ranks.length;
  });
}

/** The rank of the base network with changes, untrained. */
export function untrainedRank(changes, seed = 1) {
  const { fourierFrequencies, ...sizes } = baseConfig.model;
  const modality = createImageModality({ fourierFrequencies });
  const config = { ...modelDefaults, ...sizes, ...changes, pairsPerLatent: EDGE ** 2 / sizes.latents };
  return rankOf({ config, modality, pseudoCoordinates: modality.pseudoCoordinates(config.latents) }, initialParameters(parameterSpecs(config, modality), seed), seed);
}

const VARIANTS = {
  'spatial, two heads (the base)': {}, 'spatial, eight heads': { heads: 8 }, 'spatial, local positions': { encoderPositions: 'local' }, 'spatial, MLP after it': { encoderMlp: true },
  'spatial, local positions, MLP, eight heads': { encoderPositions: 'local', encoderMlp: true, heads: 8 }, linear: { encoder: 'linear' },
};

if (process.argv[1] && path.resolve(process.argv[1]) === fileURLToPath(import.meta.url)) {
  await tf.setBackend('cpu');
  console.log(table(['encoder', 'effective rank (of 48)'], Object.entries(VARIANTS).map(([name, changes]) => [name, untrainedRank(changes).toFixed(1)])));
  for (const file of process.argv.slice(2)) {
    const { network, parameters } = await loadModel(file, image);
    console.log(`| ${file} | ${rankOf(network, parameters).toFixed(1)} |`);
  }
}
