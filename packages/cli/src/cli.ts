import { Command, CommanderError, InvalidArgumentError } from 'commander';
import { FIELD_FLAGS, setOverrides, valueOf, type Override } from './config/flags.js';
import { fieldSchema } from './config/schema.js';
import { EXIT, exitCodeOf, messageOf } from './errors.js';
import type { Terminal } from './terminal.js';
import { VERSION } from './version.js';

const EXAMPLES = `
Examples:
  inrflow train --data pictures/ --size 32 --minutes 10      train on a folder; its sub-folders are the classes
  inrflow train config.json --steps 20000                    train as a file says, but longer
  inrflow train --resume --run runs/pictures                 go on after Ctrl-C or a crash
  inrflow sample --checkpoint runs/pictures/weights.safetensors --size 128 --out sheet.png
  inrflow info runs/pictures/weights.safetensors             parameters, arithmetic, classes
  inrflow export --checkpoint runs/pictures/weights.safetensors --out onnx/
  inrflow doctor                                             what this machine can run

Exit codes: 0 done, 1 failed, 2 wrong usage or configuration, 130 interrupted (state saved).`;

/** Flags that stand for a field, with the description and default that the schema gives. */
function addFieldFlags(command: Command): void {
  for (const [flag, field] of Object.entries(FIELD_FLAGS)) {
    const { type, description = '' } = fieldSchema(field)!;
    command.option(type === 'boolean' ? flag : `${flag} <value>`, `${description} [${field}]`);
  }
}

const camelCase = (flag: string) => flag.slice(2).replace(/-(.)/g, (_, letter: string) => letter.toUpperCase());

function overridesOf(options: Record<string, unknown>): Override[] {
  const named = Object.entries(FIELD_FLAGS).flatMap(([flag, field]) => {
    const value = options[camelCase(flag)];
    return value === undefined ? [] : [{ field, flag, value: typeof value === 'string' ? valueOf(field, value) : value }];
  });
  return [...named, ...setOverrides((options.set as string[] | undefined) ?? [])];
}

function integer(text: string): number {
  if (!/^\d+$/.test(text)) throw new InvalidArgumentError('expected a whole number');
  return Number(text);
}

function positive(text: string): number {
  if (integer(text) < 1) throw new InvalidArgumentError('expected a whole number of at least 1');
  return Number(text);
}

function number(text: string): number {
  const value = Number(text);
  if (text.trim() === '' || !Number.isFinite(value)) throw new InvalidArgumentError('expected a number');
  return value;
}

/** The command line, each command loaded when it runs. */
function program(terminal: Terminal): Command {
  const inrflow = new Command('inrflow')
    .description('One flow-matching model for anything that is a map from coordinates to values.')
    .version(VERSION, '-V, --version', 'print the version')
    .showSuggestionAfterError()
    .addHelpText('after', EXAMPLES);

  const train = inrflow.command('train').description('Train a model on a folder of pictures.')
    .argument('[config]', 'configuration, JSON; fields: see schema/inrflow.schema.json')
    .option('--resume', 'go on from the checkpoint in the run folder', false)
    .option('--force', 'replace the run that the folder holds', false)
    .option('--set <field=value...>', 'set any field, such as model.width=256');
  addFieldFlags(train);
  train.action(async (configFile: string | undefined, options: Record<string, unknown>) => {
    const { train: run } = await import('./train/train.js');
    await run({ configFile, overrides: overridesOf(options), resume: options.resume === true, force: options.force === true }, terminal);
  });
  void [positive, number];
  return inrflow;
}

/** Settings that commander hands down to commands only where they are made before: output, and errors as exceptions. */
function settle(command: Command, terminal: Terminal): void {
  command.exitOverride().configureOutput({ writeOut: (text) => terminal.out(text.trimEnd()), writeErr: () => {} });
  if (command.parent) command.option('--debug', 'print the stack trace of an error');
  for (const child of command.commands) settle(child, terminal);
}

/**
 * Runs the command.
 *
 * @param args what follows `inrflow` on the command line
 * @returns the exit code: 0 done, 1 failed, 2 wrong usage or configuration, 130 interrupted
 */
export async function run(args: readonly string[], terminal: Terminal): Promise<number> {
  const inrflow = program(terminal);
  settle(inrflow, terminal);
  try {
    if (args.length === 0) inrflow.help();
    await inrflow.parseAsync(args, { from: 'user' });
    return EXIT.ok;
  } catch (error) {
    if (error instanceof CommanderError) {
      if (error.exitCode === 0) return EXIT.ok;
      terminal.note(`inrflow: ${error.message.replace(/^error: /, '').replace(/\s*\n\s*/g, ' ')}`);
      return EXIT.usage;
    }
    terminal.note(`inrflow: ${messageOf(error)}`);
    if (args.includes('--debug')) terminal.note(String((error as Error).stack));
    return exitCodeOf(error);
  }
}
