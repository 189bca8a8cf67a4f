// Experiments that are repeated with several seeds and judged by the loss on held-out pictures: a difference that the choice of seeds and pictures can explain does not count.
import { TIME_EDGES } from '@inrflow/core';
import { byExample, interval, verdict } from './statistics.mjs';

/** Share of the pictures that repeated arms never see. */
const HELD_OUT = 0.2;

/** The standard normal distribution function (Abramowitz and Stegun, 7.1.26; error below 1.5e-7). */
function normalBelow(x) {
  const t = 1 / (1 + 0.3275911 * (Math.abs(x) / Math.SQRT2));
  const tail = t * (0.254829592 + t * (-0.284496736 + t * (1.421413741 + t * (-1.453152027 + t * 1.061405429)))) * Math.exp((-x * x) / 2) / 2;
  return x > 0 ? 1 - tail : tail;
}

const logit = (t) => Math.log(t / (1 - t));
/** Probability that a logit-normal(0, 1) time falls into the bin of a time: so weighed, held-out losses are on the scale of those of training. */
export function trainedWeight(time) {
  const bin = TIME_EDGES.findIndex((edge) => edge > time) - 1;
  const [from, to] = [TIME_EDGES[bin], TIME_EDGES[bin + 1]];
  return (to >= 1 ? 1 : normalBelow(logit(to))) - (from <= 0 ? 0 : normalBelow(logit(from)));
}
/** Times at which edges and dust are decided, all alike. */
const lateWeight = (time) => (time > 0.9 ? 1 : 0);

const shown = (value) => value.toPrecision(3);
const withInterval = ({ mean, low, high }) => `${shown(mean)} (${shown(low)} to ${shown(high)})`;
const change = ({ mean, low, high }, base) => {
  const percent = (x) => `${x > 0 ? '+' : ''}${(100 * (x / base)).toFixed(1)}`;
  return `${percent(mean)} % (${percent(low)} to ${percent(high)})`;
};

/**
 * Arms against the first of them, each repeated with every seed.
 *
 * @param scored whether samples are made and scored as well
 */
export function compareRepeated(work, { seeds }, names, { scored = false } = {}) {
  const rows = names.map((name) => {
    const repeats = seeds.map((seed) => ({ seed, heldOut: HELD_OUT }));
    const trained = repeats.map((repeat) => work.train(name, repeat));
    const losses = repeats.map((repeat) => work.heldOutLosses(name, repeat));
    const scores = scored ? repeats.map((repeat) => work.heldOutScores(name, repeat).frechetDistance.value) : undefined;
    return { name, trained: trained[0], losses: losses.map((each) => byExample(each, trainedWeight)), late: losses.map((each) => byExample(each, lateWeight)), scores };
  });
  const [base] = rows;
  // Noise and pictures are the same for every model, so that differences are paired by seed and picture.
  const paired = (row, of) => row[of].map((run, i) => run.map((loss, k) => loss - base[of][i][k]));
  const versus = (row, of) => {
    if (row === base) return ['', ''];
    const difference = interval(paired(row, of));
    return [change(difference, interval(base[of]).mean), verdict(difference)];
  };
  const ofScores = (row) => {
    if (!row.scores) return [];
    const [low, high] = [Math.min(...row.scores), Math.max(...row.scores)];
    const [baseLow, baseHigh] = [Math.min(...base.scores), Math.max(...base.scores)];
    return [`${shown(row.scores.reduce((sum, x) => sum + x, 0) / row.scores.length)} (${shown(low)} to ${shown(high)})`, row === base ? '' : high < baseLow ? 'lower' : low > baseHigh ? 'higher' : 'undecided'];
  };
  return {
    head: ['arm', 'parameters (M)', 'steps', 'held-out loss', 'against the first', '', 'late (t > 0.9)', 'against the first', '', ...(scored ? ['Fréchet, held out', ''] : [])],
    rows: rows.map((row) => [row.name, (row.trained.parameters / 1e6).toFixed(2), String(row.trained.steps), withInterval(interval(row.losses)), ...versus(row, 'losses'), withInterval(interval(row.late)), ...versus(row, 'late'), ...ofScores(row)]),
    notes: [`Seeds ${seeds.join(', ')}; ${base.losses[0].length} held-out pictures. In brackets: the range of 95 % of bootstrap means over seeds and pictures${scored ? '; for the Fréchet distance, the lowest and the highest seed' : ''}. Lower is better.`],
  };
}

/** The experiments, by name. */
export const REPEATED = {
  'encoders-repeated': {
    title: 'Spatially aware latents, repeated', claim: 'Spatial-aware latents against vanilla PerceiverIO: 7.03 against 65.09 (App. E); the linear variant is close to the former (App. C).',
    run: async (work, at) => [compareRepeated(work, at, ['base', 'linear', 'perceiver', 'base, eight heads'])],
  },
  geometry: {
    title: "The paper's geometry", claim: 'The same claim, at 128 pixels with 256 latents of 64 pixels and one decoder layer; the public release gives the perceiver\'s latents no places.',
    run: async (work, at) => [compareRepeated(work, at, ['geometry, spatial', 'geometry, perceiver', 'geometry, perceiver without places', 'geometry, perceiver, equal compute'])],
  },
  prediction: {
    title: 'What the network predicts, and when', claim: 'Velocities, at logit-normal times (App. A).',
    run: async (work, at) => [compareRepeated(work, at, ['base', 'data predicted', 'data predicted, noisier times', 'data predicted, later times', 'later times', 'finer queries', 'augmented'], { scored: true })],
  },
  departures: {
    title: 'Departures from the public release', claim: 'The release normalizes queries and keys, joins the query again before its last layer, and gives its encoder positions local to the patch and an MLP; its point-cloud blocks read their input again.',
    run: async (work, at) => [compareRepeated(work, at, ['base', 'normalized queries and keys', 'query joined again', 'local positions, MLP in the encoder', 'read again before every block'])],
  },
};
