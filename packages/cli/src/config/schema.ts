import schema from '../../schema/inrflow.schema.json';

/** A part of the JSON Schema. */
export interface SchemaNode {
  type?: string;
  enum?: readonly (string | number)[];
  description?: string;
  default?: unknown;
  minimum?: number;
  maximum?: number;
  exclusiveMinimum?: number;
  exclusiveMaximum?: number;
  items?: SchemaNode;
  minItems?: number;
  properties?: Readonly<Record<string, SchemaNode>>;
}

/** Kinds of data, by name. */
export const MODALITIES = ['image', 'pointcloud', 'protein'] as const;
/** A kind of data. */
export type ModalityName = (typeof MODALITIES)[number];

/** The JSON Schema of configurations of one kind of data, where every default stands: the published one with its choice made. */
export function configSchema(modality: ModalityName = 'image'): SchemaNode {
  const { if: _if, then: _then, else: _else, definitions, ...common } = schema;
  const sections: Readonly<Record<ModalityName, Record<string, SchemaNode>>> = definitions;
  return { ...(common as SchemaNode), properties: { ...(common.properties as SchemaNode['properties']), ...sections[modality] } };
}

/** The schema of a field such as `training.steps`; undefined where there is none. */
export function fieldSchema(field: string, modality?: ModalityName): SchemaNode | undefined {
  return field.split('.').reduce<SchemaNode | undefined>((node, name) => (node?.properties && Object.hasOwn(node.properties, name) ? node.properties[name] : undefined), configSchema(modality));
}

/** The name of every field that holds a value, such as `training.steps`, of one kind of data. */
export function fieldNames(modality?: ModalityName): string[] {
  return namesIn(configSchema(modality), '');
}

function namesIn(node: SchemaNode, prefix: string): string[] {
  return Object.entries(node.properties ?? {}).flatMap(([name, child]) => (child.properties ? namesIn(child, `${prefix}${name}.`) : [prefix + name]));
}

/** The kinds of data that have a field. */
export function modalitiesOf(field: string): ModalityName[] {
  return MODALITIES.filter((modality) => fieldSchema(field, modality) !== undefined);
}

/** What values a field takes, in words: `an integer of at least 1`. */
export function expectationOf(node: SchemaNode): string {
  if (node.enum) return `one of ${node.enum.map((choice) => JSON.stringify(choice)).join(', ')}`;
  if (node.type === 'object') return 'an object';
  if (node.type === 'boolean') return 'true or false';
  if (node.type === 'string') return 'a text that is not empty';
  if (node.type === 'array') return `${node.minItems} numbers from ${node.items?.minimum} to ${node.items?.maximum}`;
  const limits = [
    node.minimum !== undefined && `at least ${node.minimum}`, node.exclusiveMinimum !== undefined && `above ${node.exclusiveMinimum}`,
    node.maximum !== undefined && `at most ${node.maximum}`, node.exclusiveMaximum !== undefined && `below ${node.exclusiveMaximum}`,
  ].filter(Boolean);
  return `${node.type === 'integer' ? 'an integer' : 'a number'}${limits.length > 0 ? ` ${limits.join(' and ').replace(/^at/, 'of at')}` : ''}`;
}
