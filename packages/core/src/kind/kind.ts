import type { Dataset, Example, Modality, Scaling } from '../modality/index.js';
import type { Places } from '../sampling/index.js';
import type { DataSettings, NetworkSettings, SamplingSettings, SchemaFields, SettledSettings, TrainingSettings } from '../settings/index.js';

/** The version of the contract between a kind of data and this library. Kinds for a later version are refused. */
export const CONTRACT_VERSION = 1;

/** What things are called in messages. */
export interface Words {
  /** One example: `picture`. */
  one: string;
  /** Several: `pictures`. */
  many: string;
  /** What pairs are: `pixels`. */
  pairs: string;
}

/** Named sizes of a network. */
export type Preset<Model extends object = object> = Partial<NetworkSettings & Model> & Required<Pick<NetworkSettings, 'width' | 'heads' | 'blocks' | 'latents' | 'decoderLayers'>>;

/** What one sample is made for, if samples differ in more than their class: a sequence to fold. */
export interface Subject {
  name: string;
  /** Its own coordinates, which the encoder reads. */
  places: Places;
}

/** What the user asks samples to be, besides their classes. */
export interface Asked {
  /** Coordinates of the requested values, created when needed, so that their number is known before memory is allocated. Those of training by default. */
  query?: { points: number; places(): Places };
  /** What every sample is conditioned on. */
  condition?: Example['condition'];
  /** What samples are made for, if each has places of its own. */
  subjects?: readonly Subject[];
}

/**
 * A kind of data: what turns the sections `data` and `model` of the settings into a network. A plain object that runs in Node and in
 * a browser. Everything that touches files is in the `Plugin` around it.
 *
 * `Data` and `Model` are the kind's own fields of these sections, `Sample` is a finished sample, such as a picture, and `Ask` has the options of a request for
 * samples, such as their size.
 */
export interface Kind<Data extends object = object, Model extends object = object, Sample = unknown, Ask extends object = object> {
  /** The version of this contract that the kind was written for: {@link CONTRACT_VERSION}. */
  contract: number;
  /** Short name, in settings and checkpoints. */
  name: string;
  /** The npm package that contains it, and its version; both are stored in checkpoints. */
  package: { name: string; version: string };
  words: Words;
  /** The JSON Schema of each field that the kind adds to a section, with its description and its default; one of `model` may replace a common field of that name. */
  fields: { data: SchemaFields; model?: SchemaFields };
  /** Sizes of networks by name; the first is the default. */
  presets: Readonly<Record<string, Preset<Model>>>;
  /** Defaults that suit this kind better than the common ones. */
  defaults?: { model?: Partial<NetworkSettings & Model>; training?: Partial<TrainingSettings>; sampling?: Partial<SamplingSettings> };
  /** The field that makes examples smaller, for messages about memory: `data.size`. */
  sizeField: string;
  /** Samples per class or subject if no number is requested. Default 8. */
  samples?: number;
  /** The preset that suits the data, if it is not always the first. */
  presetFor?(data: DataSettings & Data): string;
  /** The section `data` with fields that depend on the data filled in; undefined if they are not known without the data. Unchanged by default. */
  settleData?(data: DataSettings & Data, dataset?: Dataset): (DataSettings & Data) | undefined;
  /** Fields of the section `model` that follow from sizes and data. The user's values take precedence over them, and they over the preset. */
  settleModel?(data: DataSettings & Data, sizes: Preset<Model>): Partial<NetworkSettings & Model>;
  /** Number of points of an example; approximate if examples differ. */
  points(data: DataSettings & Data): number;
  /** The part of this kind that the network uses. */
  modality(settings: SettledSettings<Data, Model>): Modality;
  /** Channels of the tokens that examples are conditioned on. 0 by default. */
  conditionChannels?(settings: SettledSettings<Data, Model>): number;
  /** Length of the vector that describes how an example was augmented: see `Example.augmentation`. 0 by default. */
  augmentationChannels?(settings: SettledSettings<Data, Model>): number;
  /** The coordinates of a sample with the given number of points, by default those of training; absent if each example has its own coordinates. */
  places?(settings: SettledSettings<Data, Model>, points: number): Places;
  /** The JSON Schema of each field of `Ask`: options of `sample` in a program, and flags of the command. */
  askFields?: SchemaFields;
  /**
   * Turns the options of a request into what samples are made from. Required for kinds with `askFields`.
   *
   * @throws SettingsError naming the field, its value and what was expected
   */
  ask?(settings: SettledSettings<Data, Model>, ask: Ask): Asked | Promise<Asked>;
  /** The values of a finished sample interpolated at other coordinates, from which `sampling.lateQueries` starts. Absent if coordinates between those of training have no meaning. */
  interpolate?(settings: SettledSettings<Data, Model>, values: Float32Array, query: Places): Float32Array;
  /** Turns the values of a sample, in the unit of the data, into a finished sample. */
  sampleOf(values: Float32Array, settings: SettledSettings<Data, Model>, subject?: Subject): Sample;
  /** Describes an example with the given number of points, for messages: `of 32×32 pixels`. */
  extent(settings: SettledSettings<Data, Model>, points: number): string;
  /** How values are brought to about unit scale, which is undone before anything is written or scored: not at all (`none`, the default), by the data's own mean and deviation (`fit`), or by the given ones. */
  scale?: 'none' | 'fit' | Scaling;
  /** What a coordinate and a value are, for users of exported models. */
  meaning: { coordinate: string; value: string };
}
