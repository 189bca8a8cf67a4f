import { expectedOneOf, schemaOf, type Plugin } from '@inrflow/core';
import { Command, InvalidArgumentError, Option } from 'commander';
import { fieldOptions, overridesOf, ownOptions } from '../config/flags.js';
import { setOverrides } from '../config/overrides.js';
import type { EvaluateFlags } from '../evaluate/evaluate.js';
import type { ExportOptions } from '../export/export.js';
import { shippedModels } from '../model/locate.js';
import { UsageError } from '../errors.js';
import { optionFields } from '../plugins/foreign.js';
import { sheetsOf } from '../sample/formats.js';
import type { SampleOptions } from '../sample/sample.js';
import type { Terminal } from '../terminal.js';
import { VERSION } from '../version.js';
import { EXAMPLES } from './examples.js';
import { ofConfig } from './peek.js';
import { deviceOption, modalityOption, samplingOptions } from './options.js';
import { integer, oneOf, positive } from './values.js';

/** Options of a kind of data, except those that the command already has. */
function addOwn(command: Command, options: readonly Option[]): void {
  for (const option of options) if (!command.options.some(({ long }) => long === option.long)) command.addOption(option);
}

function addTrain(inrflow: Command, plugin: Plugin, terminal: Terminal): void {
  const train = inrflow.command('train').description('Train a model on your data.')
    .argument('[config]', 'configuration file (JSON); inrflow schema lists its fields')
    .option('--resume', 'continue from the checkpoint in the run folder', false)
    .option('--force', 'replace the run in the folder', false)
    .option('--set <field=value...>', 'set any field, such as model.width=256');
  addOwn(train, fieldOptions(plugin));
  train.action(async (configFile: string | undefined, options: Record<string, unknown>) => {
    // What looked like the value of a flag may turn out to be the configuration once the flags are known.
    const meant = configFile === undefined || options.modality !== undefined ? plugin : await ofConfig(configFile);
    if (meant.name !== plugin.name) throw new UsageError(`${configFile} is for modality '${meant.name}': put it before the flags, as in: inrflow train ${configFile} --steps 1000`);
    const { train: run } = await import('../train/train.js');
    const { fieldsElsewhere } = await import('../plugins/fieldsElsewhere.js');
    const overrides = [...overridesOf(options, plugin), ...setOverrides((options.set as string[] | undefined) ?? [], schemaOf(plugin), await fieldsElsewhere(options.set as string[] | undefined, plugin))];
    await run(plugin, { configFile, overrides, resume: options.resume === true, force: options.force === true }, terminal);
  });
}

function addSample(inrflow: Command, plugin: Plugin, terminal: Terminal): void {
  const formats = [...Object.keys(plugin.formats ?? {}), ...sheetsOf(plugin)];
  const files = Object.keys(plugin.formats ?? {});
  const sample = inrflow.command('sample').description('Sample a checkpoint, at any size.')
    .option('--checkpoint <file>', `a run folder, its weights.safetensors or training.safetensors, or a model that comes with inrflow: ${shippedModels().join(', ')}`)
    .option('--count <n>', `samples per class or subject; default: ${plugin.samples ?? 8}`, positive)
    .option('--class <names>', "a class, several separated by commas, or 'all'; default: all")
    .option('--seed <n>', 'the same seed gives the same samples, bit for bit', integer, 0)
    .option('--out <path>', 'one file for all samples, or a folder for one file per sample', 'samples.png')
    .addOption(new Option('--format <name>', `${files.length > 0 ? `one file per sample: ${files.join(', ')}` : 'no files of one sample each'}${plugin.draw ? '; or one .png: sheet, apng (an animated sheet, from noise to samples) or strip' : ''}${plugin.page ? '; or one .html page' : ''}; default: from the extension of --out`)
      .argParser((name: string) => {
        if (!formats.includes(name)) throw new InvalidArgumentError(`${plugin.words.many} are written as: ${formats.length > 0 ? expectedOneOf(name, formats) : 'nothing'}`);
        return name;
      }))
    .option('--batch <n>', 'samples solved side by side; affects memory use, never the samples', positive, 8)
    .option('--chunk <n>', 'points decoded at once; affects memory use, never the samples', positive, 1024)
    .addOption(deviceOption()).addOption(modalityOption())
    .option('--threads <n>', 'threads of ONNX Runtime; default: one per physical core', positive);
  samplingOptions().forEach((option) => sample.addOption(option));
  addOwn(sample, ownOptions(optionFields.sample(plugin)));
  sample.action(async (options: SampleOptions & Record<string, unknown>) => (await import('../sample/sample.js')).sample(options, terminal));
}

