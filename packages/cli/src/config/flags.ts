import { expectationOf, fieldSchema, networkFields, schemaOf, type Plugin, type SchemaFields, type SchemaNode } from '@inrflow/core';
import { InvalidArgumentError, Option } from 'commander';
import { valueOf, type Override } from './overrides.js';

/** Flags of `train` for fields that every kind of data has. */
const COMMON: Readonly<Record<string, string>> = {
  '--modality': 'modality', '--data': 'data.path', '--run': 'run', '--preset': 'model.preset', '--steps': 'training.steps', '--minutes': 'training.minutes', '--batch-size': 'training.batchSize',
  '--learning-rate': 'training.learningRate', '--seed': 'training.seed', '--device': 'training.device', '--threads': 'training.threads', '--strict': 'training.strict', '--init': 'training.init', '--held-out': 'data.heldOut',
};
/** Names of the common flags' values in the help. */
const TITLES: Readonly<Record<string, string>> = { modality: 'name', 'data.path': 'path', run: 'folder' };

/** The flag of a field: `emdPoints` is `--emd-points`. */
export const flagOf = (field: string): string => `--${field.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)}`;

/** Flags of `train` and their fields: those common to all kinds, and those of one kind. */
export function fieldFlags({ fields }: Pick<Plugin, 'fields'>): Record<string, string> {
  const flags: Record<string, string> = { ...COMMON };
  const own = [...Object.keys(fields.data).map((name) => ['data', name]), ...Object.keys(fields.model ?? {}).filter((name) => !Object.hasOwn(networkFields, name)).map((name) => ['model', name])];
  const taken = new Set(Object.values(flags));
  for (const [section, name] of own) if (!taken.has(`${section}.${name}`) && !Object.hasOwn(flags, flagOf(name))) flags[flagOf(name)] = `${section}.${name}`;
  return flags;
}

function placeholderOf({ title, enum: choices, type, items, minItems }: SchemaNode): string {
  if (title !== undefined) return title;
  if (choices) return choices.every((choice) => typeof choice === 'number') ? 'n' : 'name';
  if (type === 'array') return Array.from({ length: minItems ?? 2 }, () => (items?.type === 'string' ? 'text' : 'n')).join(',');
  return type === 'integer' || type === 'number' ? 'n' : 'text';
}

function described({ description = '', default: value, enum: choices, type, $comment }: SchemaNode, note = ''): string {
  const isNamed = !choices || choices.every((choice) => description.includes(String(choice)));
  const named = $comment ? ` One of ${$comment}.` : isNamed ? '' : ` One of ${choices.join(', ')}.`;
  const presumed = value === undefined || type === 'boolean' || description.includes('Default:') ? '' : ` Default: ${Array.isArray(value) ? value.join(',') : String(value)}.`;
  return `${description}${named}${presumed}${note}`;
}

/** The option of a field. */
function optionOf(flag: string, node: SchemaNode, title: string | undefined, note: string): Option {
  return new Option(node.type === 'boolean' ? flag : `${flag} <${title ?? placeholderOf(node)}>`, described(node, note));
}

/** Options of `train` that set fields. */
export function fieldOptions(plugin: Plugin): Option[] {
  const schema = schemaOf(plugin);
  return Object.entries(fieldFlags(plugin)).map(([flag, field]) => optionOf(flag, fieldSchema(schema, field)!, TITLES[field], ` [${field}]`));
}

/** The fields that options of `train` set. */
export function overridesOf(options: Readonly<Record<string, unknown>>, plugin: Plugin): Override[] {
  const schema = schemaOf(plugin);
  return Object.entries(fieldFlags(plugin)).flatMap(([flag, field]) => {
    const value = options[new Option(flag).attributeName()];
    return value === undefined ? [] : [{ field, flag, value: typeof value === 'string' ? valueOf(fieldSchema(schema, field), value) : value }];
  });
}

/** Options of `sample` or `evaluate` that a kind of data adds, each checked by its schema as it is read. */
export function ownOptions(fields: SchemaFields): Option[] {
  return Object.entries(fields).map(([field, node]) => optionOf(flagOf(field), node, undefined, '').argParser((text: string) => {
    const value = valueOf(node, text);
    // Only the type is checked here; the range is checked with the whole configuration.
    if ((node.type === 'integer' || node.type === 'number') && typeof value !== 'number') throw new InvalidArgumentError(`expected ${expectationOf(node)}`);
    return value;
  }));
}

/** The values of options that a kind of data added, by the names of its fields. */
export function ownValues(fields: SchemaFields, options: Readonly<Record<string, unknown>>): Record<string, unknown> {
  return Object.fromEntries(Object.entries(fields).flatMap(([field, { type }]) => {
    const option = new Option(flagOf(field));
    const value = options[option.attributeName()];
    // `--no-cache` is stored as the opposite of `--cache`, which has a field of its own.
    if (option.negate) return value === false ? [[field, true]] : [];
    return value === undefined || (typeof value === 'boolean' && type !== 'boolean') ? [] : [[field, value]];
  }));
}
