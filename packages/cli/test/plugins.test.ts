import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { loadCheckpoint, saveCheckpoint } from '@inrflow/core/node';
import { temporaryFolder } from '@testing/temporaryFolder';
import { startCommand } from './support/builtCommand.js';

jest.setTimeout(120_000);
const inFolder = temporaryFolder('file');
const core = pathToFileURL(path.join(__dirname, '../../core/dist/index.js')).href;

/** Runs the built command in the folder. */
async function inrflow(...args: string[]): Promise<{ code: number; out: string; error: string }> {
  const child = startCommand(args, { cwd: inFolder(), stdio: ['ignore', 'pipe', 'pipe'] });
  const [out, error]: string[][] = [[], []];
  child.stdout!.on('data', (bytes) => out.push(String(bytes)));
  child.stderr!.on('data', (bytes) => error.push(String(bytes)));
  const [code] = (await once(child, 'close')) as [number];
  return { code, out: out.join(''), error: error.join('').trimEnd() };
}

/** A plug-in of tones, as small as one can be, with some of its fields replaced. */
const tones = (changes = '', data = '') => `
import { CONTRACT_VERSION, nearestAssignment } from '${core}';
import * as tf from '@tensorflow/tfjs';
const times = (n) => Float32Array.from({ length: n }, (_, i) => (2 * i + 1) / n - 1);
const coordinates = times(16);
export const plugin = {
  contract: CONTRACT_VERSION, name: 'tone', package: { name: 'inrflow-modality-tone', version: '1.0.0' },
  words: { one: 'tone', many: 'tones', pairs: 'moments' }, fields: { data: {} }, presets: { tiny: { width: 8, heads: 2, blocks: 1, latents: 4, decoderLayers: 1 } }, sizeField: 'data.path',
  points: () => 16, places: (_, points) => ({ points, coordinates: points === 16 ? coordinates : times(points) }), sampleOf: (values) => values, extent: (_, points) => 'of ' + points + ' moments', meaning: { coordinate: 'time', value: 'pressure' },
  modality: () => ({
    name: 'tone', coordinateChannels: 1, valueChannels: 1, featureChannels: 2, features: (c, v) => tf.concat([c, v], -1), pseudoCoordinates: times,
    assign: (pairs, places, pairsPerLatent) => nearestAssignment(pairs.points, pairs.coordinates, places, { pairsPerLatent }), assignmentFollowsValues: false,
  }),
  open: async () => ({ length: 4, classes: ['low', 'high'], example: async (index) => ({ points: 16, coordinates, label: index % 2, values: coordinates.map((t) => Math.sin(3 * t + index))${data} }) }),
  ${changes}
};
`;
/** Writes the module, so that the libraries that it imports are found from where it lies. */
async function write(name: string, text: string): Promise<string> {
  await mkdir(inFolder('node_modules/@tensorflow'), { recursive: true });
  const link = inFolder('node_modules/@tensorflow/tfjs');
  if (!existsSync(link)) await (await import('node:fs/promises')).symlink(path.join(__dirname, '../../../node_modules/@tensorflow/tfjs'), link);
  await writeFile(inFolder(name), text);
  return `./${name}`;
}
const train = (modality: string, ...args: string[]) => inrflow('train', '--modality', modality, '--data', '.', '--steps', '1', '--threads', '1', '--batch-size', '2', '--run', `run-${Math.random()}`, ...args);

test('a module of the least that the contract asks for trains; without formats it says so when it is to write', async () => {
  const file = await write('tone.mjs', tones());
  expect(await inrflow('train', '--modality', file, '--data', '.', '--steps', '2', '--threads', '1', '--batch-size', '2', '--run', 'run')).toMatchObject({ code: 0, error: expect.stringContaining('4 tones of 16 moments, 2 classes') });
  expect(await inrflow('sample', '--checkpoint', 'run', '--modality', file, '--out', 'x')).toMatchObject({ code: 2, error: 'inrflow: the plug-in has no formats, draw or page: tones cannot be written' });
  expect(await inrflow('evaluate', 'run', '--modality', file)).toMatchObject({ code: 2, error: 'inrflow: evaluate: the plug-in of tones, inrflow-modality-tone, has no scores' });
  expect((await inrflow('info', 'run', '--modality', file)).out).toContain('tone (inrflow-modality-tone 1.0.0)');
  expect(await inrflow('check', file)).toMatchObject({ code: 2, error: expect.stringContaining("the plug-in 'tone' has no demo: give files of its kind with --data") });
  expect((await inrflow('check', file, '--data', '.')).out).toMatch(/ok {6}it trains a step with each encoder[^]*all 10 rules are kept/);
});

test('a configuration or a checkpoint in place of a plug-in is refused as what it is, whether it exists or not', async () => {
  const refusal = (name: string, kind: string) => ({ code: 2, error: `inrflow: modality '${name}': is a ${kind}; expected a plug-in: a short name, a package, or the path of a module or of a package's folder (to look at a ${kind}, run inrflow info ${name})` });
  for (const name of ['examples/emoji.json', './emoji.json', 'emoji.json']) expect(await inrflow('check', name)).toMatchObject(refusal(name, 'configuration'));
  expect(await inrflow('check', 'run/weights.safetensors')).toMatchObject(refusal('run/weights.safetensors', 'checkpoint'));
  expect(await inrflow('schema', '--modality', 'emoji.json')).toMatchObject(refusal('emoji.json', 'configuration'));
});

