import { isNamed } from '../errors/isNamed.js';

/** What failed in some processes of a group, told in all of them. */
export class ProcessError extends Error {
  override name = 'ProcessError';

  static override [Symbol.hasInstance](value: unknown): boolean {
    return isNamed(value, 'ProcessError');
  }

  /**
   * @param message names the processes and the reason
   * @param kind the name of the error that it was where it happened
   */
  constructor(message: string, readonly kind: string, options?: ErrorOptions) {
    super(message, options);
  }
}
