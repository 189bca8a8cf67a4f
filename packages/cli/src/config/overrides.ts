import { expectedOneOf, fieldNames, fieldSchema, nearestName, type SchemaNode } from '@inrflow/core';
import { UsageError } from '../errors.js';

/** A field that the command line sets. */
export interface Override {
  /** Path of the field, such as `training.steps`. */
  field: string;
  /** Its source as the user wrote it, for messages: `--steps`, or `--set training.steps`. */
  flag: string;
  value: unknown;
}

/** Converts the text of a flag to its field's type; text that does not fit is kept, so that the check refuses it. */
export function valueOf(schema: SchemaNode | undefined, text: string): unknown {
  // Among choices that include numbers, a number stays a number.
  if (schema?.type === 'string' || schema?.enum?.every((choice) => typeof choice === 'string')) return text;
  if (schema?.type === 'array' && !text.trim().startsWith('[')) return text.split(',').map((part) => (part.trim() !== '' && Number.isFinite(Number(part)) ? Number(part) : part));
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return text;
  }
}

/** Splits a setting of `--set` into its two parts. @throws UsageError if there is no equals sign */
export function splitSetting(setting: string): { field: string; text: string } {
  const at = setting.indexOf('=');
  if (at < 1) throw new UsageError(`--set ${setting}: expected section.field=value, such as training.steps=1000`);
  return { field: setting.slice(0, at), text: setting.slice(at + 1) };
}

/** What to say about a field that the schema lacks: the nearest one, in its section if it names one; or else what there is. */
function nearestField(field: string, schema: SchemaNode): string {
  const [section] = field.split('.');
  const [own, last] = [field.slice(section.length + 1), field.split('.').at(-1)];
  const names = fieldNames(schema);
  const inside = Object.keys(schema.properties?.[section]?.properties ?? {});
  // Fields of one section begin alike, which does not make them near.
  const near = nearestName(own, inside);
  const namesakes = names.filter((name) => name.split('.').at(-1) === last);
  const sections = namesakes.map((name) => name.split('.')[0]);
  const elsewhere = namesakes[Math.max(0, sections.indexOf(nearestName(section, sections) ?? ''))] ?? (inside.length > 0 ? undefined : nearestName(field, names));
  const meant = near === undefined ? elsewhere : `${section}.${near}`;
  if (meant !== undefined) return `did you mean '${meant}'?`;
  return inside.length > 0 ? expectedOneOf(own, inside) : expectedOneOf(section, Object.keys(schema.properties ?? {}));
}

/**
 * Overrides of `--set section.field=value`.
 *
 * @param isElsewhere whether another kind of data has the field, which the check of the whole configuration reports
 * @throws UsageError if there is no such field, or no equals sign
 */
export function setOverrides(settings: readonly string[], schema: SchemaNode, isElsewhere: (field: string) => boolean = () => false): Override[] {
  return settings.map((setting) => {
    const { field, text } = splitSetting(setting);
    const node = fieldSchema(schema, field);
    if ((!node || node.properties) && !isElsewhere(field)) throw new UsageError(`--set: unknown field '${field}': ${nearestField(field, schema)}`);
    return { field, flag: `--set ${field}`, value: valueOf(node, text) };
  });
}

/** A configuration with overrides applied, as a new object; sections that are not objects are left for the check. */
export function withOverrides(raw: unknown, overrides: readonly Override[]): unknown {
  if (typeof raw !== 'object' || raw === null || Array.isArray(raw)) return raw;
  const config = structuredClone(raw) as Record<string, unknown>;
  for (const { field, value } of overrides) {
    const [section, name] = field.split('.');
    if (name === undefined) config[section] = value;
    else if (typeof (config[section] ??= {}) === 'object') (config[section] as Record<string, unknown>)[name] = value;
    // A length on the command line replaces that of the file, even if one is in steps and the other in minutes.
    if (field === 'training.steps') forget(config.training, overrides, 'minutes', 'decayFrom');
    if (field === 'training.minutes') forget(config.training, overrides, 'steps', 'decayFrom');
  }
  return config;
}

function forget(section: unknown, overrides: readonly Override[], ...names: string[]): void {
  for (const name of names) {
    if (typeof section === 'object' && section !== null && !overrides.some(({ field }) => field === `training.${name}`)) delete (section as Record<string, unknown>)[name];
  }
}
