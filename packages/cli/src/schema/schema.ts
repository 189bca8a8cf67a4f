import { schemaOf, type Plugin, type SchemaNode } from '@inrflow/core';
import { builtInPlugins } from '../plugins/loadPlugin.js';
import type { Terminal } from '../terminal.js';

const HEAD = { $schema: 'http://json-schema.org/draft-07/schema#' };

/** The JSON Schema of configurations of one kind of data. */
export function schemaOfKind(plugin: Plugin): object {
  return { ...HEAD, title: `Configuration of inrflow, ${plugin.words.many}`, ...schemaOf(plugin) };
}

/** The JSON Schema of configurations of several kinds of data: `modality` chooses; without it, the first kind applies. */
export function schemaOfKinds(plugins: readonly Plugin[]): object {
  const schemas = plugins.map((plugin) => schemaOf(plugin));
  const [{ properties: shared }] = schemas;
  const differing = (name: string) => new Set(schemas.map(({ properties }) => JSON.stringify(properties![name]))).size > 1;
  const names = Object.keys(shared!).filter(differing);
  const reference = (kind: string) => ({ properties: Object.fromEntries(names.filter((name) => name !== 'modality').map((name) => [name, { $ref: `#/definitions/${kind}/${name}` }])) });
  const chosen = plugins.slice(1).reduceRight<object>((others, { name }) => ({ if: { properties: { modality: { const: name } }, required: ['modality'] }, then: reference(name), else: others }), reference(plugins[0].name));
  const properties = Object.fromEntries(Object.entries(shared!).map(([name, node]): [string, SchemaNode] => {
    if (name === 'modality') return [name, { ...node, enum: plugins.map((plugin) => plugin.name), default: plugins[0].name }];
    return [name, names.includes(name) ? { type: 'object', description: `${node.description!.split('. ')[0].replace(plugins[0].words.many, 'data')}; its fields depend on modality.`, default: {} } : node];
  }));
  return {
    ...HEAD, title: 'Configuration of inrflow', type: 'object', additionalProperties: false, properties, ...chosen,
    definitions: Object.fromEntries(plugins.map(({ name }, i) => [name, Object.fromEntries(names.filter((each) => each !== 'modality').map((each) => [each, schemas[i].properties![each]]))])),
  };
}

/** Prints the JSON Schema of one kind of data, or of all that come with the command. */
export async function printSchema(plugin: Plugin | undefined, terminal: Pick<Terminal, 'out'>): Promise<void> {
  terminal.out(JSON.stringify(plugin ? schemaOfKind(plugin) : schemaOfKinds(await builtInPlugins()), null, 2));
}
