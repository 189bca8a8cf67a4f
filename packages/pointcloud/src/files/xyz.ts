import { linesOf, measured, shown, textOf } from './shape.js';
import { columnsOf, formatOfLine, type XyzFormat } from './xyzColumns.js';

/** A line without the comment at its end. */
function withoutComment(line: string): string {
  const at = [line.indexOf('#'), line.indexOf('//')].filter((place) => place >= 0);
  return at.length > 0 ? line.slice(0, Math.min(...at)) : line;
}

const looksNumeric = (line: string) => {
  const { wordsOf, numberOf } = formatOfLine(line);
  const words = wordsOf(line);
  return words.length >= 3 && words.slice(0, 3).every((word) => numberOf(word) !== undefined);
};
const isCount = (line: string) => /^\d{1,15}$/.test(line.trim());

/**
 * Reads a table of points as text (`.xyz`, `.txt`, `.pts`, `.asc`, `.csv`): a line for each, with columns separated by blanks, tabs, commas or semicolons. The position is in the
 * first three columns, or in those that a line of names calls x, y and z. The points may follow one line of names and one with their number. `#` and `//` begin comments.
 * Commas may be decimal points if something else separates the columns. Points that were not measured (`nan`) are left out.
 *
 * @returns `[points, 3]`
 * @throws Error whose message names a line that lacks three numbers or has an empty cell in their place, or says that points are missing
 */
export function parseXyz(bytes: Uint8Array): Float64Array {
  const lines = linesOf(textOf(bytes));
  const positions: number[] = [];
  let format: XyzFormat | undefined;
  let [x, y, z] = [0, 1, 2];
  let [count, hasNames] = [undefined as number | undefined, false];
  for (const [i, whole] of lines.entries()) {
    const line = withoutComment(whole);
    if (line.trim() === '') continue;
    if (!format) {
      if (count === undefined && isCount(line)) {
        count = Number(line);
        continue;
      }
      if (!looksNumeric(line)) {
        const names = formatOfLine(line).wordsOf(line);
        // A line of names has a letter in each of the first three.
        if (hasNames || names.length < 3 || !names.slice(0, 3).every((name) => /[a-z]/i.test(name))) throw new Error(`line ${i + 1} is ${shown(whole)}; expected three numbers`);
        [x, y, z] = columnsOf(names);
        hasNames = true;
        continue;
      }
      format = formatOfLine(line);
    }
    const words = format.wordsOf(line);
    // In files of several scans, each scan begins with its number of points.
    if (words.length === 1 && count !== undefined && isCount(line)) {
      count += Number(line);
      continue;
    }
    const position = [x, y, z].map((column) => (column < words.length ? format!.numberOf(words[column]) : undefined));
    if (position.includes(undefined)) {
      const isEmpty = [x, y, z].some((column) => words[column] === '');
      throw new Error(`line ${i + 1} is ${shown(whole)}; expected three numbers${isEmpty ? ', but a cell is empty' : format.hasDecimalCommas ? ' with decimal commas, as in the first line' : ''}`);
    }
    positions.push(...(position as number[]));
  }
  if (!format) throw new Error('it has no line of three numbers');
  if (count !== undefined && positions.length / 3 < count) throw new Error(`cut short: it says ${count} points, but ${positions.length / 3} follow`);
  return measured(Float64Array.from(positions));
}
