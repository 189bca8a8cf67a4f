import * as tf from '@tensorflow/tfjs';
import { sharedPseudoCoordinates, type Example } from '../modality/index.js';
import { modelDefaults, type Network } from '../model/index.js';
import { uniform } from '../objective/index.js';
import { linear } from '../paths/index.js';
import { euler } from '../samplers/index.js';
import { createGenerator } from '../sampling/index.js';
import { createTrainer, type NamedArrays, type Trainer } from '../training/index.js';
import { firstNotFinite, latentsOf, type ModalityCheck, type ModalitySubject } from './subject.js';

function tinyNetwork(subject: ModalitySubject): Network {
  const { modality, examples } = subject;
  // If samples have their own latents, those of the data set may have more than these examples.
  const latents = Math.max(modality.pseudoCoordinatesOf ? (subject.latents ?? 1) : 1, ...examples.map((example) => latentsOf(subject, example).latents));
  const condition = examples[0].condition;
  return {
    modality,
    pseudoCoordinates: sharedPseudoCoordinates(modality, latents),
    config: {
      ...modelDefaults, width: 16, heads: 2, blocks: 1, latents, latentFrequencies: 2,
      // As many slots as a latent can need, in case one reads all pairs.
      pairsPerLatent: Math.max(...examples.map(({ points }) => points)),
      classes: subject.dataset?.classes.length ?? 0,
      conditionChannels: condition ? condition.features.length / condition.tokens : 0,
    },
  };
}

async function trained(subject: ModalitySubject, network: Network, look: (trainer: Trainer, loss: number) => void | Promise<void>): Promise<void> {
  const { examples, dataset } = subject;
  const unlabelled = ({ label: _, ...example }: Example): Example => example;
  const trainer = await createTrainer({
    network, strict: true, threads: 1,
    dataset: dataset ?? { length: examples.length, classes: [], example: async (index) => unlabelled(examples[index]) },
    recipe: {
      path: linear, times: uniform, decodedPoints: 8, conditionDropout: 0.1, batchSize: 2, learningRate: () => 1e-3,
      optimizer: { beta1: 0.9, beta2: 0.999, epsilon: 1e-8, weightDecay: 0 }, clipNorm: 2, averageDecay: 0.99, seed: 1,
    },
  });
  try {
    await look(trainer, (await trainer.advance()).loss);
  } finally {
    await trainer.dispose();
  }
}

const reason = (error: unknown) => (error instanceof Error ? error.message : String(error));

/** The faults that `body` finds, the error that it throws, and how many tensors it leaves behind, a sentence each. */
async function without(what: string, body: (faults: string[]) => Promise<void>): Promise<string[]> {
  const faults: string[] = [];
  const before = tf.memory().numTensors;
  try {
    await body(faults);
  } catch (error) {
    return [`${what} fails: ${reason(error)}`];
  }
  const left = tf.memory().numTensors - before;
  if (left !== 0) faults.push(`${what} leaves ${left} tensors in memory`);
  return faults;
}

/** A tiny network trains for a step on the examples, with a finite loss and finite parameters, and leaves no tensor in memory. */
export const trainsAStep: ModalityCheck = (subject) => without('a training step', async (faults) => {
  await trained(subject, tinyNetwork(subject), (trainer, loss) => {
    if (!Number.isFinite(loss)) faults.push(`the loss of a training step is ${loss}`);
    for (const [name, { data }] of Object.entries(trainer.arrays().parameters)) {
      if (firstNotFinite(data) >= 0) faults.push(`after a training step, parameter '${name}' is not finite`);
    }
  });
});

/** A tiny network is sampled with the first example's places as context at another number of queries, and leaves no tensor in memory. */
export const samplesElsewhere: ModalityCheck = (subject) => without('sampling', async (faults) => {
  const { modality, examples: [{ points, coordinates }] } = subject;
  const half = Math.max(1, Math.floor(points / 2));
  const query = subject.query ?? { points: half, coordinates: coordinates.slice(0, half * modality.coordinateChannels) };
  const network = tinyNetwork({ ...subject, examples: subject.examples.slice(0, 1).map(({ condition: _, ...example }) => example), dataset: undefined });
  let weights: NamedArrays = {};
  await trained({ ...subject, examples: subject.examples.slice(0, 1).map(({ condition: _, ...example }) => example), dataset: undefined }, network, (trainer) => {
    weights = trainer.arrays().parameters;
  });
  const generator = await createGenerator({ network, parameters: weights, path: linear, context: { points, coordinates }, batch: 2, chunk: 16, threads: 1 });
  try {
    const [values] = await generator.generate([{ sample: 0 }], { seed: 1, solver: euler, solverOptions: { steps: 2 }, query });
    const expected = query.points * modality.valueChannels;
    if (values.length !== expected) faults.push(`a sample at ${query.points} queries has ${values.length} values; expected ${expected}`);
    if (firstNotFinite(values) >= 0) faults.push(`a sample at ${query.points} queries is not finite`);
  } finally {
    await generator.dispose();
  }
});
