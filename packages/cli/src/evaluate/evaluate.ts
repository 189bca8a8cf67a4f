import { inAgreement, type EvaluateOptions, type Evaluation, type Host, type Plugin } from '@inrflow/core';
import { writeFileAtomically } from '@inrflow/core/node';
import { flagOf, ownValues } from '../config/flags.js';
import { asUsage, InterruptedError, UsageError } from '../errors.js';
import { locateCheckpoint } from '../model/locate.js';
import { openGuided } from '../model/openModel.js';
import { silenceTensorFlow } from '../quiet.js';
import { checkOptions } from '../sample/ask.js';
import { SAMPLING_FLAGS, samplingOf, type GuideFlag, type SamplingFlags } from '../sample/samplingFlags.js';
import type { Terminal } from '../terminal.js';
import { duration, tableOf } from '../words.js';
import { checkWritable } from '../writable.js';
import { lossesOf } from './losses.js';
import { progressNotes } from './progressNotes.js';
import { tellSkipped } from './tellSkipped.js';

/** Options of `inrflow evaluate`, besides those of the kind of data. */
export interface EvaluateFlags extends EvaluateOptions, SamplingFlags, GuideFlag {
  modality?: string;
  /** The loss by time instead of scores. */
  loss?: boolean;
  /** Another model, whose losses are compared example by example. */
  against?: string;
  /** File for the scores as JSON. */
  out?: string;
}

/** Options for the kind's scores: the common ones and its own. */
function optionsOf(plugin: Plugin, { reference, part, count, seed, threads, device, ...rest }: EvaluateFlags): EvaluateOptions & Record<string, unknown> {
  const fields = plugin.scoring?.fields ?? {};
  return { ...checkOptions(fields, ownValues(fields, rest as Record<string, unknown>), 'evaluate'), reference, part, count, seed, threads, device };
}

function scoringOf(plugin: Plugin) {
  if (!plugin.scoring) throw new UsageError(`evaluate: the plug-in of ${plugin.words.many}, ${plugin.package.name}, has no scores`);
  return plugin.scoring;
}

/** Scores a checkpoint, or a folder, against references of its kind: see docs/cli.md. @param plugin the kind of data of the files, if they are not a checkpoint */
export async function evaluate(given: string, options: EvaluateFlags, plugin: Plugin, terminal: Terminal): Promise<void> {
  silenceTensorFlow();
  const begun = performance.now();
  const { processes } = terminal;
  const file = locateCheckpoint(given);
  if (options.against !== undefined && !options.loss) throw new UsageError('--against compares losses: give --loss too');
  if (options.out !== undefined) await checkWritable('--out', options.out, false);
  const host: Host = { note: (text) => terminal.note(text), progress: progressNotes(terminal), signal: terminal.signal, ...(processes && { processes }) };
  const told = { ...options, threads: options.threads ?? processes?.threads };
  try {
    const evaluation = await (file.endsWith('.safetensors') ? ofModel(file, told, host) : ofFiles(file, told, plugin, host));
    if (terminal.signal.aborted) throw new InterruptedError('interrupted: nothing was written');
    await inAgreement(processes, () => ((processes?.rank ?? 0) === 0 ? report(evaluation, file, plugin, options, begun, terminal) : undefined));
  } catch (error) {
    if (terminal.signal.aborted) throw new InterruptedError('interrupted: nothing was written', { cause: error });
    throw error;
  }
}

async function ofModel(file: string, options: EvaluateFlags, host: Host): Promise<Evaluation> {
  const model = { ...(await inAgreement(host.processes, () => openGuided(file, options))), processes: host.processes };
  if (options.loss) return lossesOf(model, options, host);
  const sampling = samplingOf(model.settings.sampling, options);
  const scoring = scoringOf(model.kind);
  return asUsage('', () => scoring.ofModel({ ...model, settings: { ...model.settings, sampling } }, optionsOf(model.kind, options), host));
}

async function ofFiles(file: string, options: EvaluateFlags, plugin: Plugin, host: Host): Promise<Evaluation> {
  if (options.loss) throw new UsageError(`--loss is for models, and '${file}' holds samples`);
  const told = ([...SAMPLING_FLAGS, 'guide'] as const).find((name) => options[name] !== undefined);
  if (told) throw new UsageError(`${flagOf(told)} is for models, and '${file}' holds samples`);
  const scoring = scoringOf(plugin);
  if (!scoring.ofFiles) throw new UsageError(`evaluate: ${plugin.words.many} are scored by a model, not file by file: give a checkpoint`);
  const { reference, ...rest } = optionsOf(plugin, options);
  if (reference === undefined) throw new UsageError(`evaluate of files needs the ${plugin.words.many} to compare with: --reference PATH`);
  return asUsage('', () => scoring.ofFiles!(file, { ...rest, reference }, host));
}

async function report({ about, lines = [], table, notes = [], skipped = [], scores, written = [] }: Evaluation, file: string, { words }: Plugin, { out }: EvaluateFlags, begun: number, terminal: Terminal): Promise<void> {
  const samples = about.samples.replace('the model', file);
  tellSkipped(skipped, words.many, terminal);
  if (out !== undefined) await writeFileAtomically(out, Buffer.from(`${JSON.stringify({ samples, references: about.references, ...(skipped.length > 0 && { skipped }), scores }, null, 2)}\n`));
  terminal.out([`${samples}, against ${about.references}`, ...lines, tableOf(table)].join('\n'));
  notes.forEach((note) => terminal.note(note));
  const files = [...(out === undefined ? [] : [out]), ...written];
  terminal.note(`scored in ${duration((performance.now() - begun) / 1000)}${files.length > 0 ? `: ${files.join(', ')}` : ''}`);
}
