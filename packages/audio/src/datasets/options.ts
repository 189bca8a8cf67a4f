import { NORMALIZATIONS, type Normalization } from '../sounds/index.js';

/** How a data set of sounds is read. Every field has a default. */
export interface AudioDatasetOptions {
  /** Samples per second; 8000 by default. */
  rate?: number;
  /** Samples per clip; 4096 by default. */
  length?: number;
  /** 1 for mono (default), 2 for stereo. */
  channels?: 1 | 2;
  /** How the loudness of clips is normalized; `peak` by default. */
  normalization?: Normalization;
  /** Begins each clip at its onset; on by default. */
  trim?: boolean;
  /** μ of the companding; 30 by default, 0 for none. */
  companding?: number;
  /** Plays each example at a speed in this range, drawn from its address; [1, 1] by default. */
  speed?: readonly [from: number, to: number];
  /** Where classes come from: the top-level folders (default), or nowhere. */
  labels?: 'folders' | 'none';
  /** A part of the sounds, chosen by a hash of each file's name. */
  split?: { /** Fraction held out, between 0 and 1. */ heldOut: number; part: 'train' | 'held-out' };
  /** Refuses to adapt anything silently: a clip of another rate or number of channels, or a longer one, is an error. Off by default. */
  strict?: boolean;
  /** Largest file that is read, or unpacked from an archive, in bytes; 256 MiB by default. */
  maxFileBytes?: number;
  /** Bytes of prepared clips kept in memory; 1 GiB by default. */
  cacheBytes?: number;
  /** Threads that read ahead (0 … 2); 1 by default. */
  workers?: number;
}

function fail(field: string, value: unknown, expected: string): never {
  throw new RangeError(`${field} of a data set of sounds must be ${expected}, not ${JSON.stringify(value)}`);
}

const isInteger = (value: number, low: number, high = Infinity) => Number.isInteger(value) && value >= low && value <= high;

/**
 * Checks the options' values.
 *
 * @throws RangeError that names the option, its value and what was expected
 */
export function checkOptions({ rate, length, channels, normalization, companding, speed, labels, split, maxFileBytes, cacheBytes, workers }: AudioDatasetOptions): void {
  if (rate !== undefined && !isInteger(rate, 100, 384_000)) fail('rate', rate, 'an integer from 100 to 384000');
  if (length !== undefined && !isInteger(length, 1)) fail('length', length, 'a positive integer');
  if (channels !== undefined && channels !== 1 && channels !== 2) fail('channels', channels, '1 (mono) or 2 (stereo)');
  if (normalization !== undefined && !NORMALIZATIONS.includes(normalization)) fail('normalization', normalization, "'peak', 'rms' or 'none'");
  if (companding !== undefined && !(companding >= 0 && companding <= 65_535)) fail('companding', companding, 'a number from 0 to 65535');
  if (speed !== undefined && !(speed.length === 2 && speed[0] >= 0.25 && speed[1] >= speed[0] && speed[1] <= 4)) fail('speed', speed, 'two numbers from 0.25 to 4, the lower first');
  if (labels !== undefined && labels !== 'folders' && labels !== 'none') fail('labels', labels, "'folders' or 'none'");
  if (split !== undefined && !(split.heldOut > 0 && split.heldOut < 1)) fail('split.heldOut', split.heldOut, 'a fraction between 0 and 1');
  if (split !== undefined && split.part !== 'train' && split.part !== 'held-out') fail('split.part', split.part, "'train' or 'held-out'");
  if (maxFileBytes !== undefined && !(maxFileBytes > 0)) fail('maxFileBytes', maxFileBytes, 'a positive number of bytes');
  if (cacheBytes !== undefined && !(cacheBytes >= 0)) fail('cacheBytes', cacheBytes, 'zero or a positive number of bytes');
  if (workers !== undefined && !isInteger(workers, 0, 2)) fail('workers', workers, '0, 1 or 2');
}
