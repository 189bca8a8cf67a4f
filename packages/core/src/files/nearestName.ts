/** Number of insertions, deletions and replacements of letters that turn one word into another (Levenshtein). */
export function editDistance(from: string, to: string): number {
  let row = Array.from({ length: to.length + 1 }, (_, j) => j);
  for (let i = 1; i <= from.length; i++) {
    const next = [i];
    for (let j = 1; j <= to.length; j++) {
      next.push(Math.min(row[j] + 1, next[j - 1] + 1, row[j - 1] + (from[i - 1] === to[j - 1] ? 0 : 1)));
    }
    row = next;
  }
  return row[to.length];
}

/** The candidate that differs least from a name; undefined if the nearest shares less than half of its letters. */
export function nearestName(name: string, candidates: readonly string[]): string | undefined {
  const distance = (candidate: string) => editDistance(name.toLowerCase(), candidate.toLowerCase());
  const [best] = [...candidates].sort((a, b) => distance(a) - distance(b) || (a < b ? -1 : 1));
  return best !== undefined && distance(best) <= Math.max(name.length, best.length) / 2 ? best : undefined;
}
