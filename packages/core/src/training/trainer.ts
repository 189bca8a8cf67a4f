import type { HostTensor } from '@inrflow/onnx';
import { checkedDataset, type Dataset } from '../modality/index.js';
import { checkModelConfig, type Network } from '../model/index.js';
import { groupPairs, trainingBatch, type BatchRecipe } from '../objective/index.js';
import { accumulatedStep } from './accumulation.js';
import { adamWScalars, type AdamWOptions } from './adamW.js';
import { freshArrays, mappedArrays, type NamedArrays, type TrainingArrays } from './arrays.js';
import { checkRecipe } from './checkRecipe.js';
import { DivergedError } from './divergedError.js';
import { readExamples } from './examples.js';
import { warmedDecay } from './exponentialMovingAverage.js';
import { shuffledOrder } from './order.js';
import type { RuntimeOptions } from './runtimeOptions.js';
import { wholeStep, type HostScalars } from './wholeStep.js';

/** How a network is trained. */
export interface TrainingRecipe extends Omit<BatchRecipe, 'classes' | 'conditionChannels'> {
  batchSize: number;
  /**
   * Pieces of equal size that a batch is computed in, one after the other, so that memory holds the activations of one piece; the same step
   * up to rounding. Default 1: at once.
   */
  gradientAccumulation?: number;
  /** Learning rate of a step, counted from 1. */
  learningRate(step: number): number;
  optimizer: AdamWOptions;
  /** Limit of the gradients' global norm. */
  clipNorm: number;
  /** Decay of the parameters' moving average, warmed up: see {@link warmedDecay}. */
  averageDecay: number;
  seed: number;
}

/** What one step did. */
export interface StepReport {
  /** Steps done, this one included. */
  step: number;
  loss: number;
  /** Global norm of the gradients before clipping. */
  gradientNorm: number;
  learningRate: number;
  /** Decoded points. */
  points: number;
  /** Wall-clock time of the step. */
  seconds: number;
  /** Why examples were skipped. */
  skipped: string[];
  /** The time and the loss of each sample: averaged over steps they show where in time the network is wrong. */
  samples: { time: number; loss: number }[];
}

/** A training run. */
export interface Trainer {
  /** Steps done. */
  readonly step: number;
  /** Does one step. @throws DivergedError if the loss or the gradients' norm is not finite, before the state is updated */
  advance(): Promise<StepReport>;
  /** The state as it is now: arrays that the next step writes to, so copy or save them first. */
  arrays(): TrainingArrays;
  /** Frees the compiled step. */
  dispose(): Promise<void>;
}

/** Where and how a run starts. */
export interface TrainerOptions extends RuntimeOptions {
  network: Network;
  dataset: Dataset;
  recipe: TrainingRecipe;
  /** The state to go on from, which is copied; fresh by default. See {@link resumeFrom}. */
  resume?: { step: number; arrays: TrainingArrays };
  /** Parameters that a fresh run starts from, which are copied; random ones by default. See {@link startFrom}. */
  initial?: NamedArrays;
  /** An unreadable example stops training instead of being skipped. */
  strict?: boolean;
}

const scalar = (value: number): HostTensor => ({ dtype: 'float32', shape: [], data: Float32Array.of(value) });

/**
 * Starts or goes on with a training run. Everything random is addressed by seed and step, so that a resumed run repeats, bit for bit,
 * what an uninterrupted one does.
 *
 * @throws RangeError naming a field of the recipe or the model that is missing, misspelt or out of range
 */
export async function createTrainer({ network, dataset: given, recipe, resume, initial, strict = false, threads, device }: TrainerOptions): Promise<Trainer> {
  const config = checkModelConfig(network.config);
  checkRecipe(recipe);
  // A model without classes takes no notice of labels.
  const dataset = checkedDataset(given, { modality: network.modality, conditionChannels: config.conditionChannels, ...(config.classes > 0 && { classes: config.classes }) });
  let step = resume?.step ?? 0;
  // A copy: steps write to these arrays in turn, and the caller's are not theirs to change.
  let state = resume ? mappedArrays(resume.arrays, (data) => data.slice()) : freshArrays(network, recipe.seed, initial);
  // Where the next state is written to.
  let spare = mappedArrays(state, (data) => new Float32Array(data.length));
  const indexAt = shuffledOrder(recipe.seed, dataset.length, dataset.sizes && { sizes: dataset.sizes, batchSize: recipe.batchSize });
  const group = groupPairs(config, network.modality, network.pseudoCoordinates);
  const batchRecipe: BatchRecipe = { ...recipe, classes: config.classes, conditionChannels: config.conditionChannels };
  const pieces = recipe.gradientAccumulation ?? 1;
  if (!Number.isInteger(pieces) || pieces < 1 || recipe.batchSize % pieces !== 0) {
    throw new RangeError(`gradientAccumulation is ${pieces}; expected a positive integer that divides batchSize, ${recipe.batchSize}`);
  }
  const pieceSize = recipe.batchSize / pieces;
  const runner = pieces === 1 ? wholeStep(network, recipe, { threads, device }) : accumulatedStep(network, recipe, pieces, { threads, device });

  const prefetch = () => {
    const next = Array.from({ length: recipe.batchSize }, (_, i) => indexAt(step * recipe.batchSize + i));
    dataset.prefetch?.(next);
  };

  return {
    get step() {
      return step;
    },
    async advance() {
      const begun = performance.now();
      const { examples, skipped } = await readExamples(dataset, indexAt, step * recipe.batchSize, recipe.batchSize, { seed: recipe.seed, step, strict });
      const batches = Array.from({ length: pieces }, (_, piece) => {
        const firstSample = piece * pieceSize;
        return trainingBatch(examples.slice(firstSample, firstSample + pieceSize), group, batchRecipe, { seed: recipe.seed, step, firstSample });
      });
      const learningRate = recipe.learningRate(step + 1);
      const numbers = { ...adamWScalars(recipe.optimizer, learningRate, step + 1), averageRate: 1 - warmedDecay(recipe.averageDecay, step + 1) };
      const scalars = Object.fromEntries(Object.entries(numbers).map(([name, value]) => [name, scalar(value)])) as HostScalars;
      const { loss, gradientNorm, losses } = await runner.run(state, spare, batches, scalars);
      if (!Number.isFinite(loss)) throw new DivergedError(step + 1, `the loss of step ${step + 1} is ${loss}`);
      if (!Number.isFinite(gradientNorm)) throw new DivergedError(step + 1, `the gradients' norm of step ${step + 1} is ${gradientNorm}`);
      [state, spare] = [spare, state];
      step++;
      prefetch();
      const points = batches.reduce((sum, { query }) => sum + query.values.shape[0] * query.values.shape[1], 0);
      const times = batches.flatMap(({ condition }) => Array.from(condition.time.data));
      return { step, loss, gradientNorm, learningRate, points, seconds: (performance.now() - begun) / 1000, skipped, samples: losses.map((each, i) => ({ time: times[i], loss: each })) };
    },
    arrays: () => state,
    dispose: () => runner.dispose(),
  };
}
