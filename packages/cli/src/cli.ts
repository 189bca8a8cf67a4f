import { quotable } from '@inrflow/core';
import type { Device } from '@inrflow/onnx';
import { Command, CommanderError, InvalidArgumentError, Option } from 'commander';
import { FIELD_FLAGS, setOverrides, valueOf, type Override } from './config/flags.js';
import { fieldSchema, modalitiesOf, type ModalityName } from './config/schema.js';
import type { EvaluateImagesOptions } from './evaluate/images.js';
import type { EvaluateOptions } from './evaluate/options.js';
import { RESIZE_FILTERS } from './features/filters.js';
import type { ExportOptions } from './export/export.js';
import { expectedOneOf } from './nearest.js';
import { VIEWS } from './modalities/views.js';
import { FILE_FORMATS, SHEET_FORMATS } from './sample/formats.js';
import type { SampleOptions } from './sample/sample.js';
import { EXIT, exitCodeOf, messageOf } from './errors.js';
import type { Terminal } from './terminal.js';
import { VERSION } from './version.js';

const EXAMPLES = `
Examples:
  inrflow train --data pictures/ --size 32 --minutes 10      train on a folder; its sub-folders are the classes
  inrflow train config.json --steps 20000                    train as a file says, but longer
  inrflow train --resume --run runs/pictures                 go on after Ctrl-C or a crash
  inrflow sample --checkpoint runs/pictures/weights.safetensors --size 128 --out sheet.png
  inrflow train --modality pointcloud --data meshes/ --minutes 10
  inrflow evaluate runs/meshes/weights.safetensors            scores of point clouds
  inrflow info runs/pictures/weights.safetensors             parameters, arithmetic, classes
  inrflow export --checkpoint runs/pictures/weights.safetensors --out onnx/
  inrflow doctor                                             what this machine can run

Exit codes: 0 done, 1 failed, 2 wrong usage or configuration, 130 interrupted (state saved).`;

const NAMES: Readonly<Record<ModalityName, string>> = { image: 'pictures', pointcloud: 'point clouds', protein: 'proteins' };

