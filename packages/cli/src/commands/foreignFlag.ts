import { fieldFlags, flagOf } from '../config/flags.js';
import { optionFields, othersWith } from '../plugins/foreign.js';
import type { Plugin } from '@inrflow/core';

/** Whether a kind of data has a flag of a command. */
const hasFlag = (command: string, flag: string) => (plugin: Plugin): boolean => {
  if (command === 'train') return Object.hasOwn(fieldFlags(plugin), flag);
  return command in optionFields && Object.keys(optionFields[command as keyof typeof optionFields](plugin)).some((field) => flagOf(field) === flag);
};

/** Explains a flag that belongs to another kind of data. */
export async function foreignFlag(command: string, flag: string, plugin: Plugin): Promise<string | undefined> {
  const [other] = await othersWith(plugin, hasFlag(command, flag));
  if (!other) return undefined;
  const here = command === 'train' ? `this configuration is for ${plugin.words.many}` : command === 'evaluate' ? `these are ${plugin.words.many}` : `this model makes ${plugin.words.many}`;
  return `${flag} is for ${other.words.many}: ${here}`;
}
