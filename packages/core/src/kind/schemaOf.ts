import { networkFields, samplingSchema, trainingSchema, type SchemaFields, type SchemaNode } from '../settings/index.js';
import type { Kind } from './kind.js';

const dataFields: SchemaFields = {
  path: { type: 'string', minLength: 1, description: 'Path of the data, relative to the working directory. Default: none; --data sets it too.' },
  heldOut: { type: 'number', minimum: 0, exclusiveMaximum: 1, description: 'Fraction of the examples that training never sees, chosen by their names; evaluate compares with them.', default: 0 },
};

/** A section with other defaults. */
function withDefaults(section: SchemaNode, defaults: object = {}): SchemaNode {
  const values = defaults as Record<string, unknown>;
  return { ...section, properties: Object.fromEntries(Object.entries(section.properties!).map(([name, node]) => [name, name in values ? { ...node, default: values[name] } : node])) };
}

/** The JSON Schema of the settings of one kind of data, with every default. */
export function schemaOf({ name, words, fields, presets, defaults, presetFor }: Pick<Kind, 'name' | 'words' | 'fields' | 'presets' | 'defaults' | 'presetFor'>): SchemaNode {
  const section = (description: string, properties: SchemaFields): SchemaNode => ({ type: 'object', description, default: {}, additionalProperties: false, properties });
  return {
    type: 'object',
    additionalProperties: false,
    properties: {
      $schema: { type: 'string', description: 'Location of this schema, so that editors complete the file. inrflow ignores it.' },
      modality: { type: 'string', minLength: 1, description: 'The kind of data: a short name, a package, or the path of a module.', default: name },
      run: { type: 'string', minLength: 1, description: "Folder for the run. Default: 'runs/' plus the name of the configuration file or of the data." },
      data: section(`The ${words.many} to learn from.`, { ...dataFields, ...fields.data }),
      model: withDefaults(section('The network. A preset gives the sizes; fields beside it override it.', {
        preset: { enum: Object.keys(presets), description: `Named sizes of the network. Default: ${presetFor ? 'the one that suits the data' : Object.keys(presets)[0]}.` }, ...networkFields, ...fields.model,
      }), defaults?.model),
      training: withDefaults(trainingSchema, defaults?.training),
      sampling: withDefaults(samplingSchema, defaults?.sampling),
      scaling: {
        type: 'object', additionalProperties: false, required: ['mean', 'deviation'], description: 'Scale of the values, per channel. Filled in by training if the kind of data fits its scale to the data.',
        properties: { mean: { type: 'array', items: { type: 'number' }, description: 'Subtracted. Filled in.' }, deviation: { type: 'array', items: { type: 'number' }, description: 'Divided by. Filled in.' } },
      },
    },
  };
}
