import { solverNamed, type GenerationOptions } from '@inrflow/core';
import type { SettledSamplingSection } from '../config/types.js';

/** Fields of the section `sampling`, each of which has a flag. */
export const SAMPLING_FLAGS = ['solver', 'steps', 'tolerance', 'shift', 'guidance', 'guidanceInterval'] as const satisfies readonly (keyof SettledSamplingSection)[];
/** What flags say of the section `sampling`. */
export type SamplingFlags = Partial<SettledSamplingSection>;

/** The section `sampling` of a model with the flags laid over it. */
export function samplingOf(stored: SettledSamplingSection, flags: SamplingFlags): SettledSamplingSection {
  return { ...stored, ...Object.fromEntries(SAMPLING_FLAGS.filter((name) => flags[name] !== undefined).map((name) => [name, flags[name]])) };
}

/** How a model is sampled, in words. @param conditioned whether there is a class or a condition to guide to */
export function samplingWords({ solver, steps, tolerance, shift, guidance }: SettledSamplingSection, conditioned: boolean): string {
  const how = solver === 'dormand-prince' ? `tolerance ${tolerance}` : `${steps} steps${shift === 1 ? '' : `, shift ${shift}`}`;
  return `${solver}, ${how}${conditioned ? `, guidance ${guidance}` : ''}`;
}

/** The generator's options of the section `sampling`. @param conditioned whether there is a class or a condition to guide to */
export function generationOptions({ solver, steps, tolerance, shift, guidance, guidanceInterval }: SettledSamplingSection, conditioned: boolean, seed: number): GenerationOptions {
  return {
    seed, solver: solverNamed(solver), solverOptions: { steps, shift, relativeTolerance: tolerance, absoluteTolerance: tolerance }, adaptive: solver === 'dormand-prince',
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
