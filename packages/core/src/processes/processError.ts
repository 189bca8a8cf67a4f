import { isNamed } from '../errors/isNamed.js';

/** A failure in some processes of a group, thrown in all of them. */
export class ProcessError extends Error {
  override name = 'ProcessError';

  static override [Symbol.hasInstance](value: unknown): boolean {
    return isNamed(value, 'ProcessError');
  }

  /**
   * @param message names the processes and the reason
   * @param kind the name of the original error
   */
  constructor(message: string, readonly kind: string, options?: ErrorOptions) {
    super(message, options);
  }
}
