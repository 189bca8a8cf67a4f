import type { HostTensor } from '@inrflow/onnx';
import { checkedDataset, type Dataset } from '../modality/index.js';
import { checkModelConfig, type Network } from '../model/index.js';
import { groupPairs, trainingBatch, type BatchRecipe } from '../objective/index.js';
import type { ProcessGroup } from '../processes/index.js';
import { adamWScalars, type AdamWOptions } from './adamW.js';
import { freshArrays, mappedArrays, type NamedArrays, type TrainingArrays } from './arrays.js';
import { checkRecipe } from './checkRecipe.js';
import { createRunner } from './createRunner.js';
import { DivergedError } from './divergedError.js';
import { readExamples } from './examples.js';
import { warmedDecay } from './exponentialMovingAverage.js';
import { shuffledOrder } from './order.js';
import type { RuntimeOptions } from './runtimeOptions.js';
import { piecesOf } from './shared/pieces.js';
import { sharedSteps, type Gathering, type SharedNumbers, type SharedOptions } from './shared/sharedSteps.js';
import type { HostScalars } from './wholeStep.js';

/** How a network is trained. */
export interface TrainingRecipe extends Omit<BatchRecipe, 'classes' | 'conditionChannels' | 'augmentationChannels' | 'denoises' | 'decodedTogether'> {
  /** Examples per step. */
  batchSize: number;
  /**
   * Number of equal pieces in which a batch is computed, one after the other, so that memory holds the activations of only one; the same step
   * up to rounding. Default 1.
   */
  gradientAccumulation?: number;
  /** Whether the backward pass computes the inside of blocks again instead of keeping it: less memory for about a third more time; the same step up to rounding. Default false. */
  recompute?: boolean;
  /** Learning rate of a step, counted from 1. */
  learningRate(step: number): number;
  optimizer: AdamWOptions;
  /** Limit of the gradients' global norm. */
  clipNorm: number;
  /** Decay of the parameters' moving average, warmed up: see {@link warmedDecay}. */
  averageDecay: number;
  /** Seed of all randomness, an integer in [0, 2³²). */
  seed: number;
}

/** What one step did. */
export interface StepReport {
  /** Steps done, including this one. */
  step: number;
  /** Mean loss of the batch's samples. */
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
  /** The time and the loss of each sample; averaged over steps, they show at which times the network is wrong. */
  samples: { time: number; loss: number }[];
  /** How many of the seconds were spent transferring numbers between processes, and waiting for the slowest; absent if one process does the steps. */
  communication?: SharedNumbers['communication'];
  /** What each process said with the step: see `say` of {@link SharedOptions}. */
  said?: SharedNumbers['said'];
}

/** A training run. */
export interface Trainer {
  /** Steps done. */
  readonly step: number;
  /** Does one step. @throws DivergedError if the loss or the gradients' norm is not finite, before the state is updated */
  advance(): Promise<StepReport>;
  /** The current state. The next step writes to these arrays, so copy or save them first. @throws Error if the steps have left it on a device: {@link Trainer.whole} fetches it */
  arrays(): TrainingArrays;
  /** The whole state, of which a process may hold a part, or which may be on a device: every process of a group calls it at the same step. Arrays as those of {@link Trainer.arrays}. */
  whole(gathering?: Gathering): Promise<TrainingArrays>;
  /** Frees the compiled step. */
  dispose(): Promise<void>;
}

/** Where and how a run starts. */
export interface TrainerOptions extends RuntimeOptions {
  network: Network;
  dataset: Dataset;
  recipe: TrainingRecipe;
  /** The state from which to continue, which is copied; a fresh one by default. See {@link resumeFrom}. */
  resume?: { step: number; arrays: TrainingArrays };
  /** Parameters that a fresh run starts from, which are copied; random ones by default. See {@link startFrom}. */
  initial?: NamedArrays;
  /** An unreadable example stops training instead of being skipped. */
  strict?: boolean;
  /** Processes that do the steps together, each of which has such a trainer; each reads only its part of a batch. This process alone by default. */
  processes?: ProcessGroup;
  /** How they share the steps. */
  shared?: Partial<SharedOptions>;
}

const scalar = (value: number): HostTensor => ({ dtype: 'float32', shape: [], data: Float32Array.of(value) });

/**
 * Starts or continues a training run. Everything random is addressed by seed and step, so a resumed run repeats an uninterrupted one
 * bit for bit.
 *
 * @throws RangeError naming a field of the recipe or the model that is missing, misspelt or out of range
 */
