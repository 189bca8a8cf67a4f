import { Ajv, type ErrorObject } from 'ajv';
import { UsageError } from '../errors.js';
import { expectedOneOf } from '../nearest.js';
import { configSchema, expectationOf, fieldNames, fieldSchema, modalitiesOf, MODALITIES, type ModalityName } from './schema.js';
import type { Config } from './types.js';

/** A value as messages show it: JSON, cut where it is long. */
const shown = (value: unknown) => {
  const text = JSON.stringify(value) ?? 'nothing';
  return text.length > 60 ? `${text.slice(0, 57)}…` : text;
};

function unknownKey(section: string, key: string, modality: ModalityName): string {
  const inside = Object.keys((section ? fieldSchema(section, modality) : configSchema(modality))?.properties ?? {});
  // A field that exists, but in another section, is what was meant.
  const elsewhere = fieldNames(modality).find((field) => field.split('.').at(-1) === key);
  const [other] = modalitiesOf(section ? `${section}.${key}` : key);
  const hint = elsewhere ? `it belongs to '${elsewhere}'` : other ? `it is for modality '${other}', and this is '${modality}'` : expectedOneOf(key, inside);
  return `unknown field '${section ? `${section}.` : ''}${key}': ${hint}`;
}

function explain({ keyword, instancePath, params, data }: ErrorObject, source: (field: string) => string, modality: ModalityName): string {
  const names = instancePath.slice(1).split('/').filter(Boolean);
  if (keyword === 'additionalProperties') return `${source('')}: ${unknownKey(names.join('.'), (params as { additionalProperty: string }).additionalProperty, modality)}`;
  // An item of a list is reported as its list.
  const field = names.filter((name) => !/^\d+$/.test(name)).join('.');
  const node = fieldSchema(field, modality) ?? configSchema(modality);
  const where = source(field);
  const subject = where.startsWith('--') ? where : `${where}: ${field || 'the configuration'}`;
  const choices = node.enum?.filter((choice): choice is string => typeof choice === 'string') ?? [];
  if (choices.length > 0 && typeof data === 'string') return `${subject} is '${data}': ${expectedOneOf(data, choices)}`;
  return `${subject} must be ${expectationOf(node)}, not ${shown(data)}`;
}

/**
 * Checks a configuration against the schema and fills in its defaults.
 *
 * @param source where a field was given: a file's name, or the flag that overrides it
 * @throws UsageError naming the file or flag, the field, its value and what was expected
 */
export function checkConfig(raw: unknown, source: (field: string) => string): Config {
  const config = structuredClone(raw);
  const asked = (config as { modality?: unknown } | null)?.modality;
  const modality = MODALITIES.find((name) => name === asked) ?? 'image';
  const validate = new Ajv({ useDefaults: true, verbose: true, strict: false }).compile<Config>(configSchema(modality));
  if (!validate(config)) throw new UsageError(explain(validate.errors![0], source, modality));
  return config;
}
