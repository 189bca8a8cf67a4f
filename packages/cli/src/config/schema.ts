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

/** The published JSON Schema of configurations, where every default stands. */
export const configSchema: SchemaNode = schema as SchemaNode;

/** The schema of a field such as `training.steps`; undefined where there is none. */
export function fieldSchema(field: string): SchemaNode | undefined {
  return field.split('.').reduce<SchemaNode | undefined>((node, name) => (node?.properties && Object.hasOwn(node.properties, name) ? node.properties[name] : undefined), configSchema);
}

/** The name of every field that holds a value, such as `training.steps`. */
export function fieldNames(node: SchemaNode = configSchema, prefix = ''): string[] {
  return Object.entries(node.properties ?? {}).flatMap(([name, child]) => (child.properties ? fieldNames(child, `${prefix}${name}.`) : [prefix + name]));
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