export async function createTrainer({ network: wanted, dataset: given, recipe, resume, initial, strict = false, processes, shared: sharing, threads, device }: TrainerOptions): Promise<Trainer> {
  const config = checkModelConfig(wanted.config);
  checkRecipe(recipe);
  const network: Network = recipe.recompute ? { ...wanted, recomputes: true } : wanted;
  if (network.denoises && network.denoises.name !== recipe.path.name) throw new RangeError(`recipe.path is ${recipe.path.name}, but the network denoises on the ${network.denoises.name} path`);
  // A model without classes ignores labels.
  const dataset = checkedDataset(given, { modality: network.modality, conditionChannels: config.conditionChannels, augmentationChannels: config.augmentationChannels, ...(config.classes > 0 && { classes: config.classes }) });
  let step = resume?.step ?? 0;
  // A copy, because steps write to these arrays and must not modify the caller's.
  let state = resume ? mappedArrays(resume.arrays, (data) => data.slice()) : freshArrays(network, recipe.seed, initial);
  const indexAt = shuffledOrder(recipe.seed, dataset.length, dataset.sizes && { sizes: dataset.sizes, batchSize: recipe.batchSize });
  const group = groupPairs(config, network.modality, network.pseudoCoordinates);
  const batchRecipe: BatchRecipe = { ...recipe, classes: config.classes, conditionChannels: config.conditionChannels, augmentationChannels: config.augmentationChannels, denoises: network.denoises !== undefined, decodedTogether: network.modality.decodedTogether };
  if (batchRecipe.auxiliaryWeight && !network.modality.auxiliaryLoss) throw new RangeError(`recipe.auxiliaryWeight is ${batchRecipe.auxiliaryWeight}, but ${network.modality.name} has no auxiliary loss: expected 0`);
  const pieces = piecesOf(recipe.batchSize, recipe.gradientAccumulation ?? 1, processes ?? { rank: 0, size: 1 });
  const shared = processes && processes.size > 1 ? sharedSteps(network, recipe, state, pieces, processes, { deterministic: false, shardState: false, ...sharing }, { threads, device }) : undefined;
  const runner = await createRunner(network, recipe, pieces.count, { threads, device });
  /** Whether the state is on a device, and `state` is outdated. */
  let isElsewhere = false;
  // Where the next state is written to.
  if (shared) state = shared.arrays();
  let spare = shared ? state : mappedArrays(state, (data) => new Float32Array(data.length));
  /** Places in the batch of the samples of this process. */
  const ownSamples = pieces.own.flatMap((piece) => Array.from({ length: pieces.size }, (_, i) => piece * pieces.size + i));

  const prefetch = () => dataset.prefetch?.(ownSamples.map((sample) => indexAt(step * recipe.batchSize + sample)));

  /** This process's pieces of the current step's batch. */
  async function read() {
    const { examples, skipped } = await readExamples(dataset, indexAt, step * recipe.batchSize, recipe.batchSize, { seed: recipe.seed, step, strict, samples: ownSamples });
    const batches = pieces.own.map((piece, i) => trainingBatch(examples.slice(i * pieces.size, (i + 1) * pieces.size), group, batchRecipe, { seed: recipe.seed, step, firstSample: piece * pieces.size }));
    return { batches, skipped };
  }

  /** The current step, by this process alone. */
  async function stepAlone(scalars: HostScalars) {
    const { batches, skipped } = await read();
    const { loss, gradientNorm, losses } = await runner.run(state, spare, batches, scalars);
    if (!Number.isFinite(loss)) throw new DivergedError(step + 1, `the loss of step ${step + 1} is ${loss}`);
    if (!Number.isFinite(gradientNorm)) throw new DivergedError(step + 1, `the gradients' norm of step ${step + 1} is ${gradientNorm}`);
    if (runner.download) isElsewhere = true;
    else [state, spare] = [spare, state];
    const points = batches.reduce((sum, { query }) => sum + query.values.shape[0] * query.values.shape[1], 0);
    const times = batches.flatMap(({ condition }) => Array.from(condition.time.data));
    return { loss, gradientNorm, points, skipped, samples: losses.map((each, i) => ({ time: times[i], loss: each })) };
  }

  return {
    get step() {
      return step;
    },
    async advance() {
      const begun = performance.now();
      const learningRate = recipe.learningRate(step + 1);
      const numbers = { ...adamWScalars(recipe.optimizer, learningRate, step + 1), averageRate: 1 - warmedDecay(recipe.averageDecay, step + 1) };
      const scalars = Object.fromEntries(Object.entries(numbers).map(([name, value]) => [name, scalar(value)])) as HostScalars;
      const done = shared ? await shared.step(step + 1, read, scalars) : await stepAlone(scalars);
      step++;
      prefetch();
      return { step, learningRate, ...done, seconds: (performance.now() - begun) / 1000 };
    },
    arrays() {
      if (isElsewhere) throw new Error('the state is on the device: await trainer.whole() first');
      return shared?.arrays() ?? state;
    },
    async whole(gathering) {
      if (shared) return shared.whole(gathering);
      if (isElsewhere) await runner.download!(state);
      isElsewhere = false;
      return state;
    },
    async dispose() {
      await shared?.dispose();
      await runner.dispose();
    },
  };
}
