import type { Dataset, Example, Modality, Places } from '@inrflow/core';
import type { Picture } from '@inrflow/image';
import type { Config, ResolvedConfig } from '../config/types.js';
import type { View } from './views.js';

/** What `inrflow sample` is told of how large a sample is to be. */
export interface Extent {
  /** `--size`. */
  size?: number;
  /** `--points`. */
  points?: number;
}

/** What one sample is made for, where samples are not alike: a sequence to fold. */
export interface Subject {
  name: string;
  /** Its own places, which the encoder reads. */
  places: Places;
}

/** What `inrflow sample` is told of its subjects. */
export interface SubjectOptions {
  /** `--sequence`. */
  sequence?: string;
  /** `--embeddings`. */
  embeddings?: string;
}

/** What the command knows of a kind of data, beside the library's {@link Modality}. */
export interface CommandModality<Given extends Config = Config, Settled extends ResolvedConfig = ResolvedConfig> {
  /** One example of the data and several, in messages: `picture`, `pictures`. */
  one: string;
  many: string;
  /** The part of an example that pairs are: `pixels`. */
  pairs: string;
  /** Samples of a class, or of a subject, where no number was asked for. */
  samples: number;
  /** The field that makes examples smaller. */
  sizeField: string;
  /** Opens the data of a configuration for training. @throws Error naming the file and the reason */
  open(config: Given): Promise<Dataset>;
  /** Fills in what depends on the data; undefined where it is not known without them. */
  settle(config: Given, dataset?: Dataset): Settled | undefined;
  modality(config: Settled): Modality;
  /** Channels of the tokens that examples are conditioned on; 0 for none. */
  conditionChannels(config: Settled): number;
  /** The condition that a picture makes. @throws UsageError where the model takes none */
  pictureCondition(config: Settled, file: string, view: View): Promise<Example['condition']>;
  /** What samples are made for, where each has places of its own; absent where all are alike. @throws UsageError naming what is wrong with them */
  subjects?(config: Settled, options: SubjectOptions): Promise<readonly Subject[]>;
  /** Points of a training example; about, where examples differ. */
  points(config: Settled): number;
  /** What an example of so many points, by default that of training, is: `of 32×32 pixels`. */
  extent(config: Settled, points?: number): string;
  /** Points that a sample is asked for; undefined for those of training. @throws UsageError where a flag is not of this kind of data */
  queryPoints(config: Settled, extent: Extent): number | undefined;
  /** So many places, as training or sampling has them. @throws UsageError where each sample has its own */
  places(config: Settled, points: number): Places;
  /** Formats of one file a sample; the first is the default. */
  fileFormats: readonly string[];
  /** Writes one sample. */
  writeSample(file: string, values: Float32Array, config: Settled, subject?: Subject): Promise<void>;
  /** Writes one page of samples that can be turned; undefined where there is none for this kind of data. */
  writePage?(file: string, samples: readonly { name: string; group?: string; values: Float32Array; subject?: Subject }[], config: Settled): Promise<void>;
  /** A sample as a picture, for sheets. */
  picture(values: Float32Array, config: Settled): Picture;
  /** What a coordinate and a value are, for users of exported models. */
  meaning: { coordinate: string; value: string };
}
