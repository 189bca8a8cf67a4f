import { writeFile } from 'node:fs/promises';
import { Ajv } from 'ajv';
import { solvers, timeDistributions } from '@inrflow/core';
import { imagePresets } from '@inrflow/image';
import { pointCloudPresets } from '@inrflow/pointcloud';
import { temporaryFolder } from '@testing/temporaryFolder';
import { checkConfig } from './check.js';
import { FIELD_FLAGS, setOverrides, valueOf } from './flags.js';
import { readConfig } from './read.js';
import published from '../../schema/inrflow.schema.json';
import { configSchema, fieldNames, fieldSchema, MODALITIES, modalitiesOf } from './schema.js';

const inFolder = temporaryFolder('file');
const check = (raw: unknown) => () => checkConfig(raw, () => 'a.json');

test('the schema is one, every field has a description, and every default keeps to it', () => {
  for (const modality of MODALITIES) {
    expect(new Ajv({ strict: false }).validateSchema(configSchema(modality))).toBe(true);
    const undescribed = fieldNames(modality).filter((field) => !fieldSchema(field, modality)!.description);
    // A default stands in the schema, or the description says where it comes from.
    const open = fieldNames(modality).filter((field) => fieldSchema(field, modality)!.default === undefined && !/Default: |instead of|Not read|Filled in|^A folder tree/.test(fieldSchema(field, modality)!.description!));
    expect([modality, undescribed, open]).toEqual([modality, [], []]);
  }
  expect(Object.values(FIELD_FLAGS).filter((field) => modalitiesOf(field).length === 0)).toEqual([]);
  expect(check({})()).toMatchObject({ modality: 'image', data: { channels: 3, background: [255, 255, 255] }, training: { batchSize: 16 }, sampling: { guidanceInterval: [0, 1] } });
});

test('the published schema makes the same choice by modality', () => {
  const valid = new Ajv({ strict: false }).compile(published);
  expect([{}, { data: { size: 3 } }, { modality: 'pointcloud', data: { points: 3 } }].map((config) => valid(config))).toEqual([true, true, true]);
  expect([{ data: { points: 3 } }, { modality: 'pointcloud', data: { size: 3 } }, { modality: 'video' }, { modle: {} }].map((config) => valid(config))).toEqual([false, false, false, false]);
});

test('its choices are those of the libraries', () => {
  expect(fieldSchema('sampling.solver')!.enum).toEqual(Object.keys(solvers));
  expect(fieldSchema('model.preset')!.enum).toEqual(Object.keys(imagePresets));
  expect(fieldSchema('model.preset', 'pointcloud')!.enum).toEqual(Object.keys(pointCloudPresets));
  expect(fieldSchema('training.times')!.enum).toEqual(Object.keys(timeDistributions));
});

test.each<[raw: unknown, message: string]>([
  [{ trainig: {} }, "a.json: unknown field 'trainig': expected '$schema', 'modality', 'run', 'data', 'model', 'training' or 'sampling'; did you mean 'training'?"],
  [{ training: { batchsize: 3 } }, "did you mean 'batchSize'?"],
  [{ data: { batchSize: 3 } }, "a.json: unknown field 'data.batchSize': it belongs to 'training.batchSize'"],
  [{ data: { points: 3 } }, "a.json: unknown field 'data.points': it is for modality 'pointcloud', and this is 'image'"],
  [{ modality: 'pointcloud', data: { flip: true } }, "a.json: unknown field 'data.flip': it is for modality 'image', and this is 'pointcloud'"],
  [{ modality: 'pointclod' }, "a.json: modality is 'pointclod': expected 'image', 'pointcloud' or 'protein'; did you mean 'pointcloud'?"],
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
