import { summarizeLosses, TIME_EDGES, timedLosses, type Evaluation, type Host } from '@inrflow/core';
import { asUsage, UsageError } from '../errors.js';
import { locateCheckpoint } from '../model/locate.js';
import { openModel, type OpenedModel } from '../model/openModel.js';
import type { EvaluateFlags } from './evaluate.js';

const figures = ({ mean, standardError }: { mean: number; standardError: number }) => [mean.toPrecision(4), standardError.toPrecision(2)];

/** The data to measure on: the model's own, or others. @throws UsageError if the requested part does not exist */
async function openData({ kind, settings }: OpenedModel, { reference, part }: EvaluateFlags) {
  const { heldOut } = settings.data;
  if (part !== undefined && part !== 'all' && heldOut === 0) throw new UsageError(`--part ${part}: training held nothing out (data.heldOut 0); expected --part all`);
  const wanted = part ?? (heldOut > 0 ? 'held-out' : 'all');
  const path = reference ?? settings.data.path ?? '';
  return { dataset: await asUsage('', () => kind.open({ ...settings, data: { ...settings.data, path } }, wanted)), about: `${wanted} ${kind.words.many} of ${path}` };
}

/**
 * The loss of a model by time, on held-out data if there are any: at fixed times with fixed noise, so that another model of the same kind can be compared example by example.
 *
 * @throws UsageError if the other model is of another kind of data
 */
export async function lossesOf(model: OpenedModel, options: EvaluateFlags, host: Host): Promise<Evaluation> {
  const other = options.against === undefined ? undefined : await openModel(locateCheckpoint(options.against), options.modality);
  if (other && other.kind.name !== model.kind.name) throw new UsageError(`--against ${options.against}: is a model of ${other.kind.words.many}, not of ${model.kind.words.many}`);
  const { dataset, about } = await openData(model, options);
  try {
    const measure = (of: OpenedModel) => timedLosses({ ...of, processes: host.processes }, dataset, {
      count: options.count, seed: options.seed, threads: options.threads, device: options.device, signal: host.signal, onDone: (done, total) => host.progress(() => `${of.file}: ${done} of ${total} ${of.kind.words.many}`),
    });
    const losses = await measure(model);
    const summary = summarizeLosses(losses, other && (await measure(other)));
    const range = (bin: number) => `${TIME_EDGES[bin]} to ${TIME_EDGES[bin + 1]}`;
    const rows = summary.map(({ loss, standardError, difference }, bin) => [range(bin), ...figures({ mean: loss, standardError }), ...(difference ? figures(difference) : [])]);
    return {
      about: { samples: `loss of the model${other ? ` and of ${other.file}` : ''}`, references: `${new Set(losses.map(({ example }) => example)).size} ${about}, seed ${options.seed}` },
      table: [['time', 'loss', '±', ...(other ? ['difference', '±'] : [])], ...rows], scores: { byTime: summary, losses },
    };
  } finally {
    await dataset.close?.();
  }
}
