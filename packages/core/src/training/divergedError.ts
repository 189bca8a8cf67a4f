import { isNamed } from '../errors/isNamed.js';

/** Training has diverged: the loss or the gradients are not finite. The state is that of the previous step. */
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
