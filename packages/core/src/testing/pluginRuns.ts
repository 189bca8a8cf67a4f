import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { decodeCheckpoint, encodeCheckpoint } from '../checkpoints/index.js';
import type { Picture } from '../kind/index.js';
import { createTraining, makeSamples, type Model, type SampleWish } from '../pipeline/index.js';
import { resumeFrom, trainingCheckpoint } from '../training/index.js';
import { attempted, type PluginRule } from './pluginRules.js';
import { prepared, storedModel, withEncoder, type OpenedSubject } from './pluginSubject.js';
import { firstNotFinite, same } from './subject.js';

const ENCODERS = ['spatial', 'linear', 'perceiver'] as const;

/** A tiny model of it trains a step with each way of reading pairs. */
export const trainsWithEachEncoder: PluginRule = async (subject) => (await Promise.all(ENCODERS.map((encoder) => attempted(`training with the ${encoder} encoder`, async () => {
  const run = await createTraining({ kind: subject.plugin, prepared: await prepared(withEncoder(subject, encoder)), threads: 1 });
  try {
    const { loss } = await run.advance();
    return Number.isFinite(loss) ? [] : [`with the ${encoder} encoder the loss of a step is ${loss}`];
  } finally {
    await run.dispose();
  }
})))).flat();

/** A run that is stopped after a step, stored and continued equals one that was not, bit for bit. */
export const resumesBitForBit: PluginRule = (subject) => attempted('resuming', async () => {
  const { plugin } = subject;
  const whole = await createTraining({ kind: plugin, prepared: await prepared(subject), threads: 1 });
  await whole.advance();
  const checkpoint = await decodeCheckpoint(await encodeCheckpoint(trainingCheckpoint(whole.trainer, { settings: 'as they were' })));
  await whole.advance();
  const halves = await createTraining({ kind: plugin, prepared: await prepared(subject), threads: 1, resume: resumeFrom(checkpoint, whole.network) });
  await halves.advance();
  const [a, b] = [whole, halves].map(({ trainer }) => trainer.arrays().average);
  const differing = Object.keys(a).find((name) => !same(a[name].data, b[name].data));
  await whole.dispose();
  await halves.dispose();
  return differing === undefined ? [] : [`a resumed run differs from an uninterrupted one in '${differing}': are examples drawn from their address alone?`];
});

/** Wishes for a sample or two, with their subjects. */
async function wishesFor({ plugin, dataset, ask }: OpenedSubject, model: Model): Promise<{ wishes: SampleWish[]; asked: Awaited<ReturnType<NonNullable<typeof plugin.ask>>> }> {
  const asked = Object.keys(ask).length > 0 ? await plugin.ask!(model.settings, ask) : {};
  const label = model.classes.length > 0 ? { label: 0 } : {};
  if (plugin.places || asked.subjects) return { asked, wishes: (asked.subjects ?? [undefined]).map((subject) => ({ index: 0, ...label, ...(subject && { context: subject.places }), condition: asked.condition })) };
  const { points, coordinates } = await dataset.example(0, { seed: 0, stream: 'plug-in checks', sample: 0 });
  return { asked, wishes: [{ index: 0, ...label, context: { points, coordinates } }] };
}

/** A stored model makes samples, in training's extent and in the one that the demo asks for, the same whenever it is asked. */
export const samplesAtAnyExtent: PluginRule = (subject) => attempted('sampling', async () => {
  const model = await storedModel(subject);
  const faults: string[] = [];
  const bare = await wishesFor({ ...subject, ask: subject.plugin.places ? {} : subject.ask }, model);
  const { wishes, asked } = await wishesFor(subject, model);
  for (const [what, { query, list }] of Object.entries({ 'of training': { query: undefined, list: bare.wishes }, 'that was asked for': { query: asked.query, list: wishes } })) {
    const make = (batch: number) => makeSamples(model, list, { seed: 3, query: query?.places(), batch, threads: 1 });
    const [values] = await make(1);
    const points = query?.points ?? list[0].context?.points ?? subject.plugin.points(model.settings.data);
    if (values.length !== points * model.network.modality.valueChannels) faults.push(`a sample at the extent ${what} has ${values.length} values; expected ${points} points × ${model.network.modality.valueChannels} channels`);
    if (firstNotFinite(values) >= 0) faults.push(`a sample at the extent ${what} is not finite`);
    if (!same(values, (await make(2))[0])) faults.push(`a sample at the extent ${what} differs when it is made again`);
  }
  return faults;
});

const isPicture = ({ width, height, channels, data }: Picture) => width > 0 && height > 0 && data.length === width * height * channels;

/** Samples are written in each format, drawn and shown; a format that the plug-in recognizes as its own can be read back. */
export const writesAndReadsBack: PluginRule = (subject) => attempted('writing', async () => {
  const { plugin, settings } = subject;
  const model = await storedModel(subject);
  const { wishes, asked } = await wishesFor(subject, model);
  const [values] = await makeSamples(model, wishes, { seed: 3, threads: 1 });
  const sample = plugin.sampleOf(values, model.settings, asked.subjects?.[0]);
  const faults: string[] = [];
  if (plugin.draw && !isPicture(plugin.draw(sample, model.settings))) faults.push('draw gives a picture whose data do not have width × height × channels bytes');
  // Formats and pages may need what a sample was made for, which previews do not have.
  if (!plugin.places && !asked.subjects) return faults;
  const page = await plugin.page?.([{ name: 'a < b', sample }], model.settings);
  if (page !== undefined && !(/<html/i.test(page) && !page.includes('a < b'))) faults.push("page gives no HTML, or writes a sample's name into it as it is: names need escaping");
  for (const [format, { encode }] of Object.entries(plugin.formats ?? {})) {
    const bytes = await encode(sample, model.settings, 'a');
    if (!(bytes instanceof Uint8Array) || bytes.length === 0) faults.push(`formats.${format}.encode gives ${typeof bytes}; expected bytes`);
    else if (plugin.recognizes?.(`a.${format}`) === true) faults.push(...(await attempted(`a file of formats.${format}, which recognizes takes for its own`, async () => readBack(bytes, format))));
  }
  return faults;

  async function readBack(bytes: Uint8Array, format: string): Promise<string[]> {
    const folder = await mkdtemp(path.join(tmpdir(), 'inrflow-check-'));
    try {
      await writeFile(path.join(folder, `a.${format}`), bytes);
      const dataset = await plugin.open({ ...settings, data: { ...settings.data, path: folder } }, 'all');
      const { values: read } = await dataset.example(0, { seed: 0, stream: 'plug-in checks', sample: 0 });
      await dataset.close?.();
      return firstNotFinite(read) >= 0 ? [`a file of formats.${format} is read back with numbers that are not finite`] : [];
    } finally {
      await rm(folder, { recursive: true, force: true });
    }
  }
});
