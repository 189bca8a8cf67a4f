import { fieldSchema, schemaOf, type Plugin, type SchemaFields } from '@inrflow/core';
import { builtInPlugins } from './loadPlugin.js';

/** The kinds of data, of those that come with the command, that have something which the one at hand has not. */
export async function othersWith(plugin: Pick<Plugin, 'name'>, has: (other: Plugin) => boolean): Promise<Plugin[]> {
  return (await builtInPlugins()).filter((other) => other.name !== plugin.name && has(other));
}

/** Whether a kind has a field of settings. */
export const hasField = (field: string) => (plugin: Plugin): boolean => fieldSchema(schemaOf(plugin), field) !== undefined;

/** Fields that a kind adds to the options of `sample` and `evaluate`. */
export const optionFields = { sample: ({ askFields = {} }: Plugin): SchemaFields => askFields, evaluate: ({ scoring }: Plugin): SchemaFields => scoring?.fields ?? {} };
