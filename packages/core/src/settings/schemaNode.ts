/** A part of a JSON Schema (draft 7), as far as settings use it; other keywords are checked too. */
export interface SchemaNode {
  type?: 'object' | 'array' | 'string' | 'number' | 'integer' | 'boolean';
  enum?: readonly (string | number)[];
  /** What a flag of the field is called in help: `--data <folder>`. */
  title?: string;
  /** What the field means, and where its default comes from if it is not in `default`. */
  description?: string;
  default?: unknown;
  minimum?: number;
  maximum?: number;
  exclusiveMinimum?: number;
  exclusiveMaximum?: number;
  minLength?: number;
  pattern?: string;
  /** What the pattern means, in words. */
  $comment?: string;
  items?: SchemaNode;
  minItems?: number;
  maxItems?: number;
  properties?: SchemaFields;
  additionalProperties?: boolean;
  required?: readonly string[];
}

/** Fields by name, each with its schema. */
export type SchemaFields = Readonly<Record<string, SchemaNode>>;

/** The schema of a field such as `training.steps`; undefined if there is none. */
export function fieldSchema(schema: SchemaNode, field: string): SchemaNode | undefined {
  return field.split('.').reduce<SchemaNode | undefined>((node, name) => (node?.properties && Object.hasOwn(node.properties, name) ? node.properties[name] : undefined), schema);
}

/** The name of every field that holds a value, such as `training.steps`. */
export function fieldNames(schema: SchemaNode, prefix = ''): string[] {
  return Object.entries(schema.properties ?? {}).flatMap(([name, child]) => (child.properties ? fieldNames(child, `${prefix}${name}.`) : [prefix + name]));
}

/** Describes the values that a field accepts: `an integer of at least 1`. */
export function expectationOf(node: SchemaNode): string {
  if (node.enum) return `one of ${node.enum.map((choice) => JSON.stringify(choice)).join(', ')}`;
  if (node.type === 'object') return 'an object';
  if (node.type === 'boolean') return 'true or false';
  if (node.pattern !== undefined) return node.$comment ?? `a text like ${node.pattern}`;
  if (node.type === 'string') return node.minLength ? 'a text that is not empty' : 'a text';
  if (node.type === 'array') {
    const range = node.items?.minimum !== undefined && node.items.maximum !== undefined ? ` from ${node.items.minimum} to ${node.items.maximum}` : '';
    return `${node.minItems !== undefined && node.minItems === node.maxItems ? `${node.minItems} ` : 'a list of '}${node.items?.type === 'string' ? 'texts' : 'numbers'}${range}`;
  }
  const limits = [
    node.minimum !== undefined && `at least ${node.minimum}`, node.exclusiveMinimum !== undefined && `above ${node.exclusiveMinimum}`,
    node.maximum !== undefined && `at most ${node.maximum}`, node.exclusiveMaximum !== undefined && `below ${node.exclusiveMaximum}`,
  ].filter(Boolean);
  return `${node.type === 'integer' ? 'an integer' : 'a number'}${limits.length > 0 ? ` ${limits.join(' and ').replace(/^at/, 'of at')}` : ''}`;
}
