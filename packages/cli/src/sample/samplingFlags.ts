import type { SamplingSettings } from '@inrflow/core';

/** Fields of the section `sampling`, each of which has a flag. */
export const SAMPLING_FLAGS = ['solver', 'steps', 'tolerance', 'shift', 'guidance', 'guidanceInterval', 'lateQueries'] as const satisfies readonly (keyof SamplingSettings)[];
/** What flags say of the section `sampling`. */
export type SamplingFlags = Partial<SamplingSettings>;

/** The flag of a weaker model that guidance leads away from. */
export interface GuideFlag {
  guide?: string;
}

/** The section `sampling` of a model with the flags laid over it. */
export function samplingOf(stored: SamplingSettings, flags: SamplingFlags): SamplingSettings {
  return { ...stored, ...Object.fromEntries(SAMPLING_FLAGS.filter((name) => flags[name] !== undefined).map((name) => [name, flags[name]])) };
}