test('a checkpoint is no reason to import its package, and one of a later contract or of another plug-in is refused', async () => {
  expect(await inrflow('info', 'run')).toMatchObject({ code: 2, error: expect.stringContaining("is a model of 'tone', of the package inrflow-modality-tone@1.0.0, which is not a dependency of the project here: npm install inrflow-modality-tone in your project, or name the plug-in with --modality") });
  const checkpoint = await loadCheckpoint(inFolder('run/weights.safetensors'));
  await saveCheckpoint(inFolder('later.safetensors'), { ...checkpoint, config: { ...checkpoint.config, origin: { package: 'inrflow-modality-tone', version: '9.0.0', contract: 9 } } });
  expect(await inrflow('info', 'later.safetensors', '--modality', './tone.mjs')).toMatchObject({ code: 2, error: 'inrflow: later.safetensors: its plug-in inrflow-modality-tone@9.0.0 follows contract 9, and this release of inrflow contract 1: update inrflow' });
  await saveCheckpoint(inFolder('newer.safetensors'), { ...checkpoint, config: { ...checkpoint.config, origin: { package: 'inrflow-modality-tone', version: '1.4.0', contract: 1 }, model: { ...(checkpoint.config.model as object), vibrato: 3 } } });
  expect(await inrflow('info', 'newer.safetensors', '--modality', './tone.mjs')).toMatchObject({ code: 1, error: expect.stringMatching(/unknown field 'model\.vibrato'.*; it was made with inrflow-modality-tone@1\.4\.0, but inrflow-modality-tone@1\.0\.0 is installed$/) });
  const other = await write('other.mjs', tones("name: 'noise',"));
  expect(await inrflow('info', 'run', '--modality', other)).toMatchObject({ code: 2, error: expect.stringContaining("is a model of 'tone', of the package inrflow-modality-tone@1.0.0, not of 'noise'") });
});

test.each<[what: string, text: string, message: RegExp]>([
  ['nothing', 'export const plugn = 1;', /^inrflow: modality '\.\/bad\.mjs': \.\/bad\.mjs exports no plug-in: expected an export called 'plugin', or a default one$/],
  ['no object', 'export default 7;', /^inrflow: plug-in \.\/bad\.mjs: is number: expected a plug-in/],
  ['a slip', 'export const plugin = {', /^inrflow: plug-in \.\/bad\.mjs: cannot be loaded: /],
  ['a later contract', tones('contract: 2,'), /follows contract 2, and this release of inrflow contract 1: update inrflow$/],
  ['an older contract', tones('contract: 0,'), /follows contract 0, and this release of inrflow contract 1: ask for a newer version of the plug-in$/],
  ['a misspelt field', tones('formts: 1,'), /formts is not a field of a plug-in: did you mean 'formats'\?$/],
  ['a missing field', tones('open: undefined,'), /plug-in \.\/bad\.mjs: open is missing: expected a function$/],
  ['no words', tones("words: { one: 'tone' },"), /words\.many is missing: expected a text$/],
  ['sizes that are none', tones('presets: { tiny: { width: 8 } },'), /presets\.tiny\.heads is undefined: expected an integer$/],
  ['ask without a function', tones('askFields: {},'), /askFields are given, but ask is missing/],
])('a plug-in that is %s is one line', async (_, text, message) => {
  const { code, error } = await train(await write('bad.mjs', text));
  expect([code, error]).toEqual([expect.any(Number), expect.stringMatching(message)]);
  expect(code).toBeGreaterThan(0);
  expect(error).not.toContain('\n');
});

test.each<[what: string, text: string, message: string]>([
  ['fails in open', tones('open: async () => undefined.length,'), "plug-in 'tone' (inrflow-modality-tone): open failed: Cannot read properties of undefined (reading 'length')"],
  ['opens nothing', tones('open: async () => ({ length: 2, classes: [] }),'), 'open gives a data set whose example is missing: expected a function'],
  ['gives too few values', tones('', ', values: new Float32Array(15)'), 'example 0 of the tone data breaks the contract: values has 15 numbers; expected 16 points × 1 channels'],
  ['gives NaN', tones('', ', values: new Float32Array(16).fill(NaN)'), 'example 0 of the tone data breaks the contract: values has NaN at 0; expected finite numbers'],
  ['gives a label that is none', tones('', ', label: 2'), 'example 0 of the tone data breaks the contract: its label is 2; expected an integer from 0 to 1'],
  ['moves its places', tones('', ', coordinates: times(16).map((t) => t / 2)'), "the kind's places have"],
  ['fails in features', tones('').replace('tf.concat([c, v], -1)', 'tf.complex(c, v)'), "features of the modality 'tone' failed: "],
  ['fails in an example', tones('', ', values: nothing'), 'example of its data set failed: nothing is not defined'],
])('data of a plug-in that %s end training in one line', async (_, text, message) => {
  const { code, error } = await train(await write('broken.mjs', text));
  expect([code > 0, error.split('\n').at(-1)]).toEqual([true, expect.stringContaining(message)]);
});

test('values far from unit scale are a warning; a stack trace is shown with --debug', async () => {
  const loud = await write('loud.mjs', tones('', ', values: coordinates.map((t) => 300 + 9 * t)'));
  expect((await train(loud)).error).toMatch(/note: values have a mean of 300 and a deviation of [\d.]+, far from the unit scale/);
  const failing = await write('failing.mjs', tones('open: async () => undefined.length,'));
  expect((await train(failing, '--debug')).error).toMatch(/open failed[^]*caused by TypeError[^]*failing\.mjs:\d+/);
});
