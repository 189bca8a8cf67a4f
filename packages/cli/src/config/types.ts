import type { SolverName } from '@inrflow/core';
import type { Device } from '@inrflow/onnx';
import type { Colour, ImagePresetName, LatentPlacement } from '@inrflow/image';
import type { Axis, NormalizationName, Placement, PointCloudPresetName } from '@inrflow/pointcloud';
import type { Orientation, ProteinPresetName } from '@inrflow/protein';

/** The section `data` of pictures: see the JSON Schema for what each field means. */
export interface ImageDataSection {
  path?: string;
  size?: number;
  channels: 1 | 3;
  background: Colour;
  flip: boolean;
  labels: string;
  heldOut: number;
  range?: readonly [black: number, white: number];
  maxFileBytes: number;
}

/** The section `data` of point clouds. */
export interface PointCloudDataSection {
  path?: string;
  points: number;
  normalization: NormalizationName;
  up: Axis;
  rotation: 'none' | Axis;
  scaleRange: readonly [from: number, to: number];
  jitter: number;
  labels: 'folders' | 'none';
  heldOut: number;
  offset?: Placement['offset'];
  scale?: number;
  views: 'none' | 'axes';
  viewSize: number;
  patchSize: number;
  featureNetwork?: string;
  featureCache?: string;
  conditionChannels?: number;
  maxFileBytes: number;
}

/** The section `data` of proteins. */
export interface ProteinDataSection {
  path?: string;
  chain: string;
  minLength: number;
  maxLength: number;
  cropTo?: number;
  minPlddt: number;
  unknownResidues: 'drop' | 'refuse';
  scale: number;
  orientation: Orientation;
  eigenvectors: number;
  embeddings?: string;
  embeddingCache?: string;
  embeddingChannels?: number;
  heldOut: number;
  maxFileBytes: number;
}

/** What the sections `model` of all kinds of data have. */
interface NetworkSection {
  width?: number;
  heads?: number;
  blocks?: number;
  latents?: number;
  decoderLayers?: number;
  encoder: 'spatial' | 'linear' | 'perceiver';
  mlpRatio: number;
  activation: 'gelu' | 'silu';
  rotary?: boolean;
  latentFrequencies?: number;
}

/** The section `model` of pictures. */
export interface ImageModelSection extends NetworkSection {
  preset?: ImagePresetName;
  fourierFrequencies?: number;
  latentPlacement: LatentPlacement;
  placementSeed: number;
}

/** The section `model` of point clouds. */
export interface PointCloudModelSection extends NetworkSection {
  preset?: PointCloudPresetName;
  latentFrequencies: number;
  fourierFrequencies: number;
  pairsPerLatent?: number;
}

/** The section `model` of proteins. */
export interface ProteinModelSection extends NetworkSection {
  preset?: ProteinPresetName;
  fourierFrequencies: number;
  rotaryFastest?: number;
  pairsPerLatent?: number;
}

/** The section `training`. */
export interface TrainingSection {
  steps?: number;
  minutes?: number;
  batchSize: number;
  gradientAccumulation: number;
  decodedPoints?: number;
  learningRate?: number;
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
  checkpointMinutes: number;
  previewEvery: number;
  weights: 'float32' | 'float16';
  strict: boolean;
  device: Device;
  threads?: number;
}

/** The section `training` with everything settled that depends on the network and the data. */
export type SettledTrainingSection = TrainingSection & Required<Pick<TrainingSection, 'learningRate' | 'decodedPoints'>>;

/** The section `sampling`. */
export interface SamplingSection {
  solver?: SolverName;
  steps?: number;
  tolerance: number;
  shift: number;
  guidance: number;
  guidanceInterval: readonly [from: number, to: number];
}

/** The section `sampling` with everything settled that depends on the kind of data. */
export type SettledSamplingSection = SamplingSection & Required<Pick<SamplingSection, 'solver' | 'steps'>>;

interface ConfigOf<Name, Data, Model, Training = TrainingSection, Sampling = SamplingSection> {
  modality: Name;
  run?: string;
  data: Data;
  model: Model;
  training: Training;
  sampling: Sampling;
}

/** A configuration for pictures as it is read, with the defaults of the JSON Schema filled in. */
export type ImageConfig = ConfigOf<'image', ImageDataSection, ImageModelSection>;
/** One for point clouds. */
export type PointCloudConfig = ConfigOf<'pointcloud', PointCloudDataSection, PointCloudModelSection>;
/** One for proteins. */
export type ProteinConfig = ConfigOf<'protein', ProteinDataSection, ProteinModelSection>;
/** One of any kind of data. */
export type Config = ImageConfig | PointCloudConfig | ProteinConfig;

/** A configuration for pictures in which everything is settled that the network and the data depend on. */
export type ResolvedImageConfig = ConfigOf<'image', ImageDataSection & { path: string; size: number }, Required<Omit<ImageModelSection, 'preset'>>, SettledTrainingSection, SettledSamplingSection>;
/** One for point clouds. */
export type ResolvedPointCloudConfig = ConfigOf<'pointcloud', PointCloudDataSection & { path: string }, Required<Omit<PointCloudModelSection, 'preset'>>, SettledTrainingSection, SettledSamplingSection>;
/** One for proteins. */
export type ResolvedProteinConfig = ConfigOf<'protein', ProteinDataSection & { path: string; embeddingChannels: number }, Required<Omit<ProteinModelSection, 'preset' | 'rotaryFastest'>> & Pick<ProteinModelSection, 'rotaryFastest'>, SettledTrainingSection, SettledSamplingSection>;
/** One of any kind of data. */
export type ResolvedConfig = ResolvedImageConfig | ResolvedPointCloudConfig | ResolvedProteinConfig;
