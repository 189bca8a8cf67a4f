import { isNamed } from '../errors/isNamed.js';

/** Training that went astray: a loss or gradients that are not finite. The state is that of the step before. */
export class DivergedError extends Error {
  override name = 'DivergedError';

  static override [Symbol.hasInstance](value: unknown): boolean {
    return isNamed(value, 'DivergedError');
  }

  /**
   * @param step the step that failed, counted from 1
   * @param reason what was not finite, in words: `the loss of step 3 is NaN`
   */
  constructor(readonly step: number, readonly reason: string) {
    super(`${reason}: the state of step ${step - 1} is kept; a lower learning rate may help`);
  }
}
