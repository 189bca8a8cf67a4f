import type { Dataset, Example, Modality, Scaling } from '../modality/index.js';
import type { Places } from '../sampling/index.js';
import type { DataSettings, NetworkSettings, SamplingSettings, SchemaFields, SettledSettings, TrainingSettings } from '../settings/index.js';

/** The version of the contract between a kind of data and this library. A kind of a later one is refused. */
export const CONTRACT_VERSION = 1;

/** What things are called in messages. */
export interface Words {
  /** One example: `picture`. */
  one: string;
  /** Several: `pictures`. */
  many: string;
  /** The parts of an example that pairs are: `pixels`. */
  pairs: string;
}

/** Sizes of a network under a name. */
export type Preset<Model extends object = object> = Partial<NetworkSettings & Model> & Required<Pick<NetworkSettings, 'width' | 'heads' | 'blocks' | 'latents' | 'decoderLayers'>>;

/** What one sample is made for, if samples are not alike: a sequence to fold. */
export interface Subject {
  name: string;
  /** Its own places, which the encoder reads. */
  places: Places;
}

/** What samples are to be, besides their classes. */
export interface Asked {
  /** Where values are wanted, made when they are needed: how many they are is known before memory is taken. The places of training by default. */
  query?: { points: number; places(): Places };
  /** What every sample is conditioned on. */
  condition?: Example['condition'];
  /** What samples are made for, if each has places of its own. */
  subjects?: readonly Subject[];
}

/**
 * A kind of data as settings describe it: what turns a section `data` and a section `model` into a network. A plain object that runs under Node and in
 * a browser. What touches files stands in the `Plugin` around it.
 *
 * `Data` and `Model` are the kind's own fields of these sections, `Sample` what a finished sample is, such as a picture, and `Ask` what a sample may be
 * asked to be, such as its size.
 */
export interface Kind<Data extends object = object, Model extends object = object, Sample = unknown, Ask extends object = object> {
  /** The version of this contract that the kind was written for: {@link CONTRACT_VERSION}. */
  contract: number;
  /** Short name, in settings and checkpoints. */
  name: string;
  /** The package that it comes from, as npm installs it, and its version; both are stored in checkpoints. */
  package: { name: string; version: string };
  words: Words;
  /** The JSON Schema of each field that the kind adds to a section, with its description and its default; one of `model` may replace a common field of that name. */
  fields: { data: SchemaFields; model?: SchemaFields };
  /** Sizes of networks by name; the first is the default. */
  presets: Readonly<Record<string, Preset<Model>>>;
  /** Values that suit this kind better than the common defaults. */
  defaults?: { model?: Partial<NetworkSettings & Model>; training?: Partial<TrainingSettings>; sampling?: Partial<SamplingSettings> };
  /** The field that makes examples smaller, for messages about memory: `data.size`. */
  sizeField: string;
  /** Samples of a class, or of a subject, if no number was asked for. Default 8. */
  samples?: number;
  /** The preset that suits the data, if it is not always the first. */
  presetFor?(data: DataSettings & Data): string;
  /** The section `data` with what follows from the data filled in; undefined if that is not known without them. As it is by default. */
  settleData?(data: DataSettings & Data, dataset?: Dataset): (DataSettings & Data) | undefined;
  /** What sizes and data make of the rest of the section `model`. What a user gave goes before it, and the preset after. */
  settleModel?(data: DataSettings & Data, sizes: Preset<Model>): Partial<NetworkSettings & Model>;
  /** Points of an example; about, if examples differ. */
  points(data: DataSettings & Data): number;
  /** What the network asks of this kind. */
  modality(settings: SettledSettings<Data, Model>): Modality;
  /** Channels of the tokens that examples are conditioned on. 0 by default. */
  conditionChannels?(settings: SettledSettings<Data, Model>): number;
  /** Numbers that say how an example was augmented: see `Example.augmentation`. 0 by default. */
  augmentationChannels?(settings: SettledSettings<Data, Model>): number;
  /** The places of a sample with the given number of points, by default those of training; absent if each example has its own places. */
  places?(settings: SettledSettings<Data, Model>, points: number): Places;
  /** The JSON Schema of each field of `Ask`: options of `sample` in a program, and flags of the command. */
  askFields?: SchemaFields;
  /**
   * What samples are to be, from what was asked for. Needed by kinds with `askFields`.
   *
   * @throws SettingsError naming the field, its value and what was expected
   */
  ask?(settings: SettledSettings<Data, Model>, ask: Ask): Asked | Promise<Asked>;
  /** The values of a finished sample at other places, by interpolation: what `sampling.lateQueries` begins with. Absent if places between those of training have no meaning. */
  interpolate?(settings: SettledSettings<Data, Model>, values: Float32Array, query: Places): Float32Array;
  /** A finished sample: what the values of one, in the unit of the data, stand for. */
  sampleOf(values: Float32Array, settings: SettledSettings<Data, Model>, subject?: Subject): Sample;
  /** Describes an example with the given number of points, for messages: `of 32×32 pixels`. */
  extent(settings: SettledSettings<Data, Model>, points: number): string;
  /** How values are brought to about unit scale, which is undone before anything is written or scored: as they are (`none`, the default), by the data's own mean and deviation (`fit`), or by these. */
  scale?: 'none' | 'fit' | Scaling;
  /** What a coordinate and a value are, for users of exported models. */
  meaning: { coordinate: string; value: string };
}
