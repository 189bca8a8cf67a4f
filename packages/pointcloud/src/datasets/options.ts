import type { Augmentation } from '../clouds/augmentation.js';
import type { Axis } from '../clouds/axes.js';
import { NORMALIZATIONS, type NormalizationName } from '../clouds/normalization.js';
import type { Placement } from '../clouds/placement.js';
import type { ViewOptions } from './views.js';

/** How a data set of shapes is read. Every field has a default. */
export interface PointCloudDatasetOptions {
  /** Points per example, drawn afresh for each address; 2048 by default. */
  points?: number;
  /** A normalization by name (`unit-box` by default), or an existing placement, such as the training set's. */
  normalization?: NormalizationName | Placement;
  /** How examples are varied; not at all by default. */
  augmentation?: Augmentation;
  /** Where classes come from: `folders` (default: the top-level folder, a catalogue's category, or an array file's labels), or `none`. */
  labels?: 'folders' | 'none';
  /**
   * A part of the shapes. If the data set has folders `train`, `val` and `test`, these are the parts, `held-out` means `val` (or `test`
   * if there is none), and `train` is read by default. Otherwise a hash of each file's name holds out a fraction; all is read by default.
   */
  split?: { /** Fraction held out, between 0 and 1; 0.1 by default. */ heldOut?: number; part: 'train' | 'held-out' | 'val' | 'test' };
  /** The axis that points up in the files; clouds are turned so that y does. `y` by default. */
  upAxis?: Axis;
  /** Pictures of the examples as their conditions; none by default. */
  views?: ViewOptions;
  /** Largest file that is read, in bytes; 256 MiB by default. */
  maxFileBytes?: number;
  /** Bytes of parsed shapes kept in memory; 1 GiB by default. */
  cacheBytes?: number;
  /** Refuses to adapt anything silently: a mesh with triangles without area, and a shape that the mean of the data set would leave out, are errors. Off by default. */
  strict?: boolean;
}

function fail(field: string, value: unknown, expected: string): never {
  throw new RangeError(`${field} of a point-cloud data set must be ${expected}, not ${JSON.stringify(value)}`);
}

const oneOf = (names: readonly string[]) => names.map((name) => `'${name}'`).join(', ').replace(/, ([^,]*)$/, ' or $1');

function checkName(field: string, value: unknown, names: readonly string[]): void {
  if (value !== undefined && !names.includes(value as string)) fail(field, value, oneOf(names));
}

function checkAugmentation({ rotation, scale, jitter }: Augmentation): void {
  checkName('augmentation.rotation', rotation, ['x', 'y', 'z']);
  if (scale !== undefined && !(scale.length === 2 && scale[0] > 0 && scale[1] >= scale[0] && scale[1] < Infinity)) fail('augmentation.scale', scale, 'two positive numbers, the lower first');
  if (jitter !== undefined && !(jitter >= 0 && jitter < Infinity)) fail('augmentation.jitter', jitter, 'zero or a positive number');
}

/**
 * Checks the options' values.
 *
 * @throws RangeError that names the option, its value and what was expected
 */
export function checkOptions({ points, normalization, augmentation = {}, labels, split, upAxis, maxFileBytes, cacheBytes }: PointCloudDatasetOptions): void {
  if (points !== undefined && !(Number.isInteger(points) && points > 0)) fail('points', points, 'a positive integer');
  if (typeof normalization !== 'object') checkName('normalization', normalization, NORMALIZATIONS);
  else if (!(normalization.scale > 0 && normalization.offset.length === 3 && normalization.offset.every(Number.isFinite))) fail('normalization', normalization, 'an offset of three numbers and a positive scale');
  checkAugmentation(augmentation);
  checkName('labels', labels, ['folders', 'none']);
  checkName('split.part', split?.part, ['train', 'held-out', 'val', 'test']);
  if (split?.heldOut !== undefined && !(split.heldOut > 0 && split.heldOut < 1)) fail('split.heldOut', split.heldOut, 'a fraction between 0 and 1');
  checkName('upAxis', upAxis, ['x', 'y', 'z']);
  if (maxFileBytes !== undefined && !(maxFileBytes > 0)) fail('maxFileBytes', maxFileBytes, 'a positive number of bytes');
  if (cacheBytes !== undefined && !(cacheBytes >= 0)) fail('cacheBytes', cacheBytes, 'zero or a positive number of bytes');
}
