import { writeFileSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import { Validator, type Schema } from '@cfworker/json-schema';
import { fieldNames, fieldSchema, schemaOf, solvers, timeDistributions, type Plugin } from '@inrflow/core';
import { temporaryFolder } from '@testing/temporaryFolder';
import { fieldFlags } from '../src/config/flags.js';
import { setOverrides, valueOf } from '../src/config/overrides.js';
import { readConfig } from '../src/config/read.js';
import { settingsOfConfig } from '../src/config/settings.js';
import { builtInPlugins } from '../src/plugins/loadPlugin.js';
import { schemaOfKinds } from '../src/schema/schema.js';
import published from '../schema/inrflow.schema.json';

const inFolder = temporaryFolder('file');
let plugins: Plugin[];
let image: Plugin;
beforeAll(async () => {
  plugins = await builtInPlugins();
  [image] = plugins;
});
const named = (name: string) => plugins.find((plugin) => plugin.name === name)!;
const check = (raw: unknown) => settingsOfConfig(named((raw as { modality?: string }).modality ?? 'image'), raw, [], 'a.json');
const isValid = (schema: object, value: object) => new Validator(schema as Schema, '7').validate(value).valid;

test('every field has a description, and every default stands in the schema, or is told', async () => {
  for (const plugin of plugins) {
    const schema = schemaOf(plugin);
    const undescribed = fieldNames(schema).filter((field) => !fieldSchema(schema, field)!.description);
    const open = fieldNames(schema).filter((field) => fieldSchema(schema, field)!.default === undefined && !/Default: |[Ii]nstead of|ignores it|Filled in|^A folder tree|divided by|Taken off/.test(fieldSchema(schema, field)!.description!));
    expect([plugin.name, undescribed, open]).toEqual([plugin.name, [], []]);
    expect(Object.values(fieldFlags(plugin)).filter((field) => !fieldSchema(schema, field))).toEqual([]);
  }
  expect(await check({})).toMatchObject({ modality: 'image', data: { channels: 3, background: [255, 255, 255] }, training: { batchSize: 16 }, sampling: { solver: 'euler', guidanceInterval: [0, 1] } });
});

test('the published schema is the composed one, and chooses by modality', () => {
  // UPDATE_DOCS=1 writes it instead.
  if (process.env.UPDATE_DOCS) writeFileSync(path.join(__dirname, '../schema/inrflow.schema.json'), `${JSON.stringify(schemaOfKinds(plugins), null, 2)}\n`);
  else expect(published).toEqual(JSON.parse(JSON.stringify(schemaOfKinds(plugins))));
  expect([{}, { data: { size: 3 } }, { modality: 'pointcloud', data: { points: 3 } }].map((config) => isValid(published, config))).toEqual([true, true, true]);
  expect([{ data: { points: 3 } }, { modality: 'pointcloud', data: { size: 3 } }, { modality: 'video' }, { modle: {} }].map((config) => isValid(published, config))).toEqual([false, false, false, false]);
});

test('its choices are those of the libraries', () => {
  expect(fieldSchema(schemaOf(image), 'sampling.solver')!.enum).toEqual(Object.keys(solvers));
  for (const plugin of plugins) expect(fieldSchema(schemaOf(plugin), 'model.preset')!.enum).toEqual(Object.keys(plugin.presets));
  expect(fieldSchema(schemaOf(image), 'training.times')!.enum).toEqual(Object.keys(timeDistributions));
});

test.each<[raw: unknown, message: string]>([
  [{ trainig: {} }, "a.json: unknown field 'trainig': expected '$schema', 'modality', 'run', 'data', 'model', 'training', 'sampling' or 'scaling'; did you mean 'training'?"],
  [{ training: { batchsize: 3 } }, "did you mean 'batchSize'?"],
  [{ data: { batchSize: 3 } }, "a.json: unknown field 'data.batchSize': it belongs to 'training.batchSize'"],
  [{ data: { points: 3 } }, "a.json: unknown field 'data.points': it belongs to modality 'pointcloud', but this is 'image'"],
  [{ modality: 'pointcloud', data: { flip: true } }, "a.json: unknown field 'data.flip': it belongs to modality 'image', but this is 'pointcloud'"],
  [{ training: { steps: 'many' } }, 'a.json: training.steps must be an integer of at least 1, not "many"'],
  [{ training: { conditionDropout: 2 } }, 'a.json: training.conditionDropout must be a number of at least 0 and at most 1, not 2'],
  [{ data: { background: [1, 2] } }, 'a.json: data.background must be 3 numbers from 0 to 255, not [1,2]'],
  [{ data: { background: [1, 2, 'x'] } }, 'a.json: data.background must be 3 numbers from 0 to 255'],
  [{ data: { flip: 'yes' } }, 'a.json: data.flip must be true or false, not "yes"'],
  [{ sampling: { solver: 'huen' } }, "a.json: sampling.solver is 'huen': expected 'euler', 'heun'"],
  [{ data: 3 }, 'a.json: data must be an object, not 3'],
  [[], 'a.json: the configuration must be an object, not []'],
])('%j is refused by name', async (raw, message) => {
  await expect(check(raw)).rejects.toThrow(message);
});

test('flags go before the file, and are named where they are wrong', async () => {
  await writeFile(inFolder('a.json'), '{"$schema": "x", "training": {"steps": 5, "decayFrom": 2}}');
  const override = (flag: string, text: string) => {
    const field = fieldFlags(image)[flag];
    return { flag, field, value: valueOf(fieldSchema(schemaOf(image), field), text) };
  };
  const given = await readConfig(inFolder('a.json'));
  const settled = await settingsOfConfig(image, given, [override('--minutes', '2.5')], 'a.json');
  expect(settled.training).toMatchObject({ minutes: 2.5 });
  expect(settled.training.steps).toBeUndefined();
  expect((await settingsOfConfig(image, {}, [override('--data', '12')])).data.path).toBe('12');
  await expect(settingsOfConfig(image, given, [override('--steps', 'many')], 'a.json')).rejects.toThrow(/^--steps must be an integer of at least 1, not "many"$/);
  await expect(readConfig(inFolder('a.jsn'))).rejects.toThrow(/there is no such configuration; did you mean '.*a\.json'\?/);
  await expect(readConfig(inFolder('b.json'))).rejects.toThrow(/there is no such configuration$/);
  await writeFile(inFolder('c.json'), '{"training": ');
  await expect(readConfig(inFolder('c.json'))).rejects.toThrow(/c\.json: not JSON: /);
});

test('--set names a field', () => {
  expect(setOverrides(['training.beta2=0.9', 'data.labels=none', 'data.range=0,1'], schemaOf(image))).toMatchObject([{ field: 'training.beta2', value: 0.9 }, { field: 'data.labels', value: 'none' }, { field: 'data.range', value: [0, 1] }]);
  expect(() => setOverrides(['training.beta=1'], schemaOf(image))).toThrow("--set: unknown field 'training.beta': did you mean 'training.beta1'?");
  expect(() => setOverrides(['training.beta2'], schemaOf(image))).toThrow('expected section.field=value');
});

test.each([
  ['training.bachSize', "did you mean 'training.batchSize'?"], ['samplin.steps', "did you mean 'sampling.steps'?"], ['steps', "did you mean 'training.steps'?"], ['sampling.batchSize', "did you mean 'training.batchSize'?"],
  ['traning.bachSize', "did you mean 'training.batchSize'?"], ['sampling.nosuch', "expected 'solver', 'steps', "], ['nosuch.thing', "expected '$schema', 'modality', "], ['sampling', "expected 'solver', 'steps', "],
])('--set %s=1 is refused: %s', (field, message) => {
  expect(() => setOverrides([`${field}=1`], schemaOf(image))).toThrow(`--set: unknown field '${field}': ${message}`);
});
