import type { ModelDescription } from './writer.js';

function checked(kind: string, present: readonly string[], names: Readonly<Record<string, string>>): void {
  for (const path of Object.keys(names)) {
    if (!present.includes(path)) throw new Error(`the model has no ${kind} '${path}' to name; expected one of ${present.join(', ')}`);
  }
}

/**
 * A model with other names for its inputs and outputs.
 *
 * @throws Error if an old name is not there, or a new one is taken
 */
export function renameModel(
  model: ModelDescription, inputNames: Readonly<Record<string, string>>, outputNames: Readonly<Record<string, string>>,
): ModelDescription {
  checked('input', model.inputs.map(({ name }) => name), inputNames);
  checked('output', model.outputs.map(({ name }) => name), outputNames);
  const taken = new Map<string, string>();
  const renamed = (name: string) => inputNames[name] ?? outputNames[name] ?? name;
  for (const name of [...model.inputs.map((input) => input.name), ...model.constants.map((constant) => constant.name), ...model.nodes.flatMap(({ outputs }) => outputs)]) {
    const other = taken.get(renamed(name));
    if (other !== undefined) throw new Error(`two parts of the model would be named '${renamed(name)}': ${other} and ${name}`);
    taken.set(renamed(name), name);
  }
  return {
    ...model,
    inputs: model.inputs.map((input) => ({ ...input, name: renamed(input.name) })),
    outputs: model.outputs.map((output) => ({ ...output, name: renamed(output.name) })),
    nodes: model.nodes.map((node) => ({ ...node, inputs: node.inputs.map(renamed), outputs: node.outputs.map(renamed) })),
  };
}
