import type { ModalityName } from './config/schema.js';
import { UsageError } from './errors.js';

/** Flags of `sample` and `evaluate` that are for some kinds of data alone, by the name that they are stored under. */
const FLAGS: Readonly<Record<'sample' | 'evaluate', Readonly<Record<string, ModalityName>>>> = {
  sample: { size: 'image', points: 'pointcloud', image: 'pointcloud', view: 'pointcloud', sequence: 'protein', embeddings: 'protein' },
  evaluate: {
    points: 'pointcloud', emdPoints: 'pointcloud', normalization: 'pointcloud', correspondence: 'protein', predictions: 'protein', embeddings: 'protein',
    features: 'image', featureSize: 'image', featureFilter: 'image', featureRange: 'image', featureMean: 'image', featureDeviation: 'image', featureLayout: 'image', featureOutput: 'image', classOutput: 'image', cache: 'image',
  },
};
const NAMES: Readonly<Record<ModalityName, string>> = { image: 'pictures', pointcloud: 'point clouds', protein: 'proteins' };

/** A flag as users write it: `--emd-points`. */
export const flagOf = (name: string): string => `--${name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)}`;

/**
 * Refuses flags that are for other kinds of data than the one at hand.
 *
 * @param given names of the flags that the user gave
 * @param what what is at hand, for the message: `this model makes`, `'samples' holds`
 * @throws UsageError naming the flag, what it is for, and what is at hand
 */
export function refuseForeignFlags(command: 'sample' | 'evaluate', given: readonly string[], kind: ModalityName, what: string): void {
  const foreign = given.find((name) => Object.hasOwn(FLAGS[command], name) && FLAGS[command][name] !== kind);
  if (foreign !== undefined) throw new UsageError(`${flagOf(foreign)} is for ${NAMES[FLAGS[command][foreign]]}: ${what} ${NAMES[kind]}`);
}