function addEvaluate(inrflow: Command, plugin: Plugin, terminal: Terminal): void {
  const evaluate = inrflow.command('evaluate').description('Score a model, or files of samples, against references.')
    .argument('<samples>', 'a checkpoint, a run folder or a model that comes with inrflow; or a folder, an archive or a file of samples')
    .option('--reference <path>', "data to compare with; default: the checkpoint's own")
    .option('--part <name>', 'held-out, train or all; default: held-out if training held any out, else all', oneOf(['held-out', 'train', 'all']))
    .option('--count <n>', 'samples per set; default: as many as there are references', positive)
    .option('--seed <n>', 'seed of the samples and of any other random choice', integer, 0)
    .option('--out <file>', 'save the scores with their protocol, as JSON')
    .option('--loss', 'instead of scores, the loss by time of a model, at fixed times with fixed noise, on held-out examples if there are any')
    .option('--against <checkpoint>', 'with --loss: another model to compare with, example by example')
    .addOption(deviceOption()).addOption(modalityOption())
    .option('--threads <n>', 'threads; default: one per core', positive);
  samplingOptions().forEach((option) => evaluate.addOption(option));
  addOwn(evaluate, ownOptions(optionFields.evaluate(plugin)));
  evaluate.action(async (samples: string, options: EvaluateFlags) => (await import('../evaluate/evaluate.js')).evaluate(samples, options, plugin, terminal));
}

/** The command line for one kind of data, with its flags; each command is loaded when it runs. */
export function program(plugin: Plugin, terminal: Terminal): Command {
  const inrflow = new Command('inrflow')
    .description('Train a generative model of your pictures, 3-D shapes, sounds, proteins or other maps from coordinates to values, and sample it at any resolution.')
    .version(VERSION, '-V, --version', 'print the version')
    .showSuggestionAfterError()
    .addHelpText('after', EXAMPLES);
  addTrain(inrflow, plugin, terminal);
  addSample(inrflow, plugin, terminal);
  addEvaluate(inrflow, plugin, terminal);
  inrflow.command('info').description('Show parameters, arithmetic, classes and origin of a configuration or a checkpoint.')
    .argument('[file]', 'a .json configuration or a .safetensors checkpoint')
    .addOption(modalityOption())
    .option('--json', 'print JSON', false)
    .option('--card', 'print the model card: data and licence, recipe, scores, what it does badly', false)
    .action(async (file: string | undefined, options: { json: boolean; card: boolean; modality?: string }) => (await import('../info/info.js')).info(file, terminal, plugin, options));
  inrflow.command('export').description('Export a checkpoint to two ONNX models, an encoder and a decoder, checked against the library.')
    .option('--checkpoint <file>', 'a run folder, its weights.safetensors or training.safetensors')
    .requiredOption('--out <folder>', 'folder for encoder.onnx, decoder.onnx and model.json')
    .addOption(deviceOption('the device that will run the models, on which they are checked')).addOption(modalityOption())
    .option('--portable', 'use only operators of the ONNX standard, for runtimes other than ONNX Runtime', false)
    .action(async (options: ExportOptions) => (await import('../export/export.js')).exportModel(options, terminal));
  inrflow.command('schema').description('Print the JSON Schema of configurations, for editors.')
    .option('--modality <name>', 'the kind of data: a short name, a package, or the path of a module; default: all that come with inrflow')
    .action(async (options: { modality?: string }) => (await import('../schema/schema.js')).printSchema(options.modality === undefined ? undefined : plugin, terminal));
  inrflow.command('check').description('Check a plug-in: its fields, its examples, and that it trains, samples, writes and resumes.')
    .argument('<plugin>', 'a short name, a package, or the path of a module')
    .option('--data <path>', 'real files to check with, instead of its own examples')
    .action(async (name: string, options: { data?: string }) => (await import('../check/check.js')).check(name, options, terminal));
  inrflow.command('doctor').description('Say what this machine can run, and why it cannot run the rest.')
    .action(async () => (await import('../doctor/doctor.js')).doctor(terminal));
  return inrflow;
}
