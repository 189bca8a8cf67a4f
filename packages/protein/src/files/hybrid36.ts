/** Digits of base 36. */
const DIGITS = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ';

/**
 * Reads a whole number from a PDB file's columns, in decimal or, beyond their capacity, in hybrid-36 (Grosse-Kunstleve et al.): `A000` follows `9999`, and `a000` follows `ZZZZ`.
 *
 * @param text the columns without blanks
 * @param width number of the columns
 * @returns `NaN` if it is neither
 */
export function hybrid36(text: string, width: number): number {
  if (/^[+-]?\d+$/.test(text)) return Number(text);
  if (text.length !== width || !(/^[A-Z][0-9A-Z]*$/.test(text) || /^[a-z][0-9a-z]*$/.test(text))) return NaN;
  const value = [...text.toUpperCase()].reduce((sum, digit) => 36 * sum + DIGITS.indexOf(digit), 0);
  const first = 36 ** (width - 1);
  return value - 10 * first + 10 ** width + (text[0] >= 'a' ? 26 * first : 0);
}
