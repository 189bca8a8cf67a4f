import { checkSettings } from './checkSettings.js';
import type { SchemaNode } from './schemaNode.js';
import { samplingSchema } from './samplingSettings.js';
import { SettingsError } from './settingsError.js';
import { trainingSchema, type TrainingSettings } from './trainingSettings.js';

const schema: SchemaNode = {
  type: 'object', additionalProperties: false, required: ['data'],
  properties: {
    data: { type: 'object', default: {}, additionalProperties: false, properties: {
      size: { type: 'integer', minimum: 1 }, flip: { type: 'boolean', default: false }, names: { type: 'array', items: { type: 'string' } },
      background: { type: 'array', items: { type: 'number', minimum: 0, maximum: 255 }, minItems: 3, maxItems: 3, default: [255, 255, 255] },
    } },
    training: trainingSchema, sampling: samplingSchema,
  },
};
const check = (raw: unknown) => () => checkSettings(raw, schema, () => 'a.json');

test('defaults are filled in, and what is given stays', () => {
  const raw = { data: { size: 3 } };
  const checked = checkSettings<{ data: object; training: TrainingSettings }>(raw, schema);
  expect(checked.data).toEqual({ size: 3, flip: false, background: [255, 255, 255] });
  expect(checked.training).toMatchObject({ batchSize: 16, decay: 'cosine' });
  expect(raw).toEqual({ data: { size: 3 } });
});

test.each<[raw: unknown, message: string]>([
  [{ trainig: {} }, "a.json: unknown field 'trainig': expected 'data', 'training' or 'sampling'; did you mean 'training'?"],
  [{ training: { batchsize: 3 } }, "a.json: unknown field 'training.batchsize': "],
  [{ training: { batchsize: 3 } }, "did you mean 'batchSize'?"],
  [{ data: { batchSize: 3 } }, "a.json: unknown field 'data.batchSize': it belongs to 'training.batchSize'"],
  [{ training: { steps: 'many' } }, 'a.json: training.steps must be an integer of at least 1, not "many"'],
  [{ training: { steps: 0 } }, 'a.json: training.steps must be an integer of at least 1, not 0'],
  [{ training: { conditionDropout: 2 } }, 'a.json: training.conditionDropout must be a number of at least 0 and at most 1, not 2'],
  [{ data: { background: [1, 2] } }, 'a.json: data.background must be 3 numbers from 0 to 255, not [1,2]'],
  [{ data: { background: [1, 2, 'x'] } }, 'a.json: data.background must be 3 numbers from 0 to 255'],
  [{ data: { names: [1] } }, 'a.json: data.names must be a list of texts, not [1]'],
  [{ data: { flip: 'yes' } }, 'a.json: data.flip must be true or false, not "yes"'],
  [{ sampling: { solver: 'huen' } }, "a.json: sampling.solver is 'huen': expected 'euler', 'heun'"],
  [{ data: 3 }, 'a.json: data must be an object, not 3'],
  [[], 'a.json: the configuration must be an object, not []'],
  [null, 'a.json: the configuration must be an object, not null'],
  [JSON.parse('{"__proto__": {"data": 1}}'), "a.json: unknown field '__proto__'"],
  [{ constructor: 1 }, "a.json: unknown field 'constructor'"],
])('%j is refused by name', (raw, message) => {
  expect(check(raw)).toThrow(SettingsError);
  expect(check(raw)).toThrow(message);
});

test('a flag stands for its field, and a field from elsewhere is explained', () => {
  expect(() => checkSettings({ training: { steps: 0 } }, schema, (field) => (field === 'training.steps' ? '--steps' : 'a.json'))).toThrow(/^--steps must be an integer/);
  expect(() => checkSettings({ data: { points: 1 } }, schema, undefined, (field) => `${field} is for clouds`)).toThrow("settings: unknown field 'data.points': data.points is for clouds");
});

test('a function is not a setting, and its field is named', () => {
  expect(check({ training: { steps: () => 3 } })).toThrow(/^a\.json: training\.steps must be an integer.*, not "function"$/);
  expect(check({ onStep: () => {} })).toThrow(/unknown field 'onStep'/);
});
