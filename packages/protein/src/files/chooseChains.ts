/** Properties by which chains are chosen. */
interface Choosable {
  id: string;
  /** Number of residues with a position. */
  residues: number;
}

/**
 * Indices of the wanted chains: `all`, the `first`, the `longest` (the first on a tie), or those with an identifier.
 *
 * @throws Error whose message lists the identifiers if no chain matches
 */
export function chooseChains(chains: readonly Choosable[], wanted: string): number[] {
  const all = chains.map((_, i) => i);
  if (wanted === 'all') return all;
  if (wanted === 'first') return all.slice(0, 1);
  if (wanted === 'longest') return all.slice(0, 1).map((first) => all.reduce((best, i) => (chains[i].residues > chains[best].residues ? i : best), first));
  const chosen = all.filter((i) => chains[i].id === wanted);
  if (chosen.length === 0) throw new Error(`it has no protein chain '${wanted}'; expected ${chains.map(({ id }) => `'${id}'`).join(', ')}`);
  return chosen;
}
