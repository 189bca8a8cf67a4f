import { checkPlugin, measurePairsPerLatent, networkOf, settingsOf, settle, type Plugin } from '../kind/index.js';
import { sharedPseudoCoordinates, type Example } from '../modality/index.js';
import { checkSettings, SettingsError, type SchemaFields, type SchemaNode } from '../settings/index.js';
import { checkModality } from './index.js';
import { prepared, type OpenedSubject } from './pluginSubject.js';

/** A rule of the contract between a plug-in and the product: returns what is wrong, a sentence each. */
export type PluginRule = (subject: OpenedSubject) => Promise<string[]>;
/** One that looks at the plug-in alone, before its data are opened. */
export type StaticRule = (subject: Pick<OpenedSubject, 'plugin'>) => Promise<string[]>;

const reasonOf = (error: unknown) => (error as Partial<Error> | null)?.message ?? String(error);

/** JSON whose keys are sorted, so that their order makes no difference. */
const canonical = (value: unknown) => JSON.stringify(value, (_, node: unknown) => (typeof node === 'object' && node !== null && !Array.isArray(node) ? Object.fromEntries(Object.entries(node).sort(([a], [b]) => (a < b ? -1 : 1))) : node));

/** What is broken if a step throws. */
export async function attempted(what: string, step: () => Promise<string[]>): Promise<string[]> {
  try {
    return await step();
  } catch (error) {
    return [`${what}: ${reasonOf(error)}`];
  }
}

/** Its fields are those of the contract, and no others. */
export const keepsItsShape: StaticRule = ({ plugin }) => attempted('the plug-in', async () => {
  checkPlugin(plugin, `plug-in ${plugin.name}`);
  return [];
});

const sectionsOf = ({ fields, askFields, scoring }: Plugin): [section: string, fields: SchemaFields][] => [
  ['fields.data', fields.data], ['fields.model', fields.model ?? {}], ['askFields', askFields ?? {}], ['scoring.fields', scoring?.fields ?? {}],
];

/** Every field says what it means, and its default keeps to its own schema. */
export const describesItsFields: StaticRule = async ({ plugin }) => sectionsOf(plugin).flatMap(([section, fields]) => Object.entries(fields).flatMap(([name, node]) => {
  const faults = node.description ? [] : [`${section}.${name} has no description`];
  try {
    checkSettings({}, { type: 'object', properties: { [name]: node } });
  } catch (error) {
    faults.push(`${section}.${name}: its default breaks its own schema: ${reasonOf(error)}`);
  }
  return faults;
}));

/** Example values that a field's schema does not allow. */
function wrongValues({ type, enum: choices, minimum }: SchemaNode): unknown[] {
  if (choices) return ['none of these'];
  if (type === 'integer' || type === 'number') return ['text', ...(minimum === undefined ? [] : [minimum - 1])];
  return type === 'string' ? [7] : type === 'boolean' ? ['yes'] : [{}];
}

/** Unknown fields, and values that a field may not have, are refused by name. */
export const refusesBadFields: PluginRule = async ({ plugin, settings }) => {
  const faults: string[] = [];
  const refused = (section: 'data' | 'model', field: string, value: unknown) => {
    try {
      settingsOf(plugin, { ...settings, [section]: { ...settings[section], [field]: value } });
      faults.push(`${section}.${field} takes ${JSON.stringify(value)}`);
    } catch (error) {
      if (!(error instanceof SettingsError)) faults.push(`${section}.${field}: ${reasonOf(error)}; expected a SettingsError`);
    }
  };
  refused('data', 'noSuchField', 1);
  for (const section of ['data', 'model'] as const) for (const [name, node] of Object.entries(plugin.fields[section] ?? {})) for (const value of wrongValues(node)) refused(section, name, value);
  return faults;
};

/** What the data settle is settled for good, and can be stored as JSON. */
export const settlesItsSettings: PluginRule = ({ plugin, settings, dataset }) => attempted('settling', async () => {
  const settled = settle(plugin, settings, dataset);
  if (!settled) return [`settleData gives nothing although the data are at hand; expected the section data, with ${plugin.sizeField}`];
  const stored = JSON.parse(JSON.stringify(settled)) as typeof settled;
  const again = settle(plugin, settingsOf(plugin, stored));
  const faults = canonical(again) === canonical(stored) ? [] : ['settled settings change when they are settled again: a checkpoint would give another model'];
  const points = plugin.points(settled.data);
  if (!Number.isInteger(points) || points < 1) faults.push(`points gives ${points}; expected a positive integer`);
  const places = plugin.places?.(settled, points);
  const channels = plugin.modality(settled).coordinateChannels;
  if (places && (places.points !== points || places.coordinates.length !== points * channels)) faults.push(`places(settings, ${points}) has ${places.points} points and ${places.coordinates.length} coordinates; expected ${points} × ${channels}`);
  return faults;
});

async function firstExamples({ dataset }: OpenedSubject): Promise<Example[]> {
  return Promise.all([0, 1].filter((i) => i < dataset.length).map((i) => dataset.example(i, { seed: 0, stream: 'plug-in checks', sample: i })));
}

/** Its network-facing part keeps the modality contract on its own examples. */
export const keepsTheModalityContract: PluginRule = (subject) => attempted('the modality', async () => {
  const { settings, dataset } = await prepared(subject);
  const examples = await firstExamples({ ...subject, dataset });
  const modality = subject.plugin.modality(settings);
  const { pseudoCoordinatesOf } = modality;
  return checkModality({ modality, examples, dataset, latents: settings.model.latents, ...(pseudoCoordinatesOf && { query: examples[0] }) });
});

/** An assignment keeps to the capacity that it is given, so that every example has equally many slots. */
export const assignsToItsRoom: PluginRule = (subject) => attempted('assign', async () => {
  const { settings, dataset } = await prepared(subject);
  const modality = subject.plugin.modality(settings);
  const { config } = networkOf(subject.plugin, { ...settings, model: { ...settings.model, encoder: 'spatial' } }, dataset.classes.length);
  const room = Math.max(config.pairsPerLatent, modality.pseudoCoordinatesOf ? 1 : await measurePairsPerLatent(modality, config.latents, { ...dataset, length: Math.min(4, dataset.length) })) + 1;
  return (await firstExamples({ ...subject, dataset })).flatMap((example, i) => {
    const places = modality.pseudoCoordinatesOf?.(example) ?? sharedPseudoCoordinates(modality, config.latents);
    const { pairsPerLatent, counts } = modality.assign(example, places, room);
    const most = counts.reduce((a, b) => Math.max(a, b), 0);
    return most <= room && pairsPerLatent >= most ? [] : [`assign of example ${i} has ${most} pairs in a latent of ${room} places`];
  });
});
