import type { Device } from '@inrflow/onnx';
import type { SamplingFlags } from '../sample/solve.js';

/** A part of a data set. */
export type Part = 'held-out' | 'train' | 'all';

/** What `inrflow evaluate` is told, whatever the kind of data. */
export interface EvaluateOptions extends SamplingFlags {
  /** Data set to compare with; that of the run by default. */
  reference?: string;
  part?: Part;
  /** At most so many examples of each set. */
  count?: number;
  /** Of clouds. */
  points?: number;
  /** Points that the earth mover's distance is taken of. */
  emdPoints: number;
  normalization: 'none' | 'box' | 'sphere';
  /** How residues of a prediction and its reference find each other. */
  correspondence: 'order' | 'number' | 'place';
  /** Folder for predicted structures and a page that shows them over the true ones. */
  predictions?: string;
  /** What gives sequence embeddings, where it is not what training used. */
  embeddings?: string;
  seed: number;
  threads?: number;
  device?: Device;
  /** File for the scores as JSON. */
  out?: string;
}
