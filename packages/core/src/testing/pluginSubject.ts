import { settingsOf, type Demo, type Plugin } from '../kind/index.js';
import type { Dataset } from '../modality/index.js';
import { modelOf, prepareTraining, storedSettings, type LoadedModel, type PreparedTraining } from '../pipeline/index.js';
import { withSample } from '../pipeline/loadModel.js';
import type { Settings } from '../settings/index.js';
import { decodeCheckpoint, encodeCheckpoint } from '../checkpoints/index.js';
import { weightsCheckpoint } from '../training/index.js';
import { createTraining } from '../pipeline/training.js';

/** What the suite for plug-ins tries: a plug-in, with files of its kind if there are some. */
export interface PluginSubject {
  plugin: Plugin;
  /** Sections of settings, such as `data.path` of real files and a small `model`; the plug-in's demo by default. */
  settings?: { data?: object; model?: object };
}

/** A plug-in ready to be tried: its data are open. */
export interface OpenedSubject {
  plugin: Plugin;
  settings: Settings;
  dataset: Dataset;
  /** The demo's options for samples. */
  ask: Record<string, unknown>;
}

/** A run so small that a step takes milliseconds once it is compiled. */
const training = { steps: 2, batchSize: 2, warmUpSteps: 0, decodedPoints: 8, threads: 1 };

/** Opens what a subject is tried with. @throws Error if it has neither files nor a demo, or they do not open */
export async function openSubject({ plugin, settings: given }: PluginSubject): Promise<OpenedSubject> {
  const demo: Demo | undefined = await plugin.demo?.();
  if (!given && !demo) throw new Error('it has no demo, and no data were given: there is nothing to try it with');
  const { data = {}, model = {} } = given ?? demo!.settings ?? {};
  const settings = settingsOf(plugin, { data, model, training, sampling: { solver: 'euler', steps: 2 } });
  return { plugin, settings, dataset: given ? await plugin.open(settings, 'all') : demo!.dataset, ask: (demo?.ask ?? {}) as Record<string, unknown> };
}

/** The same with another encoder. */
export function withEncoder({ settings, ...subject }: OpenedSubject, encoder: Settings['model']['encoder']): OpenedSubject {
  return { ...subject, settings: { ...settings, model: { ...settings.model, encoder } } };
}

/** The parts of a training on a subject. */
export const prepared = ({ plugin, settings, dataset }: OpenedSubject): Promise<PreparedTraining> => prepareTraining(plugin, settings, dataset);

/** A model of one step, as it comes back from the bytes of its checkpoint. */
export async function storedModel(subject: OpenedSubject): Promise<LoadedModel> {
  const { plugin } = subject;
  const run = await createTraining({ kind: plugin, prepared: await prepared(subject), threads: 1 });
  try {
    await run.advance();
    const bytes = await encodeCheckpoint(weightsCheckpoint(run.trainer, storedSettings(plugin, run.settings, subject.dataset.classes)));
    return withSample(modelOf(await decodeCheckpoint(bytes), plugin));
  } finally {
    await run.dispose();
  }
}
