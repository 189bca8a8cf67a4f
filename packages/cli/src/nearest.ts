import { closest } from 'fastest-levenshtein';

/** The end of an error about a name that is none of the choices: `expected 'a', 'b' or 'c'; did you mean 'b'?` */
export function expectedOneOf(name: string, choices: readonly string[]): string {
  const quoted = choices.map((choice) => `'${choice}'`);
  const list = quoted.length > 1 ? `${quoted.slice(0, -1).join(', ')} or ${quoted[quoted.length - 1]}` : quoted[0];
  return `expected ${list}; did you mean '${closest(name, choices)}'?`;
}
