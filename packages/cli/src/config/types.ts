import type { SolverName } from '@inrflow/core';
import type { Colour, ImagePresetName, LatentPlacement } from '@inrflow/image';

/** The section `data`: see the JSON Schema for what each field means. */
export interface DataSection {
  path?: string;
  size?: number;
  channels: 1 | 3;
  background: Colour;
  flip: boolean;
  labels: string;
  heldOut: number;
}

/** The section `model`. */
export interface ModelSection {
  preset?: ImagePresetName;
  width?: number;
  heads?: number;
  blocks?: number;
  latents?: number;
  decoderLayers?: number;
  encoder: 'spatial' | 'linear' | 'perceiver';
  mlpRatio: number;
  activation: 'gelu' | 'silu';
  rotary?: boolean;
  latentFrequencies: number;
  fourierFrequencies?: number;
  latentPlacement: LatentPlacement;
  placementSeed: number;
}

/** The section `training`. */
export interface TrainingSection {
  steps?: number;
  minutes?: number;
  batchSize: number;
  gradientAccumulation: number;
  decodedPoints?: number;
  learningRate: number;
  warmUpSteps: number;
  decay: 'constant' | 'linear' | 'cosine';
  decayShare: number;
  decayFrom?: number;
  finalLearningRate: number;
  path: 'linear' | 'trigonometric' | 'variance-preserving';
  times: 'uniform' | 'logit-normal';
  conditionDropout: number;
  clipNorm: number;
  averageDecay: number;
  beta1: number;
  beta2: number;
  epsilon: number;
  weightDecay: number;
  seed: number;
  checkpointEvery: number;
  previewEvery: number;
  weights: 'float32' | 'float16';
  strict: boolean;
  threads?: number;
}

/** The section `sampling`. */
export interface SamplingSection {
  solver: SolverName;
  steps: number;
  shift: number;
  guidance: number;
  guidanceInterval: readonly [from: number, to: number];
}

/** A configuration as it is read, with the defaults of the JSON Schema filled in. */
export interface Config {
  modality: 'image';
  run?: string;
  data: DataSection;
  model: ModelSection;
  training: TrainingSection;
  sampling: SamplingSection;
}

/** A configuration in which everything is settled that the network and the data depend on. */
export interface ResolvedConfig extends Config {
  data: DataSection & { path: string; size: number };
  model: Required<Omit<ModelSection, 'preset'>>;
}
