import { checkSettings, SettingsError, type Asked, type Plugin, type SettledSettings } from '@inrflow/core';
import { flagOf } from '../config/flags.js';
import { UsageError } from '../errors.js';

/** Checks options against the schema of a kind of data, and fills in its defaults. @throws UsageError naming the flag, its value and what was expected */
export function checkOptions(fields: Plugin['askFields'], values: Record<string, unknown>, command: string): Record<string, unknown> {
  try {
    return checkSettings(values, { type: 'object', additionalProperties: false, properties: fields ?? {} }, (field) => (field ? flagOf(field) : command));
  } catch (error) {
    throw error instanceof SettingsError ? new UsageError(error.message, { cause: error }) : error;
  }
}

/** Evaluates the options that a kind of data adds to `sample`. @throws UsageError naming the flag and what is wrong with it */
export async function askOf(plugin: Plugin, settings: SettledSettings, values: Record<string, unknown>): Promise<Asked> {
  if (!plugin.ask) return {};
  try {
    return await plugin.ask(settings, checkOptions(plugin.askFields, values, 'sample'));
  } catch (error) {
    if (error instanceof SettingsError || error instanceof RangeError) throw new UsageError(error.message, { cause: error });
    throw error;
  }
}
