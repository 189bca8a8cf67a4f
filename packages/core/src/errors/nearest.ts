import { closest } from 'fastest-levenshtein';

/**
 * The end of an error about a name that is not one of the choices: `expected 'a', 'b' or 'c'; did you mean 'b'?`.
 *
 * @param choices at least one
 */
export function expectedOneOf(name: string, choices: readonly string[]): string {
  const quoted = choices.map((choice) => `'${choice}'`);
  const list = quoted.length > 1 ? `${quoted.slice(0, -1).join(', ')} or ${quoted[quoted.length - 1]}` : quoted[0];
  return `expected ${list}; did you mean '${closest(name, choices)}'?`;
}

/**
 * The entry of a registry under a name.
 *
 * @param what the thing that the name names, for the error, such as `solver`
 * @throws RangeError naming the choices and the nearest one if the registry has no such entry
 */
export function choose<Entry>(what: string, registry: Readonly<Record<string, Entry>>, name: string): Entry {
  if (!Object.hasOwn(registry, name)) throw new RangeError(`there is no ${what} '${name}': ${expectedOneOf(name, Object.keys(registry))}`);
  return registry[name];
}
