import { PluginError, quotable, type Plugin } from '@inrflow/core';
import { CommanderError, type Command } from 'commander';
import { foreignFlag } from './commands/foreignFlag.js';
import { pluginOf } from './commands/peek.js';
import { program } from './commands/program.js';
import { EXIT, exitCodeOf, messageOf } from './errors.js';
import { BUILT_IN } from './plugins/builtIn.js';
import { loadPlugin } from './plugins/loadPlugin.js';
import type { Terminal } from './terminal.js';

/** Commands whose flags are a kind of data's. */
const ABOUT_DATA: readonly string[] = ['train', 'sample', 'evaluate', 'info', 'schema'];

/** Settings that commander hands down to commands only if they are made before: output, and errors as exceptions. */
function settle(command: Command, terminal: Terminal): void {
  command.exitOverride().configureOutput({ writeOut: (text) => terminal.out(text.trimEnd()), writeErr: () => {} });
  if (command.parent) command.option('--debug', 'print the stack trace of an error');
  for (const child of command.commands) settle(child, terminal);
}

/** An error of the command line in words. */
async function usageOf({ code, message }: CommanderError, name: string, args: readonly string[], plugin: Plugin, inrflow: Command): Promise<string> {
  const options = inrflow.commands.find((command) => command.name() === name)?.options ?? [];
  const flags = args.filter((text) => text.startsWith('--')).map((text) => text.split('=')[0]);
  const flag = code === 'commander.unknownOption' ? flags.find((text) => text !== '--help' && !options.some(({ long }) => long === text)) : undefined;
  const foreign = flag === undefined ? undefined : await foreignFlag(name, flag, plugin);
  if (foreign !== undefined) return foreign;
  const field = code === 'commander.excessArguments' ? args.find((text) => /^[a-z]+\.[\w.]+=/i.test(text)) : undefined;
  return `${quotable(message.replace(/^error: /, ''), 2000)}${field === undefined ? '' : ` To set a field of the configuration, write --set ${quotable(field)}`}`;
}

/**
 * Runs the command.
 *
 * @param args what follows `inrflow` on the command line
 * @returns the exit code: 0 done, 1 failed, 2 wrong usage or configuration, 130 interrupted
 */
export async function run(args: readonly string[], terminal: Terminal): Promise<number> {
  const [command, ...rest] = args;
  try {
    const plugin = await (ABOUT_DATA.includes(command) ? pluginOf(command, rest) : loadPlugin(BUILT_IN[0]));
    const inrflow = program(plugin, terminal);
    settle(inrflow, terminal);
    try {
      if (args.length === 0) inrflow.help();
      await inrflow.parseAsync(args, { from: 'user' });
      return EXIT.ok;
    } catch (error) {
      if (!(error instanceof CommanderError)) throw error;
      if (error.exitCode === 0) return EXIT.ok;
      terminal.note(`inrflow: ${await usageOf(error, command, rest, plugin, inrflow)}`);
      return EXIT.usage;
    }
  } catch (error) {
    terminal.note(`inrflow: ${messageOf(error)}`);
    if (args.includes('--debug')) terminal.note(stackOf(error));
    return exitCodeOf(error);
  }
}

/** Where an error came from: its stack, and that of what caused it, which for a plug-in is its own. */
function stackOf(error: unknown): string {
  const { stack, cause } = error as Error;
  return [String(stack), ...(cause instanceof Error && !(error instanceof PluginError) ? [`caused by ${String(cause.stack)}`] : [])].join('\n');
}
