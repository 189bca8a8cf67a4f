import { isNamed } from '../errors/isNamed.js';

/** A setting that is not one, or has a value that it may not have. The message is a whole sentence. */
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
