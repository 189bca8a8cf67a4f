import { writeFile } from 'node:fs/promises';
import { Ajv } from 'ajv';
import { solvers, timeDistributions } from '@inrflow/core';
import { imagePresets } from '@inrflow/image';
import { temporaryFolder } from '../testing/folder.js';
import { checkConfig } from './check.js';
import { FIELD_FLAGS, setOverrides, valueOf } from './flags.js';
import { readConfig } from './read.js';
import { configSchema, fieldNames, fieldSchema } from './schema.js';

const inFolder = temporaryFolder();
const check = (raw: unknown) => () => checkConfig(raw, () => 'a.json');

test('the schema is one, every field has a description, and every default keeps to it', () => {
  expect(new Ajv({ strict: false }).validateSchema(configSchema)).toBe(true);
  const fields = fieldNames();
  expect(fields.filter((field) => !fieldSchema(field)!.description)).toEqual([]);
  // A default stands in the schema, or the description says where it comes from.
  expect(fields.filter((field) => fieldSchema(field)!.default === undefined && !/Default: |instead of|Not read|^A folder tree/.test(fieldSchema(field)!.description!))).toEqual([]);
  expect(Object.values(FIELD_FLAGS).filter((field) => !fields.includes(field))).toEqual([]);
  expect(check({})()).toMatchObject({ modality: 'image', data: { channels: 3, background: [255, 255, 255] }, training: { batchSize: 64 }, sampling: { guidanceInterval: [0, 1] } });
});

test('its choices are those of the libraries', () => {
  expect(fieldSchema('sampling.solver')!.enum).toEqual(Object.keys(solvers));
  expect(fieldSchema('model.preset')!.enum).toEqual(Object.keys(imagePresets));
  expect(fieldSchema('training.times')!.enum).toEqual(Object.keys(timeDistributions));
});

test.each<[raw: unknown, message: string]>([
  [{ trainig: {} }, "a.json: unknown field 'trainig': expected '$schema', 'modality', 'run', 'data', 'model', 'training' or 'sampling'; did you mean 'training'?"],
  [{ training: { batchsize: 3 } }, "did you mean 'batchSize'?"],
  [{ data: { batchSize: 3 } }, "a.json: unknown field 'data.batchSize': it belongs to 'training.batchSize'"],
  [{ training: { steps: 'many' } }, 'a.json: training.steps must be an integer of at least 1, not "many"'],
  [{ training: { conditionDropout: 2 } }, 'a.json: training.conditionDropout must be a number of at least 0 and at most 1, not 2'],
  [{ data: { background: [1, 2] } }, 'a.json: data.background must be 3 numbers from 0 to 255, not [1,2]'],
  [{ data: { background: [1, 2, 'x'] } }, 'a.json: data.background must be 3 numbers from 0 to 255'],
  [{ data: { flip: 'yes' } }, 'a.json: data.flip must be true or false, not "yes"'],
  [{ sampling: { solver: 'huen' } }, "a.json: sampling.solver is 'huen': expected 'euler', 'heun'"],
  [{ data: 3 }, 'a.json: data must be an object, not 3'],
  [[], 'a.json: the configuration must be an object, not []'],
])('%j is refused by name', (raw, message) => {
  expect(check(raw)).toThrow(message);
});

test('flags go before the file, and are named where they are wrong', async () => {
  await writeFile(inFolder('a.json'), '{"$schema": "x", "training": {"steps": 5, "decayFrom": 2}}');
  const override = (flag: string, text: string) => ({ flag, field: FIELD_FLAGS[flag], value: valueOf(FIELD_FLAGS[flag], text) });
  expect((await readConfig(inFolder('a.json'), [override('--minutes', '2.5')])).training).toMatchObject({ minutes: 2.5 });
  expect((await readConfig(inFolder('a.json'), [override('--minutes', '2.5')])).training.steps).toBeUndefined();
  expect((await readConfig(undefined, [override('--data', '12')])).data.path).toBe('12');
  await expect(readConfig(inFolder('a.json'), [override('--steps', 'many')])).rejects.toThrow(/^--steps must be an integer of at least 1, not "many"$/);
  await expect(readConfig(inFolder('b.json'))).rejects.toThrow(/there is no such configuration; did you mean '.*a\.json'\?/);
  await writeFile(inFolder('c.json'), '{"training": ');
  await expect(readConfig(inFolder('c.json'))).rejects.toThrow(/c\.json: not JSON: /);
});

test('--set names a field', () => {
  expect(setOverrides(['training.beta2=0.9', 'data.labels=none'])).toMatchObject([{ field: 'training.beta2', value: 0.9 }, { field: 'data.labels', value: 'none' }]);
  expect(() => setOverrides(['training.beta=1'])).toThrow("--set: unknown field 'training.beta': did you mean 'training.beta1'?");
  expect(() => setOverrides(['training.beta2'])).toThrow('expected section.field=value');
});
