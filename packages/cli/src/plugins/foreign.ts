import { fieldSchema, schemaOf, type Plugin, type SchemaFields } from '@inrflow/core';
import { builtInPlugins } from './loadPlugin.js';

/** The built-in kinds of data that have something which the current one lacks. */
export async function othersWith(plugin: Pick<Plugin, 'name'>, has: (other: Plugin) => boolean): Promise<Plugin[]> {
  return (await builtInPlugins()).filter((other) => other.name !== plugin.name && has(other));
}

/** Whether a kind has a field of settings. */
export const hasField = (field: string) => (plugin: Plugin): boolean => fieldSchema(schemaOf(plugin), field) !== undefined;

/** Fields that a kind adds to the options of `sample` and `evaluate`. */
export const optionFields = { sample: ({ askFields = {} }: Plugin): SchemaFields => askFields, evaluate: ({ scoring }: Plugin): SchemaFields => scoring?.fields ?? {} };
