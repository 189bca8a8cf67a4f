import type { Protocol } from '../scores/score.js';

/**
 * How pictures became features. Further fields are allowed, such as the size that pictures are resized to; all of them have to be equal
 * for two scores to be comparable.
 */
export type ImageProtocol = Protocol & {
  /** The feature network and its weights, such as `nsfwjs Inception-v3`. */
  readonly network: string;
  /** The layer whose outputs are the features. */
  readonly layer: string;
  /** How pictures were resized to the network's input, such as `bilinear, antialiased`. */
  readonly resizeFilter: string;
  /** The range of the network's inputs, such as `[-1, 1]`. */
  readonly valueRange: string;
};

/** Fields that the scores fill in themselves. */
const ownFields = ['features', 'dimensions', 'referenceSet', 'samples', 'references', 'covariance', 'kernel', 'subsets', 'subsetSize', 'seed', 'neighbours', 'classes', 'splits'];

/** Checks how pictures became features. @throws RangeError if a field is missing or empty, or is one that the scores add */
export function checkImageProtocol(protocol: ImageProtocol): void {
  for (const field of ['network', 'layer', 'resizeFilter', 'valueRange'] as const) {
    const value: unknown = protocol[field];
    if (typeof value !== 'string' || value.trim() === '') {
      throw new RangeError(`the protocol of image features needs ${field}, a text that says how the features were made, not ${value === undefined ? 'nothing' : JSON.stringify(value)}`);
    }
  }
  const taken = Object.keys(protocol).find((field) => ownFields.includes(field));
  if (taken) throw new RangeError(`the protocol of image features cannot have a field ${taken}: the scores fill it in by themselves`);
}
