// Which chains may stand in the example: of a fair length, whole enough, and none nearly the same as another.

/** Letters that the best alignment of two sequences without regard to gaps matches (longest common subsequence). */
export function commonLetters(a, b) {
  let row = new Array(b.length + 1).fill(0);
  for (const letter of a) {
    const next = [0];
    for (let j = 1; j <= b.length; j++) next[j] = letter === b[j - 1] ? row[j - 1] + 1 : Math.max(row[j], next[j - 1]);
    row = next;
  }
  return row[b.length];
}

/** Fraction of the longer sequence's letters that the shorter one shares in order: 1 for equal sequences. */
export const likeness = (a, b) => commonLetters(a, b) / Math.max(a.length, b.length);

/**
 * Why a chain is left out, or nothing where it may stay.
 *
 * @param candidate `{ chain, sequence }`
 * @param kept those that stay so far
 */
export function reasonAgainst({ chain, sequence }, kept, { shortest, longest, mostAlike }) {
  const count = chain.residues.length;
  if (count < shortest || count > longest) return `${count} residues, not ${shortest} to ${longest}`;
  const full = chain.residues.filter(({ atoms }) => ['N', 'CA', 'C', 'O'].every((name) => atoms.some((atom) => atom.name === name))).length;
  if (full < count) return `${count - full} residues lack backbone atoms`;
  const like = kept.find((other) => likeness(sequence, other.sequence) > mostAlike);
  return like && `${Math.round(100 * likeness(sequence, like.sequence))} % like ${like.name}`;
}
