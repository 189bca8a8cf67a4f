import { UsageError } from '../errors.js';
import { expectedOneOf } from '../nearest.js';
import { fieldNames, fieldSchema, MODALITIES, modalitiesOf } from './schema.js';

/** Flags of `train` that stand for a field. */
export const FIELD_FLAGS: Readonly<Record<string, string>> = {
  '--modality': 'modality', '--data': 'data.path', '--run': 'run', '--size': 'data.size', '--points': 'data.points', '--labels': 'data.labels', '--preset': 'model.preset', '--steps': 'training.steps', '--minutes': 'training.minutes',
  '--batch-size': 'training.batchSize', '--learning-rate': 'training.learningRate', '--seed': 'training.seed', '--device': 'training.device', '--threads': 'training.threads', '--strict': 'training.strict',
};

/** A field that the command line sets. */
export interface Override {
  field: string;
  /** As the user wrote it, for messages: `--steps`, or `--set training.steps`. */
  flag: string;
  value: unknown;
}

/** The text of a flag as its field's type; text that is no such value stays as it is, for the check to refuse. */
export function valueOf(field: string, text: string): unknown {
  const schema = fieldSchema(field, modalitiesOf(field)[0]);
  // A number among names stays a number where the names have one.
  if (schema?.type === 'string' || schema?.enum?.every((choice) => typeof choice === 'string')) return text;
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return text;
  }
}

/** Fields of every kind of data: which of them the configuration may have is for the check. */
const ALL_FIELDS = [...new Set(MODALITIES.flatMap((modality) => fieldNames(modality)))];

/** Overrides of `--set section.field=value`. @throws UsageError where there is no such field, or no equals sign */
export function setOverrides(settings: readonly string[]): Override[] {
  return settings.map((setting) => {
    const at = setting.indexOf('=');
    if (at < 1) throw new UsageError(`--set ${setting}: expected section.field=value, such as training.steps=1000`);
    const field = setting.slice(0, at);
    if (!ALL_FIELDS.includes(field)) throw new UsageError(`--set: unknown field '${field}': did you mean '${nearestField(field)}'?`);
    return { field, flag: `--set ${field}`, value: valueOf(field, setting.slice(at + 1)) };
  });
}

function nearestField(field: string): string {
  return /'([^']*)'\?$/.exec(expectedOneOf(field, ALL_FIELDS))![1];
}

/** A configuration with overrides applied, as a new object; sections that are no objects are left for the check. */
export function withOverrides(raw: unknown, overrides: readonly Override[]): unknown {
  if (typeof raw !== 'object' || raw === null || Array.isArray(raw)) return raw;
  const config = structuredClone(raw) as Record<string, unknown>;
  for (const { field, value } of overrides) {
    const [section, name] = field.split('.');
    if (name === undefined) config[section] = value;
    else if (typeof (config[section] ??= {}) === 'object') (config[section] as Record<string, unknown>)[name] = value;
    // A length on the command line replaces that of the file, which may be of the other kind.
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
