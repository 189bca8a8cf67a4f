import { solverNamed, type GenerationOptions } from '@inrflow/core';
import type { SamplingSection } from '../config/types.js';

/** The generator's options of the section `sampling`. @param conditioned whether there is a class or a condition to guide to */
export function generationOptions({ solver, steps, shift, guidance, guidanceInterval }: SamplingSection, conditioned: boolean, seed: number): GenerationOptions {
  return {
    seed, solver: solverNamed(solver), solverOptions: { steps, shift }, adaptive: solver === 'dormand-prince',
    guidance: { scale: conditioned ? guidance : 1, interval: guidanceInterval },
  };
}

/** Index that a sample's noise is addressed by: the n-th of a class is the same whatever else is made. */
export function sampleIndex(label: number | undefined, index: number): number {
  return (label ?? 0) * 1_000_000 + index;
}

/** Requests of one sample of each label, in order: the n-th of a class is the one that `inrflow sample` makes. */
export function requestsOf(labels: readonly (number | undefined)[]): { sample: number; label: number | undefined }[] {
  const counts = new Map<number | undefined, number>();
  return labels.map((label) => {
    const index = counts.get(label) ?? 0;
    counts.set(label, index + 1);
    return { sample: sampleIndex(label, index), label };
  });
}
