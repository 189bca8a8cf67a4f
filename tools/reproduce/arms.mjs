// What is trained: one configuration all share, and what each arm changes of it. Arms have the same seed, the same pictures and the same
// number of floating-point operations.

/** The common configuration. */
export const baseConfig = {
  modality: 'image',
  model: { width: 64, heads: 2, blocks: 4, latents: 64, decoderLayers: 2, encoder: 'spatial', activation: 'silu', fourierFrequencies: 4, latentFrequencies: 4 },
  training: { batchSize: 16, decodedPoints: 256, learningRate: 0.003, warmUpSteps: 50, decay: 'cosine', decayShare: 0.7, averageDecay: 0.995, checkpointEvery: 200, previewEvery: 0, weights: 'float32', seed: 1 },
  sampling: { solver: 'euler', steps: 20, guidance: 1 },
};

/** The paper's geometry: 128 pixels, 256 latents of 64 of them, one decoder layer. */
const GEOMETRY = { latents: 256, decoderLayers: 1, fourierFrequencies: 16, latentFrequencies: 8 };
const GEOMETRY_TRAINING = { batchSize: 4, decodedPoints: 1024 };

/**
 * The arms: what they change, how much of the compute they get (1 by default), or that they have as many steps as the base
 * (`sameSteps`), where the compute itself is what is asked for. `set` names the pictures, whose edge is `enlarged` times the others'. What is
 * `alone` leaves the base's network and training aside: only the seed and the sampling are the same. `sameSteps` may name another arm; `data.finer` asks for
 * pictures of twice the edge besides.
 */
export const ARMS = {
  base: {},
  perceiver: { model: { encoder: 'perceiver' } },
  linear: { model: { encoder: 'linear' } },
  'kmeans++': { model: { latentPlacement: 'kmeans++' } },
  random: { model: { latentPlacement: 'random' } },
  'random, twice the latents': { model: { latentPlacement: 'random', latents: 128 } },
  'all points decoded': { training: { decodedPoints: 1024 }, sameSteps: true },
  '512 points decoded': { training: { decodedPoints: 512 }, sameSteps: true },
  '128 points decoded': { training: { decodedPoints: 128 }, sameSteps: true },
  'twice the width': { model: { width: 128, heads: 4 } },
  'half the width, as many steps': { model: { width: 32, heads: 1 }, sameSteps: true },
  'twice the width, as many steps': { model: { width: 128, heads: 4 }, sameSteps: true },
  'a quarter of the compute': { compute: 0.25 },
  'half of the compute': { compute: 0.5 },
  trigonometric: { training: { path: 'trigonometric' } },
  'variance-preserving': { training: { path: 'variance-preserving' } },
  'uniform times': { training: { times: 'uniform' } },
  'base, eight heads': { model: { heads: 8 } },
  'base, second set': { set: 'twitter' },
  'perceiver, second set': { set: 'twitter', model: { encoder: 'perceiver' } },
  'linear, second set': { set: 'twitter', model: { encoder: 'linear' } },
  'base, twice the edge': { enlarged: 2, model: { fourierFrequencies: 8 } },
  'perceiver, twice the edge': { enlarged: 2, model: { fourierFrequencies: 8, encoder: 'perceiver' } },
  'linear, twice the edge': { enlarged: 2, model: { fourierFrequencies: 8, encoder: 'linear' } },
  // Repeated with several seeds, on pictures of which some are held out.
  'data predicted': { training: { prediction: 'data' } },
  'data predicted, noisier times': { training: { prediction: 'data', timesMean: -0.8, timesDeviation: 0.8 } },
  'data predicted, later times': { training: { prediction: 'data', timesMean: 0.4, timesDeviation: 1.3, timesUniform: 0.02 } },
  'later times': { training: { timesMean: 0.4, timesDeviation: 1.3, timesUniform: 0.02 } },
  augmented: { data: { augment: 0.15 } },
  'finer queries': { data: { finer: true } },
  'normalized queries and keys': { model: { queryKeyNorm: true } },
  'query joined again': { model: { rejoinQuery: true } },
  'local positions, MLP in the encoder': { model: { encoderPositions: 'local', encoderMlp: true } },
  'read again before every block': { model: { reread: 1 } },
  'geometry, spatial': { enlarged: 4, model: GEOMETRY, training: GEOMETRY_TRAINING },
  'geometry, perceiver': { enlarged: 4, model: { ...GEOMETRY, encoder: 'perceiver' }, training: GEOMETRY_TRAINING, sameSteps: 'geometry, spatial' },
  'geometry, perceiver without places': { enlarged: 4, model: { ...GEOMETRY, encoder: 'perceiver', placedLatents: false }, training: GEOMETRY_TRAINING, sameSteps: 'geometry, spatial' },
  'geometry, perceiver, equal compute': { enlarged: 4, model: { ...GEOMETRY, encoder: 'perceiver' }, training: GEOMETRY_TRAINING },
  'the defaults': { alone: true, compute: 4 },
  // Those of version 0.1 at this size, as far as they differ from today's.
  'the defaults of before': {
    alone: true, compute: 4, model: { width: 192, heads: 6, blocks: 6, latents: 256, decoderLayers: 1, latentFrequencies: 16 },
    training: { batchSize: 64, decodedPoints: 1024, learningRate: 0.0005, decayShare: 0.5 },
  },
};

/** What the short form of the experiments shrinks. */
const SHORT_BASE = { model: { width: 16, heads: 2, blocks: 1, latents: 16 }, training: { batchSize: 4, decodedPoints: 64 } };
const SHORT_FIELD = { width: () => 8, heads: (heads) => (heads > 2 ? 4 : 1), blocks: () => 2, latents: (latents) => (latents === 128 ? 32 : 16), decodedPoints: (points) => points / 8 };
const shortened = (section = {}) => Object.fromEntries(Object.entries(section).map(([field, value]) => [field, SHORT_FIELD[field]?.(value) ?? value]));

/** The configuration of an arm, without its steps. */
export function configOf(name, { size, pictures, short = false, seed: ofArm, heldOut }) {
  const { model, training, data: { finer, ...data } = {}, alone = false, set = 'google', enlarged = 1 } = ARMS[name];
  const { seed, checkpointEvery, previewEvery, weights } = baseConfig.training;
  const base = alone ? { ...baseConfig, model: {}, training: { seed, checkpointEvery, previewEvery, weights } } : baseConfig;
  const own = short ? [SHORT_BASE, { model: shortened(model), training: shortened(training) }] : [{ model, training }];
  return {
    ...base, data: { size: enlarged * size, path: pictures[set], ...data, ...(finer && { finerSize: 2 * enlarged * size }), ...(heldOut !== undefined && { heldOut }) },
    model: Object.assign({}, base.model, ...own.map(({ model: part }) => part)), training: Object.assign({}, base.training, ...own.map(({ training: part }) => part), ...(ofArm === undefined ? [] : [{ seed: ofArm }])),
  };
}

/** Steps of an arm whose step takes so many operations, for a budget in operations and the steps of the arm that has as many. */
export function stepsOf(name, { flops, budget, baseSteps }) {
  const { sameSteps, compute = 1 } = ARMS[name];
  return sameSteps ? baseSteps : Math.max(2, Math.round((compute * budget) / flops));
}
