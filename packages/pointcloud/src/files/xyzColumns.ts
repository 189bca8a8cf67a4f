/** How the lines of a table of points are split. */
export interface XyzFormat {
  /** Words of a line; none for an empty one. */
  wordsOf(line: string): string[];
  /** Parses a word: NaN if it says that nothing was measured, undefined if it is not a number. */
  numberOf(word: string): number | undefined;
  /** Whether commas are decimal points. */
  hasDecimalCommas: boolean;
}

const NOT_MEASURED = /^[+-]?(?:nan|inf|infinity|1\.#(?:ind|inf|qnan|snan))$/i;

function numberOf(word: string): number | undefined {
  if (NOT_MEASURED.test(word)) return NaN;
  const value = Number(word);
  return word === '' || !Number.isFinite(value) ? undefined : value;
}

const unquoted = (word: string) => word.trim().replace(/^"([^"]*)"$/, '$1').trim();
const isDecimalComma = (word: string) => /^[+-]?\d+,\d+(?:[eE][+-]?\d+)?$/.test(word);

/** Words between blanks, tabs or semicolons, without the comma that may end each. */
const looseWords = (line: string) => line.split(/[;\s]/).map((word) => unquoted(word.endsWith(',') ? word.slice(0, -1) : word)).filter((word) => word !== '');

/**
 * Detects how a table is written from its first line of numbers: separated by semicolons, tabs, commas or blanks; with decimal commas if the first three words are
 * numbers with one comma inside.
 */
export function formatOfLine(line: string): XyzFormat {
  const loose = looseWords(line);
  const hasDecimalCommas = loose.length >= 3 && loose.slice(0, 3).every((word) => isDecimalComma(word) || /^[+-]?\d+$/.test(word)) && loose.slice(0, 3).some(isDecimalComma);
  if (hasDecimalCommas) return { wordsOf: looseWords, numberOf: (word) => numberOf(word.replace(',', '.')), hasDecimalCommas };
  const separator = line.includes(';') ? ';' : line.includes('\t') && !line.includes(',') ? '\t' : line.includes(',') ? ',' : undefined;
  if (separator === undefined) return { wordsOf: (each) => (each.trim() === '' ? [] : each.trim().split(/\s+/)), numberOf, hasDecimalCommas };
  return {
    numberOf, hasDecimalCommas,
    // An empty cell between separators counts as a word; surrounding blanks do not.
    wordsOf: (each) => (each.trim() === '' ? [] : each.trim().split(separator).flatMap((cell) => {
      const words = unquoted(cell).split(/\s+/);
      return words.length > 1 ? words : [unquoted(cell)];
    })),
  };
}

/** The columns of x, y and z by the names in a header; the first three if it names none of them. @throws Error if it names only some of them */
export function columnsOf(names: readonly string[]): [number, number, number] {
  const plain = names.map((name) => name.toLowerCase().replace(/[^a-z]/g, ''));
  const find = (axis: string) => plain.findIndex((name) => name === axis || name === `${axis}m` || name === `coord${axis}` || name === `pos${axis}` || name === `${axis}coordinate`);
  const columns = ['x', 'y', 'z'].map(find);
  if (columns.every((column) => column < 0)) return [0, 1, 2];
  if (columns.some((column) => column < 0)) throw new Error(`its columns are named ${names.map((name) => `'${name}'`).join(', ').slice(0, 100)}; expected x, y and z among them`);
  return columns as [number, number, number];
}
