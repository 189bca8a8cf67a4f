import type { Terminal } from '../terminal.js';

/** Number of messages that are shown; further ones are only counted. */
const SHOWN = 5;

/** Reports which files were left out of the scores: the first few by name, the others as a number. */
export function tellSkipped(skipped: readonly string[], what: string, terminal: Pick<Terminal, 'note'>): void {
  skipped.slice(0, SHOWN).forEach((message) => terminal.note(`warning: skipped, ${message}`));
  if (skipped.length > SHOWN) terminal.note(`warning: ${skipped.length} ${what} could not be read and were left out`);
}
