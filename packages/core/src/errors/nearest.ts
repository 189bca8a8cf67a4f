import { editDistance } from './editDistance.js';

/** Largest share of a name's letters that may differ from a choice: two of five. With more, a suggestion is more often a coincidence than what was meant. */
const MOST_DIFFERENT = 0.4;
/** Shorter pieces of a name are in too many others to say anything. */
const SHORTEST_PIECE = 3;

/** Words of a name, in lower case: `batchSize` and `batch-size` are `batch` and `size`. A name without letters and digits is one word. */
function wordsOf(name: string): string[] {
  const words = name.replace(/(\p{Ll})(\p{Lu})/gu, '$1 $2').toLowerCase().split(/[^\p{L}\p{N}]+/u).filter(Boolean);
  return words.length > 0 ? words : [name];
}

/** Whether a piece is in a name as the beginning of one of its words, or as at least half of it: `flower` in `plant-flower`, not `ant`. */
function holds(words: readonly string[], piece: string): boolean {
  const whole = words.join('');
  return piece.length >= SHORTEST_PIECE && whole.includes(piece) && (2 * piece.length >= whole.length || words.some((_, i) => words.slice(i).join('').startsWith(piece)));
}

/**
 * The choice that was probably meant by a name that is not one: regardless of case and separators, one that contains the name, or else the one that differs least from it,
 * if at most two letters of five differ or the name contains it.
 *
 * @returns undefined if none is near
 */
export function nearestName(name: string, choices: readonly string[]): string | undefined {
  const given = wordsOf(name);
  const asked = given.join('');
  const near = choices.flatMap((choice) => {
    const words = wordsOf(choice);
    const meant = words.join('');
    const edits = editDistance(asked, meant);
    const isPart = holds(words, asked);
    return isPart || holds(given, meant) || edits <= MOST_DIFFERENT * Math.max(asked.length, meant.length) ? [{ choice, isPart, edits }] : [];
  });
  near.sort((a, b) => Number(b.isPart) - Number(a.isPart) || a.edits - b.edits || (a.choice < b.choice ? -1 : 1));
  return near[0]?.choice;
}

/**
 * The end of an error about a name that is not one of the choices: `expected 'a', 'b' or 'c'; did you mean 'b'?`. The question is left out if no choice is near.
 *
 * @param choices at least one
 */
export function expectedOneOf(name: string, choices: readonly string[]): string {
  const quoted = choices.map((choice) => `'${choice}'`);
  const list = quoted.length > 1 ? `${quoted.slice(0, -1).join(', ')} or ${quoted[quoted.length - 1]}` : quoted[0];
  const nearest = nearestName(name, choices);
  return `expected ${list}${nearest === undefined ? '' : `; did you mean '${nearest}'?`}`;
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
