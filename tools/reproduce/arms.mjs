// What is trained: one configuration all share, and what each arm changes of it. Arms have the same seed, the same pictures and the same
// number of floating-point operations.

/** The common configuration, at so many pixels. */
export const baseConfig = (size) => ({
  modality: 'image',
  data: { size },
  model: { width: 64, heads: 2, blocks: 4, latents: 64, decoderLayers: 2, encoder: 'spatial', activation: 'silu', fourierFrequencies: 4, latentFrequencies: 4 },
  training: { batchSize: 16, decodedPoints: 256, learningRate: 0.003, warmUpSteps: 50, decay: 'cosine', decayShare: 0.7, averageDecay: 0.995, checkpointEvery: 200, previewEvery: 0, weights: 'float32', seed: 1 },
  sampling: { solver: 'heun', steps: 10, guidance: 1 },
});

/**
 * The arms: what they change, how much of the compute they get (1 by default), or that they have as many steps as the base
 * (`sameSteps`), where the compute itself is what is asked for. `set` names the pictures, whose edge is `enlarged` times the others'.
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
  'base, eight heads': { model: { heads: 8 } },
  'base, second set': { set: 'twitter' },
  'perceiver, second set': { set: 'twitter', model: { encoder: 'perceiver' } },
  'linear, second set': { set: 'twitter', model: { encoder: 'linear' } },
  'base, twice the edge': { enlarged: 2, model: { fourierFrequencies: 8 } },
  'perceiver, twice the edge': { enlarged: 2, model: { fourierFrequencies: 8, encoder: 'perceiver' } },
  'linear, twice the edge': { enlarged: 2, model: { fourierFrequencies: 8, encoder: 'linear' } },
};

/** The configuration of an arm, without its steps. */
export function configOf(name, { size, pictures, short = false }) {
  const { model, training, set = 'google', enlarged = 1 } = ARMS[name];
  const base = baseConfig(size);
  const scale = short ? { width: 16, heads: 2, blocks: 1, latents: 16 } : {};
  const shortArm = short && model ? Object.fromEntries(Object.entries(model).map(([field, value]) => [field, { width: 8, heads: value > 2 ? 4 : 1, latents: 32 }[field] ?? value])) : model;
  return {
    ...base, data: { size: enlarged * size, path: pictures[set] }, model: { ...base.model, ...scale, ...shortArm },
    training: { ...base.training, ...(short && { batchSize: 4, decodedPoints: 64 }), ...(short && training?.decodedPoints ? { decodedPoints: training.decodedPoints / 8 } : training) },
  };
}

/** Steps of an arm whose step takes so many operations, for a budget in operations and the base's steps. */
export function stepsOf(name, { flops, budget, baseSteps }) {
  const { sameSteps, compute = 1 } = ARMS[name];
  return sameSteps ? baseSteps : Math.max(2, Math.round((compute * budget) / flops));
}
