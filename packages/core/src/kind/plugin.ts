import type { ProcessGroup } from '../processes/index.js';
import type { Dataset } from '../modality/index.js';
import type { Model } from '../pipeline/index.js';
import type { SchemaFields, SettledSettings, Settings } from '../settings/index.js';
import type { RuntimeOptions } from '../training/index.js';
import type { Kind } from './kind.js';
import type { Picture } from './picture.js';

/** A part of a data set: what training saw, what it held out, or all of it. */
export type Part = 'train' | 'held-out' | 'all';

/** A finished sample with what is known of it. */
export interface NamedSample<Sample = unknown> {
  /** Unique among the samples of one call, such as `heart 3`. */
  name: string;
  /** Its class or subject, by which pages group samples. */
  group?: string;
  sample: Sample;
}

/** What is told to whoever waits for a plug-in. */
export interface Host {
  /** A line for the user, such as a warning. */
  note(text: string): void;
  /** How far a long step is; asked for now and then. */
  progress(text: () => string): void;
  /** Set off when the work is to end. */
  signal: AbortSignal;
  /** Processes that do the work together, each of which does all but what it divides with the others; this one alone if absent. Models that scores are asked of have them already. */
  processes?: ProcessGroup;
}

/** What every evaluation is told. */
export interface EvaluateOptions extends RuntimeOptions {
  /** Data to compare with; the model's own by default. */
  reference?: string;
  part?: Part;
  /** At most so many of each set. */
  count?: number;
  seed: number;
}

/** What is known of a file besides its name. */
export interface FileHint {
  /** Of a NumPy array: its axes, and the type of its numbers, such as `uint8`. */
  array?: { shape: readonly number[]; type: string };
}

/** A few small examples. */
export interface Demo {
  dataset: Dataset;
  settings?: { data?: object; model?: object };
  /** Something that samples may be asked to be, such as another size. */
  ask?: object;
}

/** Scores of samples against references. */
export interface Evaluation {
  /** What the two sets are, in words. */
  about: { samples: string; references: string };
  /** Lines above the table, such as the protocol. */
  lines?: readonly string[];
  /** Rows of cells, a head first. */
  table: readonly (readonly string[])[];
  /** What is to be known besides. */
  notes?: readonly string[];
  /** Why files were left out, one message each. */
  skipped?: readonly string[];
  /** The scores with their protocol, for a file of JSON. */
  scores: unknown;
  /** Files and folders that were written. */
  written?: readonly string[];
}

/** How samples of a kind are scored. `Fields` are the options that it adds. */
export interface Scoring<Data extends object = object, Fields extends object = object, Sample = unknown, Ask extends object = object, Options extends object = object> {
  /** The JSON Schema of each option that it adds: flags of `inrflow evaluate`. */
  fields?: SchemaFields;
  /** Makes samples of a model and scores them. */
  ofModel(model: Model<Data, Fields, Sample, Ask>, options: EvaluateOptions & Options, host: Host): Promise<Evaluation>;
  /** Scores files against other files; absent if there is no such thing. */
  ofFiles?(samples: string, options: EvaluateOptions & Options & { reference: string }, host: Host): Promise<Evaluation>;
}

/**
 * A kind of data with all that the product asks of it: what `inrflow train`, `sample`, `evaluate`, `info` and `export` do with it. A plain object; heavy
 * libraries are imported when they are used. What a kind has no use for, it leaves out.
 */
export interface Plugin<Data extends object = object, Fields extends object = object, Sample = unknown, Ask extends object = object, Options extends object = object> extends Kind<Data, Fields, Sample, Ask> {
  /**
   * Opens data.
   *
   * @throws Error naming the file, the place and what was expected; RangeError if a setting is out of range
   */
  open(settings: Settings<Data, Fields>, part: Part): Promise<Dataset>;
  /** Whether a file is one of this kind, by its name or by what is known of it; `perhaps` if others may well have such files too. Of two kinds, the surer has it. */
  recognises?(name: string, hint?: FileHint): boolean | 'perhaps';
  /** Files of one sample each, by the ending of their names; the first is the default. */
  formats?: Readonly<Record<string, { encode(sample: Sample, settings: SettledSettings<Data, Fields>, name: string): Uint8Array | Promise<Uint8Array> }>>;
  /** A sample as a picture, for previews, sheets, strips and animations. */
  draw?(sample: Sample, settings: SettledSettings<Data, Fields>): Picture;
  /** A page of HTML on which samples can be looked at, listened to or turned. */
  page?(samples: readonly NamedSample<Sample>[], settings: SettledSettings<Data, Fields>): string | Promise<string>;
  scoring?: Scoring<Data, Fields, Sample, Ask, Options>;
  /** A few small examples to check the plug-in with: their data set, and sections of settings beside the defaults. */
  demo?(): Demo | Promise<Demo>;
  /** What this kind of data needs of the machine, for `inrflow doctor`: a name and what is there, or what is missing and how to get it. */
  doctor?(): Promise<readonly (readonly [name: string, found: string])[]>;
}
