import type { Terminal } from '../terminal.js';

/** Messages that are shown; more are counted. */
const SHOWN = 5;

/** Says which files were left out of the scores: the first few by name, the rest as a number. */
export function tellSkipped(skipped: readonly string[], what: string, terminal: Pick<Terminal, 'note'>): void {
  skipped.slice(0, SHOWN).forEach((message) => terminal.note(`warning: skipped, ${message}`));
  if (skipped.length > SHOWN) terminal.note(`warning: ${skipped.length} ${what} could not be read and were left out`);
}
