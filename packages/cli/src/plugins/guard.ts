import { UnreadableExampleError, type Dataset, type Modality, type Plugin } from '@inrflow/core';

/** Errors that a user can act on; authors of plug-ins throw them on purpose. The language's own errors are bugs in the plug-in. */
const isMeant = (error: unknown) => typeof error === 'object' && error !== null && 'message' in error && !['TypeError', 'ReferenceError', 'SyntaxError'].includes((error as Error).name);

type AnyFunction = (...args: never[]) => unknown;

/** Wraps a function so that its bugs are reported with the plug-in's name; `--debug` shows where they are. */
function named<F extends AnyFunction>(call: F, what: string, passes: (error: unknown) => boolean = isMeant): F {
  const fail = (error: unknown): never => {
    if (passes(error)) throw error;
    throw new Error(`${what} failed: ${(error as Partial<Error> | null)?.message ?? String(error)}`, { cause: error });
  };
  const guarded = function (this: unknown, ...args: never[]): unknown {
    try {
      const result = call.apply(this, args);
      return result instanceof Promise ? result.catch(fail) : result;
    } catch (error) {
      return fail(error);
    }
  };
  return guarded as F;
}

function guardedModality(modality: Modality, where: string): Modality {
  const { pseudoCoordinates, assign } = modality;
  return {
    ...modality,
    pseudoCoordinates: named(pseudoCoordinates.bind(modality), `${where}: pseudoCoordinates of its modality`),
    assign: named(assign.bind(modality), `${where}: assign of its modality`),
  };
}

function guardedDataset(dataset: Dataset, where: string): Dataset {
  for (const field of ['length', 'classes', 'example'] as const) {
    const value: unknown = dataset?.[field];
    const fits = field === 'length' ? Number.isInteger(value) && (value as number) >= 0 : field === 'classes' ? Array.isArray(value) && value.every((name) => typeof name === 'string') : typeof value === 'function';
    if (!fits) throw new Error(`${where}: open gives a data set whose ${field} is ${value === undefined ? 'missing' : JSON.stringify(value)?.slice(0, 40)}: expected ${field === 'length' ? 'a number of examples' : field === 'classes' ? 'names of classes, none for none' : 'a function'}`);
  }
  // A data set may have further fields, which settling reads.
  return { ...dataset, example: named(dataset.example.bind(dataset), `${where}: example of its data set`, (error) => error instanceof UnreadableExampleError || isMeant(error)) };
}

/** A plug-in whose bugs are reported with its name and the field, not as a stack trace. */
export function guardPlugin(plugin: Plugin): Plugin {
  const where = `plug-in '${plugin.name}' (${plugin.package.name})`;
  const functions = Object.fromEntries(Object.entries(plugin).filter(([, value]) => typeof value === 'function').map(([field, value]) => [field, named(value as AnyFunction, `${where}: ${field}`)])) as unknown as Plugin;
  const guarded: Plugin = {
    ...plugin,
    ...functions,
    modality: (settings) => guardedModality(functions.modality(settings), where),
    open: async (settings, part) => guardedDataset(await functions.open(settings, part), where),
  };
  return guarded;
}
