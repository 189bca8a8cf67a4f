/**
 * A piece of a file in a form that errors can quote: one line, without control characters, and of limited length.
 *
 * @param most maximum number of characters; 80 by default
 */
export function quotable(text: string, most = 80): string {
  const line = text.slice(0, 4 * most).replace(/[\p{Cc}\p{Cf}\u2028\u2029\ufffd]+/gu, ' ').trim();
  return line.length > most || text.length > 4 * most ? `${line.slice(0, most)}…` : line;
}
