import { Validator, type OutputUnit, type Schema } from '@cfworker/json-schema';
import { expectedOneOf } from '../errors/nearest.js';
import { expectationOf, fieldNames, fieldSchema, type SchemaNode } from './schemaNode.js';
import { SettingsError } from './settingsError.js';

/** A value in the form that messages show: JSON, shortened if it is long. */
const shown = (value: unknown) => {
  const text = JSON.stringify(value) ?? 'nothing';
  return text.length > 60 ? `${text.slice(0, 57)}…` : text;
};

/** Parts of a JSON pointer: `#/training/steps`. */
const partsOf = (pointer: string) => pointer.replace(/^#\/?/, '').split('/').filter(Boolean).map((part) => decodeURIComponent(part.replaceAll('~1', '/').replaceAll('~0', '~')));

/** The first error that says what is wrong, not only where: the library also reports every enclosing section. */
function causeOf(errors: readonly OutputUnit[]): OutputUnit {
  return [...errors].reverse().find(({ keyword }) => !['properties', 'items', '$ref', 'additionalProperties'].includes(keyword)) ?? errors[errors.length - 1];
}

/** Every field without a value gets its schema's default, sections first. */
function fillDefaults(value: unknown, schema: SchemaNode): void {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return;
  const section = value as Record<string, unknown>;
  for (const [name, node] of Object.entries(schema.properties ?? {})) {
    if (section[name] === undefined && node.default !== undefined) section[name] = structuredClone(node.default);
    fillDefaults(section[name], node);
  }
}

/** A copy. Values that cannot be copied, such as functions, cannot be settings either; the copy holds the name of their type instead, so that a message can mention it. */
function clonedOf(value: unknown): unknown {
  try {
    return structuredClone(value);
  } catch {
    if (typeof value !== 'object' || value === null) return typeof value;
    return Array.isArray(value) ? value.map(clonedOf) : Object.fromEntries(Object.entries(value).map(([name, each]) => [name, clonedOf(each)]));
  }
}

/** Explains a field that the schema lacks. */
export type ExplainUnknown = (field: string) => string | undefined;

function unknownField(schema: SchemaNode, names: readonly string[], explain: ExplainUnknown): string {
  const [section, key] = [names.slice(0, -1).join('.'), names[names.length - 1]];
  const inside = Object.keys((section ? fieldSchema(schema, section) : schema)?.properties ?? {});
  // The user probably meant the field of the same name in another section.
  const elsewhere = fieldNames(schema).find((field) => field.split('.').at(-1) === key);
  const hint = elsewhere ? `it belongs to '${elsewhere}'` : (explain(names.join('.')) ?? (inside.length > 0 ? expectedOneOf(key, inside) : 'expected nothing there'));
  return `unknown field '${names.join('.')}': ${hint}`;
}

/**
 * Checks settings against a schema and fills in its defaults.
 *
 * @param raw any value, such as parsed JSON; it is not modified
 * @param source where a field was given, for messages: a file's name or a flag
 * @param explain what to say about a field that the schema lacks; by default, the nearest name
 * @throws SettingsError if a field is unknown or its value is invalid; the message gives the source, the field, the value and what was expected
 */
export function checkSettings<Checked>(raw: unknown, schema: SchemaNode, source: (field: string) => string = () => 'settings', explain: ExplainUnknown = () => undefined): Checked {
  const settings = clonedOf(raw);
  fillDefaults(settings, schema);
  const { valid, errors } = new Validator(schema as Schema, '7', false).validate(settings);
  if (valid) return settings as Checked;
  const cause = causeOf(errors);
  const names = partsOf(cause.instanceLocation);
  const value = names.reduce<unknown>((node, name) => (node as Record<string, unknown> | undefined)?.[name], settings);
  // Fields refused by `additionalProperties: false` are reported with the keyword `false`, at the field itself.
  if (cause.keyword === 'false') throw new SettingsError(`${source('')}: ${unknownField(schema, names, explain)}`, source(''), names.join('.'));
  // An item of a list is reported as its list.
  const list = names.findIndex((_, depth) => !fieldSchema(schema, names.slice(0, depth + 1).join('.')));
  const field = (list < 0 ? names : names.slice(0, list)).join('.');
  const node = field ? fieldSchema(schema, field)! : schema;
  const whole = list < 0 ? value : field.split('.').reduce<unknown>((inside, name) => (inside as Record<string, unknown> | undefined)?.[name], settings);
  const where = source(field);
  const subject = where.startsWith('--') ? where : `${where}: ${field || 'the configuration'}`;
  const missing = cause.keyword === 'required' ? node.required?.find((name) => !Object.hasOwn(Object(whole), name)) : undefined;
  if (missing !== undefined) throw new SettingsError(`${where}: ${field ? `${field}.` : ''}${missing} is missing`, where, field ? `${field}.${missing}` : missing);
  const choices = node.enum?.filter((choice): choice is string => typeof choice === 'string') ?? [];
  const reason = choices.length > 0 && typeof whole === 'string' ? `is '${whole}': ${expectedOneOf(whole, choices)}` : `must be ${expectationOf(node)}, not ${shown(whole)}`;
  throw new SettingsError(`${subject} ${reason}`, where, field);
}
