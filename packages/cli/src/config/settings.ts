import { fieldSchema, schemaOf, settingsOf, SettingsError, type Plugin, type Settings } from '@inrflow/core';
import { UsageError } from '../errors.js';
import { hasField, othersWith } from '../plugins/foreign.js';
import { withOverrides, type Override } from './overrides.js';

/**
 * The settings from a configuration and flags, checked against the schema of a kind of data, with defaults filled in.
 *
 * @param file the configuration's file, for messages; absent if there are only flags
 * @throws UsageError in one line, with the file or flag, the field, the value, what was expected and the nearest choice
 */
export async function settingsOfConfig(plugin: Plugin, raw: unknown, overrides: readonly Override[], file?: string): Promise<Settings> {
  const given = withOverrides(raw, overrides);
  const source = (field: string) => overrides.find((override) => override.field === field)?.flag ?? file ?? 'the command line';
  try {
    return settingsOf(plugin, given, source);
  } catch (error) {
    if (!(error instanceof SettingsError)) throw error;
    const { field } = error;
    const isKnown = field === '' || fieldSchema(schemaOf(plugin), field) !== undefined;
    const [other] = isKnown ? [] : await othersWith(plugin, hasField(field));
    if (!other) throw new UsageError(error.message, { cause: error });
    throw new UsageError(`${source(field)}: unknown field '${field}': it belongs to modality '${other.name}', but this is '${plugin.name}'`, { cause: error });
  }
}
