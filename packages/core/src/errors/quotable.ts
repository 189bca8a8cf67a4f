/**
 * A piece of a file as an error may quote it: in one line, without characters that act on a terminal, and not endless.
 *
 * @param most characters that are kept; 80 by default
 */
export function quotable(text: string, most = 80): string {
  const line = text.slice(0, 4 * most).replace(/[\p{Cc}\p{Cf}\u2028\u2029\ufffd]+/gu, ' ').trim();
  return line.length > most || text.length > 4 * most ? `${line.slice(0, most)}…` : line;
}
