import { datasetRepeats, examplesFit } from './dataChecks.js';
import { assignmentCovers, assignmentRepeats, featuresFit, featuresFollowPairs, placesRepeat } from './modalityChecks.js';
import { samplesElsewhere, trainsAStep } from './networkChecks.js';
import type { ModalityCheck, ModalitySubject } from './subject.js';

export { localGroup } from './localGroup.js';
export type { ModalityCheck, ModalitySubject } from './subject.js';

/** The rules of the modality contract, by name, ordered so that an earlier failure explains later ones. */
export const modalityChecks = {
  'examples fit the channels': examplesFit,
  'features have the channels that they claim': featuresFit,
  'features of a pair are its own': featuresFollowPairs,
  'latents have finite places that repeat': placesRepeat,
  'every pair is assigned once, and padding is valid': assignmentCovers,
  'assignments repeat': assignmentRepeats,
  'the data set repeats, with labels of its classes': datasetRepeats,
  'a training step runs and leaks no tensor': trainsAStep,
  'sampling at another number of queries runs and leaks no tensor': samplesElsewhere,
} as const satisfies Record<string, ModalityCheck>;

/** The parts of a test runner that {@link describeModality} needs: those of Jest, Vitest and Node's `node:test` with an `expect`. */
export interface TestRunner {
  describe(name: string, body: () => void): unknown;
  test(name: string, body: () => Promise<void>): unknown;
  expect(actual: unknown): { toEqual(expected: unknown): unknown };
}

/**
 * Declares a test for each rule of {@link modalityChecks}; a failing test lists what is wrong.
 *
 * @param subject what to check, or a function that prepares it
 * @example
 * describeModality('image', { modality: createImageModality(), examples }, { describe, test, expect });
 */
export function describeModality(name: string, subject: ModalitySubject | (() => ModalitySubject | Promise<ModalitySubject>), { describe, test, expect }: TestRunner): void {
  describe(`${name} keeps the modality contract`, () => {
    for (const [rule, check] of Object.entries<ModalityCheck>(modalityChecks)) {
      test(rule, async () => {
        expect(await check(typeof subject === 'function' ? await subject() : subject)).toEqual([]);
      });
    }
  });
}

/** The rules of the contract that a modality breaks, each preceded by the rule's name; empty if it breaks none. */
export async function checkModality(subject: ModalitySubject): Promise<string[]> {
  const faults: string[] = [];
  for (const [rule, check] of Object.entries<ModalityCheck>(modalityChecks)) {
    try {
      faults.push(...(await check(subject)).map((fault) => `${rule}: ${fault}`));
    } catch (error) {
      faults.push(`${rule}: ${error instanceof Error ? error.message : String(error)}`);
    }
  }
  return faults;
}
