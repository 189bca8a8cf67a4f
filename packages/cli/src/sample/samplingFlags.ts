import type { SamplingSettings } from '@inrflow/core';

/** Fields of the section `sampling`, each of which has a flag. */
export const SAMPLING_FLAGS = ['solver', 'steps', 'tolerance', 'shift', 'guidance', 'guidanceInterval', 'lateQueries', 'weightBits'] as const satisfies readonly (keyof SamplingSettings)[];
/** The part of the section `sampling` that flags set. */
export type SamplingFlags = Partial<SamplingSettings>;

/** The flag for a weaker model from which guidance leads away. */
export interface GuideFlag {
  /** Path of its checkpoint. */
  guide?: string;
}

/** The section `sampling` of a model, overridden by flags. */
export function samplingOf(stored: SamplingSettings, flags: SamplingFlags): SamplingSettings {
  return { ...stored, ...Object.fromEntries(SAMPLING_FLAGS.filter((name) => flags[name] !== undefined).map((name) => [name, flags[name]])) };
}
