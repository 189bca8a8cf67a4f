import { expectedOneOf } from '../errors/nearest.js';
import { isNamed } from '../errors/isNamed.js';
import { CONTRACT_VERSION } from './kind.js';
import type { Plugin } from './plugin.js';

/** A value that is not a plug-in, follows another version of the contract, or breaks it. The message names the plug-in, the field and what was expected. */
export class PluginError extends Error {
  override name = 'PluginError';

  static override [Symbol.hasInstance](value: unknown): boolean {
    return isNamed(value, 'PluginError');
  }
}

type Shape = 'text' | 'number' | 'object' | 'function' | 'list' | 'any';

/** The fields of a plug-in; those with a question mark may be left out. */
const FIELDS: Readonly<Record<string, Shape | `${Shape}?`>> = {
  contract: 'number', name: 'text', package: 'object', words: 'object', fields: 'object', presets: 'object', sizeField: 'text', points: 'function', modality: 'function', sampleOf: 'function', extent: 'function',
  meaning: 'object', open: 'function', defaults: 'object?', samples: 'number?', presetFor: 'function?', settleData: 'function?', settleModel: 'function?', conditionChannels: 'function?', augmentationChannels: 'function?', interpolate: 'function?', places: 'function?',
  askFields: 'object?', ask: 'function?', scale: 'any?', recognizes: 'function?', formats: 'object?', draw: 'function?', page: 'function?', scoring: 'object?', demo: 'function?', doctor: 'function?',
};
/** Nested fields. */
const INSIDE: Readonly<Record<string, Readonly<Record<string, Shape | `${Shape}?`>>>> = {
  package: { name: 'text', version: 'text' }, words: { one: 'text', many: 'text', pairs: 'text' }, fields: { data: 'object', model: 'object?' }, meaning: { coordinate: 'text', value: 'text' },
  defaults: { model: 'object?', training: 'object?', sampling: 'object?' }, scoring: { fields: 'object?', ofModel: 'function', ofFiles: 'function?' },
};
const SAID: Readonly<Record<Shape, string>> = { text: 'a text', number: 'a number', object: 'an object', function: 'a function', list: 'a list', any: 'something' };

function fits(value: unknown, shape: Shape): boolean {
  if (shape === 'text') return typeof value === 'string' && value !== '';
  if (shape === 'object') return typeof value === 'object' && value !== null && !Array.isArray(value);
  return shape === 'list' ? Array.isArray(value) : shape === 'any' || typeof value === shape;
}

function checkFields(given: Record<string, unknown>, fields: Readonly<Record<string, string>>, prefix: string, where: string): void {
  for (const [field, rule] of Object.entries(fields)) {
    const [shape, isOptional] = [rule.replace('?', '') as Shape, rule.endsWith('?')];
    const value = given[field];
    if (value === undefined && isOptional) continue;
    if (!fits(value, shape)) throw new PluginError(`${where}: ${prefix}${field} is ${value === undefined ? 'missing' : typeof value === 'object' ? JSON.stringify(value)?.slice(0, 40) : `a ${typeof value}`}: expected ${SAID[shape]}`);
  }
  const unknown = Object.keys(given).find((field) => !Object.hasOwn(fields, field));
  if (unknown !== undefined) throw new PluginError(`${where}: ${prefix}${unknown} is not a field of a plug-in: ${expectedOneOf(unknown, Object.keys(fields)).replace(/^.*; /s, '')}`);
}

/**
 * Checks that a value is a plug-in that this release can use.
 *
 * @param value what a module exports
 * @param where the plug-in, as messages name it
 * @throws PluginError naming the plug-in, the field and what was expected
 */
export function checkPlugin(value: unknown, where: string): Plugin {
  if (!fits(value, 'object')) throw new PluginError(`${where}: is ${value === null ? 'null' : typeof value}: expected a plug-in, an object with the fields of \`Plugin\` from @inrflow/core`);
  const plugin = value as Record<string, unknown>;
  const { contract } = plugin;
  if (Number.isInteger(contract) && contract !== CONTRACT_VERSION) {
    const advice = (contract as number) > CONTRACT_VERSION ? 'update inrflow' : 'ask for a newer version of the plug-in';
    throw new PluginError(`${where}: follows contract ${String(contract)}, and this release of inrflow contract ${CONTRACT_VERSION}: ${advice}`);
  }
  checkFields(plugin, FIELDS, '', where);
  for (const [field, inside] of Object.entries(INSIDE)) if (plugin[field] !== undefined) checkFields(plugin[field] as Record<string, unknown>, inside, `${field}.`, where);
  if (Object.keys(plugin.presets as object).length === 0) throw new PluginError(`${where}: presets is empty: expected at least one, the first of which is the default`);
  const sizes = ['width', 'heads', 'blocks', 'latents', 'decoderLayers'];
  for (const [name, preset] of Object.entries(plugin.presets as Record<string, Record<string, unknown>>)) {
    const missing = sizes.find((size) => !Number.isInteger(preset?.[size]));
    if (missing) throw new PluginError(`${where}: presets.${name}.${missing} is ${String(preset?.[missing])}: expected an integer`);
  }
  if (plugin.askFields !== undefined && plugin.ask === undefined) throw new PluginError(`${where}: askFields are given, but ask is missing: expected a function that says what samples they mean`);
  return value as Plugin;
}
