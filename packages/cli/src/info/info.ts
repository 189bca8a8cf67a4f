import { forwardFlops, parameterCount, trainingStepFlops, type JsonValue, type Network } from '@inrflow/core';
import { readConfig } from '../config/read.js';
import type { ResolvedConfig } from '../config/types.js';
import { UsageError } from '../errors.js';
import { loadModel } from '../model/checkpoint.js';
import { locateCheckpoint } from '../model/locate.js';
import { modalityOf } from '../modalities/index.js';
import { networkOf } from '../model/network.js';
import { samplingWords } from '../sample/solve.js';
import { silenceTensorFlow } from '../quiet.js';
import type { Terminal } from '../terminal.js';
import { planOf } from '../train/schedule.js';
import { short, tableOf } from '../words.js';

interface Described {
  config: ResolvedConfig;
  network: Network;
  classes?: readonly string[];
  kind: string;
  progress: Record<string, JsonValue>;
}

/** A configuration as a model would be made of it; classes are known once the data have been read. */
async function ofConfig(file: string): Promise<Described> {
  const config = await readConfig(file);
  const kind = modalityOf(config);
  const resolved = kind.settle(config);
  if (!resolved) throw new UsageError(`${file}: ${kind.sizeField} is missing: without it the size of the network is not known before the ${kind.many} are read`);
  return { config: resolved, network: networkOf(resolved, 0), kind: 'configuration', progress: {} };
}

/** Prints what a configuration or a checkpoint is: parameters by part, arithmetic, classes, sizes, where it comes from; with `json` the numbers alone. */
export async function info(file: string | undefined, terminal: Terminal, { json = false }: { json?: boolean } = {}): Promise<void> {
  silenceTensorFlow();
  const { config, network, classes, kind: origin, progress } = file?.endsWith('.json') ? await ofConfig(file) : await loadModel(locateCheckpoint(file)).then((model) => ({ ...model, kind: `${model.kind} checkpoint` }));
  const { model, training, sampling } = config;
  const kind = modalityOf(config);
  const { total, parts } = parameterCount(network.config, network.modality);
  const points = kind.points(config);
  const decoded = Math.min(points, training.decodedPoints);
  const workload = { channels: network.modality, contextPairs: Math.max(points, network.config.latents * network.config.pairsPerLatent) };
  const plan = planOf(training);
  const forward = forwardFlops(network.config, { ...workload, queries: points });
  const step = trainingStepFlops(network.config, { ...workload, queries: decoded, batch: training.batchSize });
  if (json) return terminal.out(JSON.stringify({ parameters: total, parts, points, forwardFlops: forward, trainingStepFlops: step, classes: classes ?? null, config }));
  terminal.out(tableOf([
    ['kind', origin],
    ['parameters', short(total)],
    ...Object.entries(parts).map(([name, count]) => [`  ${name}`, short(count)] as const),
    ['forward', `${short(forward)}FLOP a ${kind.one} ${kind.extent(config)}`],
    ['training step', `${short(step)}FLOP for ${training.batchSize} ${kind.many}, ${decoded} points decoded of each`],
    ['data', `${kind.many} ${kind.extent(config)}${network.modality.valueChannels === 1 ? ', grey' : ''}`],
    ['classes', classes === undefined ? 'as many as the data have' : classes.length === 0 ? 'none' : `${classes.length}: ${classes.join(', ')}`],
    ['network', `${model.encoder} encoder, width ${model.width}, ${model.heads} heads, ${model.blocks} ${model.blocks === 1 ? 'block' : 'blocks'}, ${model.latents} latents of ${network.config.pairsPerLatent} ${kind.pairs}, ${model.decoderLayers} decoder ${model.decoderLayers === 1 ? 'layer' : 'layers'}`],
    ['sampling', samplingWords(sampling, true)],
    ['training', `${plan ? `${plan.steps} steps` : `${training.minutes} minutes`}, ${training.path} path, learning rate ${training.learningRate}, seed ${training.seed}`],
    ...Object.entries(progress).filter(([name]) => ['step', 'examples', 'software'].includes(name)).map(([name, value]) => [{ step: 'steps done', examples: 'trained on', software: 'made by' }[name]!, name === 'examples' ? `${String(value)} ${kind.many}` : String(value)] as const),
  ]));
}
