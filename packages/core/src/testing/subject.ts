import { pseudoCoordinateChannelsOf, type Dataset, type Example, type Modality } from '../modality/index.js';

/** What the conformance suite checks: a modality with data of its kind. */
export interface ModalitySubject {
  modality: Modality;
  /** Examples to try the rules on; one at least, with more than one pair. */
  examples: readonly Example[];
  /** Checked too, if given. */
  dataset?: Dataset;
  /** Number of latents to try with. Default 4. */
  latents?: number;
  /** Places to sample at, not as many as the first example's pairs: `[points, coordinateChannels]`; half of its places by default. */
  query?: { points: number; coordinates: Float32Array };
}

/** A rule of the contract: returns what is wrong, one sentence each; nothing if the rule holds. */
export type ModalityCheck = (subject: ModalitySubject) => Promise<string[]>;

/** The latents that an example of a subject is tried with, and their places: its own if it has them. */
export function latentsOf({ modality, latents = 4 }: ModalitySubject, example: Example): { latents: number; places: Float32Array } {
  const places = modality.pseudoCoordinatesOf?.(example) ?? modality.pseudoCoordinates(latents);
  return { latents: modality.pseudoCoordinatesOf ? Math.floor(places.length / pseudoCoordinateChannelsOf(modality)) : latents, places };
}

/** Index of the first number that is not finite, or −1. */
export function firstNotFinite(numbers: ArrayLike<number>): number {
  return Array.from(numbers).findIndex((x) => !Number.isFinite(x));
}

/** Whether two arrays hold the same numbers. */
export function same(a: ArrayLike<number>, b: ArrayLike<number>): boolean {
  return a.length === b.length && Array.from(a).every((x, i) => Object.is(x, b[i]));
}
