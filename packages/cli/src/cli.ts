import { inAgreement, PluginError, quotable, type Plugin } from '@inrflow/core';
import { CommanderError, type Command } from 'commander';
import { foreignFlag } from './commands/foreignFlag.js';
import { pluginOf } from './commands/peek.js';
import { program } from './commands/program.js';
import { EXIT, exitCodeOf, messageOf } from './errors.js';
import { BUILT_IN } from './plugins/builtIn.js';
import { loadPlugin } from './plugins/loadPlugin.js';
import { endTogether, giveWay } from './processes/ending.js';
import { openProcesses, SHARED } from './processes/openProcesses.js';
import type { Terminal } from './terminal.js';

/** Commands whose flags depend on the kind of data. */
const ABOUT_DATA: readonly string[] = ['train', 'sample', 'evaluate', 'info', 'schema'];

/** Settings that commander passes on only to commands that are added later: output, and errors as exceptions. */
function settle(command: Command, terminal: Terminal): void {
  command.exitOverride().configureOutput({ writeOut: (text) => terminal.out(text.trimEnd()), writeErr: () => {} });
  if (command.parent) command.option('--debug', 'print the stack trace of an error');
  for (const child of command.commands) settle(child, terminal);
}

/** Describes an error of the command line. */
async function usageOf({ code, message }: CommanderError, name: string, args: readonly string[], plugin: Plugin, inrflow: Command): Promise<string> {
  const options = inrflow.commands.find((command) => command.name() === name)?.options ?? [];
  const flags = args.filter((text) => text.startsWith('--')).map((text) => text.split('=')[0]);
  const flag = code === 'commander.unknownOption' ? flags.find((text) => text !== '--help' && !options.some(({ long }) => long === text)) : undefined;
  const foreign = flag === undefined ? undefined : await foreignFlag(name, flag, plugin);
  if (foreign !== undefined) return foreign;
  const field = code === 'commander.excessArguments' ? args.find((text) => /^[a-z]+\.[\w.]+=/i.test(text)) : undefined;
  return `${quotable(message.replace(/^error: /, ''), 2000)}${field === undefined ? '' : ` To set a field of the configuration, write --set ${quotable(field)}`}`;
}

/** The terminal as seen by one of several processes: only the first one writes. */
function sharedTerminal(terminal: Terminal, processes: Terminal['processes']): Terminal {
  if (!processes || processes.size === 1) return terminal;
  const isFirst = processes.rank === 0;
  return { ...terminal, processes, isInteractive: terminal.isInteractive && isFirst, out: (text) => isFirst && terminal.out(text), note: (text) => isFirst && terminal.note(text) };
}

/**
 * Runs the command, together with any other processes that a launcher has started.
 *
 * @param args what follows `inrflow` on the command line
 * @returns the exit code: 0 done, 1 failed, 2 wrong usage or configuration, 130 interrupted (0 under a launcher, which would treat another code as a failure)
 */
export async function run(args: readonly string[], given: Terminal): Promise<number> {
  let processes: Terminal['processes'];
  try {
    processes = given.processes ?? (SHARED.includes(args[0]) ? await openProcesses() : undefined);
  } catch (error) {
    // If processes fail in the same way, the first one prints the error; the exit of the others must not kill it before that.
    if ((error as { rank?: number }).rank! > 0) await giveWay();
    else given.note(`inrflow: ${messageOf(error)}`);
    return exitCodeOf(error);
  }
  const terminal = sharedTerminal(given, processes);
  let code: number = EXIT.ok;
  try {
    code = await runCommand(args, terminal);
  } catch (error) {
    code = exitCodeOf(error);
    const isInterrupted = code === EXIT.interrupted;
    if (processes && isInterrupted) code = EXIT.ok;
    if (processes && processes.size > 1 && !isInterrupted) await endTogether(processes, error, code, given.note);
    else terminal.note(`inrflow: ${messageOf(error)}`);
    if (args.includes('--debug')) given.note(stackOf(error));
  }
  await processes?.close();
  return code;
}

async function runCommand(args: readonly string[], terminal: Terminal): Promise<number> {
  const [command, ...rest] = args;
  const plugin = await inAgreement(terminal.processes, () => (ABOUT_DATA.includes(command) ? pluginOf(command, rest) : loadPlugin(BUILT_IN[0])));
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
}

/** The stack of an error and of its causes; for a plug-in, the cause has the plug-in's own stack. */
function stackOf(error: unknown): string {
  const { stack, cause } = error as Error;
  return [String(stack), ...(cause instanceof Error && !(error instanceof PluginError) ? [`caused by ${String(cause.stack)}`] : [])].join('\n');
}
