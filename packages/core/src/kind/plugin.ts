import type { ProcessGroup } from '../processes/index.js';
import type { Dataset } from '../modality/index.js';
import type { Model } from '../pipeline/index.js';
import type { SchemaFields, SettledSettings, Settings } from '../settings/index.js';
import type { RuntimeOptions } from '../training/index.js';
import type { Kind } from './kind.js';
import type { Picture } from './picture.js';

/** A part of a data set: what training saw, what it held out, or all of it. */
export type Part = 'train' | 'held-out' | 'all';

/** A finished sample and what is known about it. */
export interface NamedSample<Sample = unknown> {
  /** Unique among the samples of one call, such as `heart 3`. */
  name: string;
  /** Its class or subject; pages group samples by it. */
  group?: string;
  sample: Sample;
}

/** How a plug-in reports to its caller. */
export interface Host {
  /** A line for the user, such as a warning. */
  note(text: string): void;
  /** Reports the progress of a long step, now and then. */
  progress(text: () => string): void;
  /** Aborted when the work should end. */
  signal: AbortSignal;
  /** Processes that share the work; each does everything that is not divided. Only this one if absent. Models to be scored know them already. */
  processes?: ProcessGroup;
}

/** Options of every evaluation. */
export interface EvaluateOptions extends RuntimeOptions {
  /** Data to compare with; the model's own by default. */
  reference?: string;
  /** The part of the data to compare with; the kind decides by default. */
  part?: Part;
  /** Maximum number of samples per set. */
  count?: number;
  /** Seed of the samples, and of scores that draw at random. */
  seed: number;
}

/** What is known about a file besides its name. */
export interface FileHint {
  /** For a NumPy array, its shape and the type of its numbers, such as `uint8`. */
  array?: { shape: readonly number[]; type: string };
}

/** A few small examples. */
export interface Demo {
  dataset: Dataset;
  /** Fields of the sections that differ from the defaults. */
  settings?: { data?: object; model?: object };
  /** Options for samples, such as another size. */
  ask?: object;
}

/** Scores of samples against references. */
export interface Evaluation {
  /** Describes the two sets. */
  about: { samples: string; references: string };
  /** Lines above the table, such as the protocol. */
  lines?: readonly string[];
  /** Rows of cells, the head first. */
  table: readonly (readonly string[])[];
  /** Further notes. */
  notes?: readonly string[];
  /** Why files were skipped, one message each. */
  skipped?: readonly string[];
  /** The scores with their protocol, for a file of JSON. */
  scores: unknown;
  /** Files and folders that were written, if any. */
  written?: readonly string[];
}

/** How to score samples of a kind. `Fields` are the options that it adds. */
export interface Scoring<Data extends object = object, Fields extends object = object, Sample = unknown, Ask extends object = object, Options extends object = object> {
  /** The JSON Schema of each option that it adds: flags of `inrflow evaluate`. */
  fields?: SchemaFields;
  /** Makes samples of a model and scores them. */
  ofModel(model: Model<Data, Fields, Sample, Ask>, options: EvaluateOptions & Options, host: Host): Promise<Evaluation>;
  /** Scores files against other files; absent if the kind cannot do that. */
  ofFiles?(samples: string, options: EvaluateOptions & Options & { reference: string }, host: Host): Promise<Evaluation>;
}

/**
 * A kind of data with everything that `inrflow train`, `sample`, `evaluate`, `info` and `export` need. A plain object; import heavy
 * libraries only when they are used. Leave out what the kind does not need.
 */
export interface Plugin<Data extends object = object, Fields extends object = object, Sample = unknown, Ask extends object = object, Options extends object = object> extends Kind<Data, Fields, Sample, Ask> {
  /**
   * Opens data.
   *
   * @throws Error naming the file, the place and what was expected; RangeError if a setting is out of range
   */
  open(settings: Settings<Data, Fields>, part: Part): Promise<Dataset>;
  /** Whether a file belongs to this kind, by its name or its hint; `perhaps` if other kinds may have such files too. The surer kind wins. */
  recognizes?(name: string, hint?: FileHint): boolean | 'perhaps';
  /** File formats for single samples, by extension; the first is the default. */
  formats?: Readonly<Record<string, { encode(sample: Sample, settings: SettledSettings<Data, Fields>, name: string): Uint8Array | Promise<Uint8Array> }>>;
  /** A sample as a picture, for previews, sheets, strips and animations. */
  draw?(sample: Sample, settings: SettledSettings<Data, Fields>): Picture;
  /** An HTML page on which samples can be viewed, heard or rotated. */
  page?(samples: readonly NamedSample<Sample>[], settings: SettledSettings<Data, Fields>): string | Promise<string>;
  scoring?: Scoring<Data, Fields, Sample, Ask, Options>;
  /** A few small examples to check the plug-in with: their data set, and settings that differ from the defaults. */
  demo?(): Demo | Promise<Demo>;
  /** What this kind of data needs from the machine, for `inrflow doctor`: a name and what was found, or what is missing and how to install it. */
  doctor?(): Promise<readonly (readonly [name: string, found: string])[]>;
}