/** Flags that stand for a field, with the description and default that the schema gives. */
function addFieldFlags(command: Command): void {
  for (const [flag, field] of Object.entries(FIELD_FLAGS)) {
    const schemas = modalitiesOf(field).map((modality) => fieldSchema(field, modality)!);
    // What differs between kinds of data is told of each.
    const descriptions = modalitiesOf(field).map((modality, i) => ({ modality, text: schemas[i].description ?? '' }));
    const differing = descriptions.filter(({ text }, i) => descriptions.findIndex((other) => other.text === text) === i);
    const told = differing.map(({ modality, text }, i) => (i === 0 ? text : `For ${NAMES[modality]}: ${text}`)).join(' ');
    command.option(schemas[0].type === 'boolean' ? flag : `${flag} <value>`, `${told} [${field}]`);
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

function aboveZero(text: string): number {
  if (!(number(text) > 0)) throw new InvalidArgumentError('expected a number above 0');
  return Number(text);
}

/** Numbers with commas between them. */
const numbers = (text: string): number[] => text.split(',').map(number);

function interval(text: string): [number, number] {
  const values = numbers(text);
  if (values.length !== 2 || !(values[0] >= 0 && values[0] <= values[1] && values[1] <= 1)) throw new InvalidArgumentError('expected two rising times from 0 to 1, such as 0.2,0.9');
  return [values[0], values[1]];
}

const DEVICES = fieldSchema('training.device')!.enum as readonly Device[];
const choicesOf = (field: string) => fieldSchema(field)!.enum!.map(String);

/** A check for one of a few names. */
const oneOf = <Name extends string>(names: readonly Name[]) => (name: string): Name => {
  if (!names.includes(name as Name)) throw new InvalidArgumentError(expectedOneOf(name, names));
  return name as Name;
};

// Options that several commands have.
const deviceOption = () => new Option('--device <name>', `what runs the network: ${DEVICES.slice(0, -1).join(', ')} or ${DEVICES.at(-1)}; see inrflow doctor`).argParser(oneOf(DEVICES)).default('cpu');
/** How the model's velocity is followed, in place of what it says itself. */
const samplingOptions = () => [
  new Option('--guidance <scale>', 'strength of guidance; 1 for none; default: as the model says').argParser(number),
  new Option('--guidance-interval <from,to>', 'times between which guidance acts, such as 0.2,0.9; 0 is noise, 1 is data').argParser(interval),
  new Option('--steps <n>', 'steps of the solver; default: as the model says').argParser(positive),
  new Option('--solver <name>', `${choicesOf('sampling.solver').join(', ')}; default: as the model says`).argParser(oneOf(choicesOf('sampling.solver'))),
  new Option('--shift <factor>', 'above 1, more steps lie near the noise and the last ones are longer; default: as the model says').argParser(aboveZero),
  new Option('--tolerance <error>', 'error that dormand-prince, which chooses its steps, allows in one; default: as the model says').argParser(aboveZero),
];
const embeddingsOption = () => new Option('--embeddings <file>', "what gives the sequences' embeddings, .onnx, .npz or .safetensors; default: what training used");

/** Names of the options that the user gave, rather than defaults. */
const givenFlags = (command: Command) => command.options.map((option) => option.attributeName()).filter((name) => command.getOptionValueSource(name) === 'cli');

/** The command line, each command loaded when it runs. */
function program(terminal: Terminal): Command {
  const inrflow = new Command('inrflow')
    .description('One flow-matching model for anything that is a map from coordinates to values.')
    .version(VERSION, '-V, --version', 'print the version')
    .showSuggestionAfterError()
    .addHelpText('after', EXAMPLES);

  const train = inrflow.command('train').description('Train a model on a folder of pictures, meshes, clouds or protein structures.')
    .argument('[config]', 'configuration, JSON; fields: see schema/inrflow.schema.json')
    .option('--resume', 'go on from the checkpoint in the run folder', false)
    .option('--force', 'replace the run that the folder holds', false)
    .option('--set <field=value...>', 'set any field, such as model.width=256');
  addFieldFlags(train);
  train.action(async (configFile: string | undefined, options: Record<string, unknown>) => {
    const { train: run } = await import('./train/train.js');
    await run({ configFile, overrides: overridesOf(options), resume: options.resume === true, force: options.force === true }, terminal);
  });

  const sample = inrflow.command('sample').description('Make samples of a checkpoint, at any size.')
    .option('--checkpoint <file>', "weights.safetensors or training.safetensors of a run; or a model that comes with inrflow: emoji, furniture, furniture-views, proteins")
    .option('--count <n>', 'samples of each class or sequence; default: 8, of a sequence 1', positive)
    .option('--size <pixels>', 'edge of pictures; default: that of training', positive)
    .option('--points <n>', 'points of clouds; default: as in training', positive)
    .option('--image <file>', 'a picture to make clouds of, for models that were trained with data.views')
    .option('--view <side>', 'where the picture was taken from: +x, -x, +y, -y, +z or -z', oneOf(VIEWS), '+z')
    .option('--sequence <fasta>', 'sequences to fold, a FASTA file or the letters themselves, for models of proteins')
    .addOption(embeddingsOption())
    .option('--class <names>', "one class, several with commas between them, or 'all'; default: all")
    .option('--seed <n>', 'the same seed gives the same samples, bit for bit', integer, 0)
    .option('--out <path>', 'a .png file for a sheet, or a folder for one file a sample', 'samples.png')
    .option('--format <name>', 'one file a sample: png (pictures), ply, xyz or npy (clouds), pdb or cif (proteins); or one .png: sheet, apng (a sheet that comes out of the noise) or strip; or one .html page where clouds and proteins turn; default: sheet for a .png, html for a .html, else one file a sample', oneOf([...FILE_FORMATS, ...SHEET_FORMATS]))
    .option('--batch <n>', 'samples solved side by side; changes memory, never a sample', positive, 8)
    .option('--chunk <n>', 'points decoded at once; changes memory, never a sample', positive, 1024)
    .addOption(deviceOption())
    .option('--threads <n>', 'threads of ONNX Runtime; default: one a physical core', positive)
    .action(async (options: SampleOptions, command: Command) => (await import('./sample/sample.js')).sample({ ...options, flags: givenFlags(command) }, terminal));
  samplingOptions().forEach((option) => sample.addOption(option));

  const evaluate = inrflow.command('evaluate').description('Score a model, or a folder of samples, against references: clouds by MMD, COV and 1-NNA, proteins by lDDT, TM-score and RMSD, pictures by Fréchet distance, KID, precision and recall of a network\'s features.')
    .argument('<samples>', 'a .safetensors checkpoint or a model that comes with inrflow, or a folder or archive of pictures, clouds or structures')
    .option('--reference <path>', "pictures, clouds, meshes or structures to compare with; default: the checkpoint's own data")
    .option('--part <name>', "held-out, train or all; default: held-out where training held any out, else all; of proteins: both, each by itself", oneOf(['held-out', 'train', 'all']))
    .option('--count <n>', 'samples of each set; default: as many as there are references', positive)
    .option('--points <n>', 'points of each cloud; default: as in training', positive)
    .option('--emd-points <n>', "points that the earth mover's distance is taken of; its time grows with their cube", positive, 512)
    .option('--normalization <name>', 'none, box or sphere, of each cloud by itself', oneOf(['none', 'box', 'sphere']), 'none')
    .option('--correspondence <name>', 'how residues of a prediction and its reference find each other: order, number or place along the chain', oneOf(['order', 'number', 'place']), 'order')
    .option('--predictions <folder>', 'predicted proteins, laid on the true ones, as PDB and as a page where they turn')
    .addOption(embeddingsOption())
    .option('--features <network>', 'network that pictures are compared by: nsfwjs/inception-v3 or nsfwjs/mobilenet-v2 (npm install nsfwjs), or an ONNX file', 'nsfwjs/inception-v3')
    .option('--feature-size <pixels>', "edge of an ONNX file's input", positive)
    .option('--feature-filter <name>', `how pictures are brought to that size: ${RESIZE_FILTERS.join(', ')}; default: auto`, oneOf(RESIZE_FILTERS))
    .option('--feature-range <low,high>', "what black and white become in an ONNX file's input, such as -1,1", numbers)
    .option('--feature-mean <r,g,b>', 'instead of the range: what is taken of samples in [0, 1]', numbers)
    .option('--feature-deviation <r,g,b>', 'what is divided by after that', numbers)
    .option('--feature-layout <name>', "order of an ONNX file's input: nchw or nhwc; default: nchw", oneOf(['nchw', 'nhwc']))
    .option('--feature-output <name>', 'output of an ONNX file that the features are; default: the only one')
    .option('--class-output <name>', 'output of an ONNX file that class probabilities or logits are, for an Inception score')
    .option('--cache <folder>', 'where features of pictures are kept; default: inrflow/features in the cache folder of the user')
    .option('--no-cache', 'keep no features')
    .option('--seed <n>', 'seed of samples and of the choice of points', integer, 0)
    .option('--out <file>', 'the scores with their protocol, as JSON')
    .addOption(deviceOption())
    .option('--threads <n>', 'threads; default: one a core', positive)
    .action(async (samples: string, { cache, ...options }: EvaluateOptions & Omit<EvaluateImagesOptions, 'cache'> & { cache: string | boolean }, command: Command) => (await import('./evaluate/evaluate.js')).evaluate(samples, { ...options, ...(cache !== true && { cache }), flags: givenFlags(command) }, terminal));
  samplingOptions().forEach((option) => evaluate.addOption(option));

  inrflow.command('info').description('Parameters, arithmetic, classes and origin of a configuration or a checkpoint.')
    .argument('[file]', 'a .json configuration or a .safetensors checkpoint')
    .option('--json', 'the numbers as JSON', false)
    .action(async (file: string | undefined, options: { json: boolean }) => (await import('./info/info.js')).info(file, terminal, options));

  inrflow.command('export').description('Write a checkpoint as ONNX models, an encoder and a decoder, checked against the library.')
    .option('--checkpoint <file>', 'weights.safetensors or training.safetensors of a run')
    .requiredOption('--out <folder>', 'folder for encoder.onnx, decoder.onnx and model.json')
    .option('--portable', 'operators of the ONNX standard alone, for other runtimes than ONNX Runtime', false)
    .action(async (options: ExportOptions) => (await import('./export/export.js')).exportModel(options, terminal));

  inrflow.command('doctor').description('What this machine can run, and why not the rest.')
    .action(async () => (await import('./doctor/doctor.js')).doctor(terminal));
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
      const field = error.code === 'commander.excessArguments' ? args.find((text) => /^[a-z]+\.[\w.]+=/i.test(text)) : undefined;
      terminal.note(`inrflow: ${quotable(error.message.replace(/^error: /, ''), 2000)}${field === undefined ? '' : ` To set a field of the configuration, write --set ${quotable(field)}`}`);
      return EXIT.usage;
    }
    terminal.note(`inrflow: ${messageOf(error)}`);
    if (args.includes('--debug')) terminal.note(String((error as Error).stack));
    return exitCodeOf(error);
  }
}
