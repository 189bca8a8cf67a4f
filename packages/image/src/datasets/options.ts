import type { Colour } from '@inrflow/drawing';

/** How a picture data set is read. Every field has a default. */
export interface ImageDatasetOptions {
  /** Edge of the square that pictures are brought to, in pixels, or `first` for the shorter edge of the first picture; by default that edge, but at most 32 unless `strict` is set. */
  size?: number | 'first';
  /** Edge of larger versions of the same pictures, which examples have beside the others; none by default. */
  finerSize?: number;
  /** 3 for RGB (default), 1 for grey. */
  channels?: 1 | 3;
  /** Colour behind transparent pixels; white by default. */
  background?: Colour;
  /** Mirrors left and right with probability ½, drawn from the example's address; off by default. */
  flip?: boolean;
  /** Probability of each part of an augmentation, whose parameters the network sees; 0 by default. */
  augment?: number;
  /**
   * Where classes come from: `folders` (default: the top-level folder of a tree, or the labels that an array file carries), `none`,
   * or the path of a table that gives each file's class (JSON or CSV; a one-dimensional `.npy` for array files).
   */
  labels?: string;
  /** A part of the pictures, chosen by a hash of each file's name, so that it does not depend on what else the folder holds. */
  split?: { /** Fraction held out, between 0 and 1. */ heldOut: number; part: 'train' | 'held-out' };
  /** Refuses to adapt anything silently: a picture of another size, or one that the label table lacks, is an error. Off by default. */
  strict?: boolean;
  /** Largest file that is read, or unpacked from an archive, in bytes; 256 MiB by default. Array files may be larger. */
  maxFileBytes?: number;
  /** Numbers of an array file that mean black and white; detected from the numbers by default. */
  range?: readonly [black: number, white: number];
  /** Bytes of decoded pictures kept in memory; 1 GiB by default. */
  cacheBytes?: number;
  /** Threads that decode ahead (0 … 2); 1 by default. */
  workers?: number;
}

function fail(field: string, value: unknown, expected: string): never {
  throw new RangeError(`${field} of an image data set must be ${expected}, not ${JSON.stringify(value)}`);
}

const isInteger = (value: number, low: number, high = Infinity) => Number.isInteger(value) && value >= low && value <= high;

/**
 * Checks the options' values.
 *
 * @throws RangeError that names the option, its value and what was expected
 */
export function checkOptions({ size, finerSize, augment, channels, background, split, maxFileBytes, range, cacheBytes, workers }: ImageDatasetOptions): void {
  if (size !== undefined && size !== 'first' && !isInteger(size, 1)) fail('size', size, "a positive number of pixels or 'first'");
  if (finerSize !== undefined && !isInteger(finerSize, 1)) fail('finerSize', finerSize, 'a positive number of pixels');
  if (augment !== undefined && !(augment >= 0 && augment <= 1)) fail('augment', augment, 'a probability');
  if (channels !== undefined && channels !== 1 && channels !== 3) fail('channels', channels, '1 (grey) or 3 (RGB)');
  if (background !== undefined && (background.length !== 3 || !background.every((sample) => sample >= 0 && sample <= 255))) {
    fail('background', background, 'three numbers from 0 to 255');
  }
  if (split !== undefined && !(split.heldOut > 0 && split.heldOut < 1)) fail('split.heldOut', split.heldOut, 'a fraction between 0 and 1');
  if (split !== undefined && split.part !== 'train' && split.part !== 'held-out') fail('split.part', split.part, "'train' or 'held-out'");
  if (maxFileBytes !== undefined && !(maxFileBytes > 0)) fail('maxFileBytes', maxFileBytes, 'a positive number of bytes');
  if (range !== undefined && !(range.length === 2 && range.every(Number.isFinite) && range[0] !== range[1])) fail('range', range, 'two different numbers');
  if (cacheBytes !== undefined && !(cacheBytes >= 0)) fail('cacheBytes', cacheBytes, 'zero or a positive number of bytes');
  if (workers !== undefined && !isInteger(workers, 0, 2)) fail('workers', workers, '0, 1 or 2');
}
