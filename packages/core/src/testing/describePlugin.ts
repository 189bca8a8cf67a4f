import type { Plugin } from '../kind/index.js';
import type { TestRunner } from './index.js';
import { assignsToItsRoom, attempted, describesItsFields, keepsItsShape, keepsTheModalityContract, refusesBadFields, settlesItsSettings, type PluginRule } from './pluginRules.js';
import { resumesBitForBit, samplesAtAnyExtent, trainsWithEachEncoder, writesAndReadsBack } from './pluginRuns.js';
import { openSubject, prepared, type OpenedSubject, type PluginSubject } from './pluginSubject.js';

/** The rules of the contract between a plug-in and the product, by name, ordered so that an earlier failure explains later ones. */
export const pluginRules = {
  'its fields are those of the contract': keepsItsShape,
  'every field has a description and a default that it allows': describesItsFields,
  'unknown fields and values are refused by name': refusesBadFields,
  'settings settle once and for all': settlesItsSettings,
  'examples, features and latents keep the modality contract': keepsTheModalityContract,
  'assignments fit into the room of a latent': assignsToItsRoom,
  'it trains a step with each encoder': trainsWithEachEncoder,
  'a resumed run equals an uninterrupted one, bit for bit': resumesBitForBit,
  'a stored model samples, at another extent too': samplesAtAnyExtent,
  'samples are written, drawn and read back': writesAndReadsBack,
} as const satisfies Record<string, PluginRule>;

/** The rules that a plug-in breaks, and warnings for its author. */
export interface PluginReport {
  rules: readonly { rule: string; faults: readonly string[] }[];
  /** Not violations: values or coordinates far from unit scale, latents that share pairs unevenly. */
  warnings: readonly string[];
}

/** Warns if one latent reads many more pairs than the mean: those are learnt badly, and all other latents are padded to its size. */
async function balanceWarnings({ settings, network, dataset }: Awaited<ReturnType<typeof prepared>>): Promise<string[]> {
  const { modality, pseudoCoordinates, config } = network;
  if (modality.pseudoCoordinatesOf) return [];
  const { counts } = modality.assign(await dataset.example(0, { seed: 0, stream: 'plug-in checks', sample: 0 }), pseudoCoordinates);
  const [most, mean] = [Math.max(...counts), counts.reduce((a, b) => a + b, 0) / counts.length];
  const empty = counts.filter((count) => count === 0).length;
  return [
    ...(most > 8 * Math.max(1, mean) ? [`one latent reads ${most} pairs, and the mean of ${config.latents} is ${Number(mean.toPrecision(3))}: spread pseudoCoordinates as the pairs lie`] : []),
    ...(empty > config.latents / 2 ? [`${empty} of ${config.latents} latents read no pair of the first example: fewer model.latents, or other pseudoCoordinates (${settings.modality})`] : []),
  ];
}

/** Rules that need no data. */
const STATIC: readonly string[] = ['its fields are those of the contract', 'every field has a description and a default that it allows'];

/** Checks a plug-in against every rule. Rules that need data are skipped if its data do not open, which is then reported. @param onRule called after each */
export async function tryPlugin(subject: PluginSubject, onRule: (result: { rule: string; faults: readonly string[] }) => void = () => {}): Promise<PluginReport> {
  const rules: { rule: string; faults: readonly string[] }[] = [];
  const tell = (rule: string, faults: readonly string[]) => {
    rules.push({ rule, faults });
    onRule({ rule, faults });
  };
  let opened: OpenedSubject | undefined;
  try {
    for (const [rule, check] of Object.entries<PluginRule>(pluginRules)) {
      if (!STATIC.includes(rule) && !opened) {
        const faults = await attempted('its data', async () => {
          opened = await openSubject(subject);
          return [];
        });
        if (!opened) {
          tell('its data open, and its settings pass', faults);
          break;
        }
      }
      const ready = opened ?? ({ plugin: subject.plugin } as OpenedSubject);
      tell(rule, await attempted(rule, () => check(ready)));
    }
    const warnings = opened ? await prepared(opened).then(async (ready) => [...ready.warnings, ...(await balanceWarnings(ready))], () => []) : [];
    return { rules, warnings };
  } finally {
    await opened?.dataset.close?.();
  }
}

/**
 * Declares a test for each rule of {@link pluginRules}; a failing test lists what is wrong.
 *
 * @param subject the plug-in, or the plug-in with real files: `{ plugin, settings: { data: { path } } }`
 * @example
 * describePlugin(plugin, { describe, test, expect });
 */
export function describePlugin(subject: Plugin | PluginSubject | (() => PluginSubject | Promise<PluginSubject>), { describe, test, expect }: TestRunner, name?: string): void {
  const given = typeof subject === 'function' ? subject : () => ('plugin' in subject ? subject : { plugin: subject });
  let opened: Promise<OpenedSubject> | undefined;
  describe(`${name ?? ('name' in subject && typeof subject !== 'function' ? subject.name : 'a plug-in')} keeps the contract of plug-ins`, () => {
    const rules = Object.entries<PluginRule>(pluginRules);
    rules.forEach(([rule, check], i) => test(rule, async () => {
      opened ??= Promise.resolve(given()).then(openSubject);
      const ready = await opened;
      try {
        expect(await check(ready)).toEqual([]);
      } finally {
        if (i === rules.length - 1) await ready.dataset.close?.();
      }
    }));
  });
}
