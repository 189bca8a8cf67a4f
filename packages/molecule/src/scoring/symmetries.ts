import { graphAutomorphisms } from '@inrflow/metrics';
import type { Molecule } from '../molecules/index.js';

/** Most automorphisms that are tried: a molecule with more is scored with only these, which can only increase its RMSD. */
const MOST = 10_000;

/**
 * Permutations of a molecule's atoms that preserve its graph: elements and bonds, where all aromatic bonds are equal. Oxygens, or nitrogens, that end one conjugated group, as in nitro groups and
 * carboxylic acids, are equivalent whatever their bonds and hydrogens, as in RDKit.
 *
 * @returns `[automorphisms][atoms]`
 */
export function symmetriesOf({ atoms, bonds }: Pick<Molecule, 'atoms' | 'bonds'>): Int32Array[] {
  const ends = bonds.map(({ atoms: [a, b] }) => {
    const end = [a, b].find((atom) => atoms[atom].degree === 1 && ['O', 'N'].includes(atoms[atom].element));
    return end === undefined ? undefined : { end, middle: end === a ? b : a };
  });
  const alike = bonds.map((bond, i) => {
    const own = ends[i];
    if (!own) return false;
    const others = bonds.flatMap((other, j) => (ends[j]?.middle === own.middle && atoms[ends[j]!.end].element === atoms[own.end].element && j !== i ? [other] : []));
    return others.length > 0 && [bond, ...others].some(({ order }) => order === 2);
  });
  return graphAutomorphisms({ nodes: atoms.map(({ element }) => element), edges: bonds.map(({ atoms: [a, b], order, aromatic }, i) => [a, b, alike[i] ? 'alike' : aromatic ? 'aromatic' : order] as const) }, MOST).permutations;
}
