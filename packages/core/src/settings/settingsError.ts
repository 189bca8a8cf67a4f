import { isNamed } from '../errors/isNamed.js';

/** An unknown setting, or one with an invalid value. The message is a complete sentence. */
export class SettingsError extends RangeError {
  override name = 'SettingsError';

  static override [Symbol.hasInstance](value: unknown): boolean {
    return isNamed(value, 'SettingsError');
  }

  /**
   * @param where where it was given: a file, a flag, or `settings`
   * @param field the setting, such as `training.steps`; empty for the whole
   */
  constructor(message: string, readonly where: string, readonly field: string, options?: ErrorOptions) {
    super(message, options);
  }
}
