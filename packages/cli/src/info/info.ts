import { forwardFlops, networkOf, parameterCount, planOf, samplingWords, settle, trainingStepFlops, type JsonValue, type Network, type Plugin, type Settings, type SettledSettings } from '@inrflow/core';
import { readConfig } from '../config/read.js';
import { settingsOfConfig } from '../config/settings.js';
import { asUsage, messageOf, UsageError } from '../errors.js';
import { cardOf } from '../model/card.js';
import { locateCheckpoint } from '../model/locate.js';
import { checkModelMemory } from '../model/memory.js';
import { openModel } from '../model/openModel.js';
import { silenceTensorFlow } from '../quiet.js';
import type { Terminal } from '../terminal.js';
import { settingsWithInit } from '../train/init.js';
import { short, tableOf } from '../words.js';

interface Described {
  plugin: Plugin;
  settings: SettledSettings;
  network: Network;
  classes?: readonly string[];
  origin: string;
  progress: Readonly<Record<string, JsonValue>>;
}

/** The settings of a configuration, with the sizes of the model that training starts from; if that model cannot be opened, the configuration's own with a warning. */
async function settingsIn(file: string, plugin: Plugin, note: (line: string) => void): Promise<Settings> {
  const raw = await readConfig(file);
  const own = await settingsOfConfig(plugin, raw, [], file);
  if (own.training.init === undefined) return own;
  try {
    return (await settingsWithInit(plugin, raw, [], { file })).settings;
  } catch (error) {
    note(`warning: ${messageOf(error)}; the sizes shown are those of the configuration alone`);
    return own;
  }
}

/** The model that a configuration would give; its classes are unknown until the data have been read. */
async function ofConfig(file: string, plugin: Plugin, note: (line: string) => void): Promise<Described> {
  const settings = settle(plugin, await settingsIn(file, plugin, note));
  if (!settings) throw new UsageError(`${file}: ${plugin.sizeField} is missing: the size of the network depends on it, unless the ${plugin.words.many} are read`);
  checkModelMemory(settings, plugin.points(settings.data), plugin);
  return { plugin, settings, network: await asUsage('configuration', () => networkOf(plugin, settings, 0)), origin: 'configuration', progress: {} };
}

async function ofCheckpoint(file: string, named: string | undefined): Promise<Described> {
  const { kind, checkpoint, ...model } = await openModel(file, named);
  return { ...model, plugin: kind, origin: `${checkpoint} checkpoint` };
}

/** The network's kind of data, and the package that provides it. */
const knownBy = ({ name, package: { name: from, version } }: Plugin) => `${name} (${from} ${version})`;

/** Describes a configuration or a checkpoint: parameters by part, arithmetic, classes, sizes, origin; with `json` only the numbers, with `card` the model card beside it. */
export async function info(file: string | undefined, terminal: Terminal, plugin: Plugin, { json = false, card = false, modality }: { json?: boolean; card?: boolean; modality?: string } = {}): Promise<void> {
  if (card) return terminal.out(await cardOf(locateCheckpoint(file)));
  silenceTensorFlow();
  const described = file?.endsWith('.json') ? await ofConfig(file, plugin, terminal.note) : await ofCheckpoint(locateCheckpoint(file), modality);
  const { plugin: kind, settings, network, classes, origin, progress } = described;
  const { model, training, sampling } = settings;
  const { total, parts } = parameterCount(network.config, network.modality);
  const points = kind.points(settings.data);
  const decoded = Math.min(points, training.decodedPoints);
  const workload = { channels: network.modality, contextPairs: Math.max(points, network.config.latents * network.config.pairsPerLatent) };
  const plan = planOf(training);
  const forward = forwardFlops(network.config, { ...workload, queries: points });
  const step = trainingStepFlops(network.config, { ...workload, queries: decoded, batch: training.batchSize });
  if (json) return terminal.out(JSON.stringify({ parameters: total, parts, points, forwardFlops: forward, trainingStepFlops: step, classes: classes ?? null, config: settings }));
  terminal.out(tableOf([
    ['file', origin],
    ['kind of data', knownBy(kind)],
    ['parameters', short(total)],
    ...Object.entries(parts).map(([name, count]) => [`  ${name}`, short(count)] as const),
    ['forward', `${short(forward)}FLOP per ${kind.words.one} ${kind.extent(settings, points)}`],
    ['training step', `${short(step)}FLOP for ${training.batchSize} ${kind.words.many}, ${decoded} points decoded of each`],
    ['data', `${kind.words.many} ${kind.extent(settings, points)}${network.modality.valueChannels === 1 ? ', grey' : ''}`],
    ['classes', classes === undefined ? 'as many as the data have' : classes.length === 0 ? 'none' : `${classes.length}: ${classes.join(', ')}`],
    ['network', `${model.encoder} encoder, width ${model.width}, ${model.heads} heads, ${model.blocks} ${model.blocks === 1 ? 'block' : 'blocks'}, ${model.latents} latents of ${network.config.pairsPerLatent} ${kind.words.pairs}, ${model.decoderLayers} decoder ${model.decoderLayers === 1 ? 'layer' : 'layers'}`],
    ['sampling', samplingWords(sampling, true)],
    ['training', `${plan ? `${plan.steps} steps` : `${training.minutes} minutes`}, ${training.path} path, learning rate ${training.learningRate}, seed ${training.seed}`],
    ...Object.entries(progress).filter(([name]) => ['step', 'examples', 'software'].includes(name)).map(([name, value]) => [{ step: 'steps done', examples: 'trained on', software: 'made by' }[name]!, name === 'examples' ? `${String(value)} ${kind.words.many}` : String(value)] as const),
  ]));
}
