import type { Plugin } from '../kind/index.js';
import type { Dataset } from '../modality/index.js';
import { describePlugin, tryPlugin } from './describePlugin.js';
import { sineWaves } from './soundKind.js';
import { soundPlugin } from './soundPlugin.js';

describePlugin(soundPlugin, { describe, test, expect });

const plugin = soundPlugin as Plugin;
const withDemo = (dataset: Partial<Dataset>, ask?: object): Plugin => ({ ...plugin, demo: () => ({ dataset: { ...sineWaves({ length: 8 }), ...dataset }, ...(ask && { ask }) }) });
let calls = 0;

test.each<[what: string, broken: Plugin, fault: RegExp]>([
  ['a misspelt field', { ...plugin, fromats: {} } as Plugin, /fromats is not a field of a plug-in: did you mean 'formats'\?/],
  ['a field without a description', { ...plugin, fields: { data: { samples: { type: 'integer', minimum: 1, default: 32 } } } }, /fields\.data\.samples has no description/],
  ['a default that its schema refuses', { ...plugin, fields: { data: { samples: { type: 'integer', minimum: 1, default: 32, description: 'Samples.' }, loudness: { type: 'number', minimum: 1, default: 0, description: 'Loudness.' } } } }, /fields\.data\.loudness: its default breaks its own schema/],
  ['settings that never settle', { ...plugin, settleData: (data) => ({ ...data, samples: Number((data as { samples?: number }).samples) + 1 }) }, /settled settings change when they are settled again/],
  ['half a point', { ...plugin, points: () => 0.5 }, /points gives 0\.5; expected a positive integer/],
  ['places of another number', { ...plugin, places: (settings, points) => plugin.places!(settings, points + 1) }, /places\(settings, 32\) has 33 points/],
  ['labels without classes', withDemo({ classes: ['low'] }), /its label is 1; expected an integer from 0 to 0/],
  ['examples drawn from nowhere', withDemo({ example: async (index, address) => ({ ...(await sineWaves().example(index, address)), values: Float32Array.from({ length: 32 }, () => Math.sin(++calls)) }) }), /differs when it is read again with the same address|a resumed run differs from an uninterrupted one/],
  ['an extent that it refuses', { ...plugin, ask: () => { throw new RangeError('no such extent'); } }, /sampling: no such extent/],
  ['a picture of the wrong size', { ...plugin, draw: () => ({ width: 2, height: 2, channels: 3, data: new Uint8Array(4) }) }, /draw gives a picture whose data do not have width × height × channels bytes/],
  ['a page with names as they are', { ...plugin, page: (samples) => `<html>${samples[0].name}</html>` }, /names need escaping/],
  ['a format that gives text', { ...plugin, formats: { txt: { encode: () => 'text' as unknown as Uint8Array } } }, /formats\.txt\.encode gives string; expected bytes/],
])('%s is found', async (_, broken, fault) => {
  const { rules } = await tryPlugin({ plugin: broken });
  expect(rules.flatMap(({ faults }) => faults).join('\n')).toMatch(fault);
});

test('what is not broken but odd is a warning', async () => {
  const loud = await tryPlugin({ plugin: withDemo({ example: sineWaves({ length: 8, level: 300 }).example }) });
  expect(loud.warnings).toEqual([expect.stringContaining('far from the unit scale')]);
});
