import { networkFields, samplingSchema, trainingSchema, type SchemaFields, type SchemaNode } from '../settings/index.js';
import type { Kind } from './kind.js';

const dataFields: SchemaFields = {
  path: { type: 'string', minLength: 1, description: 'Where the data lie, relative to the folder that the command runs in. Default: none; --data gives it too.' },
  heldOut: { type: 'number', minimum: 0, exclusiveMaximum: 1, description: 'Share of the examples that training does not see, chosen by their names; what evaluate compares with.', default: 0 },
};

/** A section with other defaults. */
function withDefaults(section: SchemaNode, defaults: object = {}): SchemaNode {
  const values = defaults as Record<string, unknown>;
  return { ...section, properties: Object.fromEntries(Object.entries(section.properties!).map(([name, node]) => [name, name in values ? { ...node, default: values[name] } : node])) };
}

/** The JSON Schema of the settings of one kind of data, in which every default stands. */
export function schemaOf({ name, words, fields, presets, defaults, presetFor }: Pick<Kind, 'name' | 'words' | 'fields' | 'presets' | 'defaults' | 'presetFor'>): SchemaNode {
  const section = (description: string, properties: SchemaFields): SchemaNode => ({ type: 'object', description, default: {}, additionalProperties: false, properties });
  return {
    type: 'object',
    additionalProperties: false,
    properties: {
      $schema: { type: 'string', description: 'Where this schema lies, so that an editor completes the file. Not read by inrflow.' },
      modality: { type: 'string', minLength: 1, description: 'The kind of data: a short name, a package, or the path of a module.', default: name },
      run: { type: 'string', minLength: 1, description: "Folder that the run is written to. Default: 'runs/' and the name of the configuration file, or of the data." },
      data: section(`The ${words.many} to learn from.`, { ...dataFields, ...fields.data }),
      model: section('The network. A preset gives the sizes; fields beside it override it.', {
        preset: { enum: Object.keys(presets), description: `Sizes by name. Default: ${presetFor ? 'the one that suits the data' : Object.keys(presets)[0]}.` }, ...networkFields, ...fields.model,
      }),
      training: withDefaults(trainingSchema, defaults?.training),
      sampling: withDefaults(samplingSchema, defaults?.sampling),
      scaling: {
        type: 'object', additionalProperties: false, required: ['mean', 'deviation'], description: 'What values are scaled by, per channel. Filled in by training if the kind of data fits its scale to the data.',
        properties: { mean: { type: 'array', items: { type: 'number' }, description: 'Taken off. Filled in.' }, deviation: { type: 'array', items: { type: 'number' }, description: 'Divided by. Filled in.' } },
      },
    },
  };
}
