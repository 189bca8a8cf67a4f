import type { Hybridisation } from '@inrflow/atoms';

/** What determines an atom's hybridization. */
export interface Surroundings {
  element: string;
  /** Number of neighbours, including hydrogens. */
  neighbours: number;
  /** Number of the atom's π bonds. */
  pi: number;
  aromatic: boolean;
  /** Whether a neighbouring atom has a π bond that its lone pair may join. */
  besidePi: boolean;
}

const SECOND_PERIOD = new Set(['B', 'C', 'N', 'O', 'F']);
const BY_NEIGHBOURS: Readonly<Record<number, Hybridisation>> = { 5: 'sp3d', 6: 'sp3d2' };

/**
 * The hybridization of an atom, as RDKit defines it for organic molecules: by its π bonds, and sp2 if a lone pair of nitrogen or oxygen is next to π bonds, as in amides and
 * phenols.
 */
export function hybridisationOf({ element, neighbours, pi, aromatic, besidePi }: Surroundings): Hybridisation {
  if (element === 'H') return 'other';
  if (aromatic) return 'sp2';
  if (!SECOND_PERIOD.has(element)) return BY_NEIGHBOURS[neighbours] ?? (pi > 0 && neighbours < 3 ? 'sp2' : 'sp3');
  if (pi >= 2) return 'sp';
  if (pi === 1 || (element === 'B' && neighbours < 4)) return 'sp2';
  return (element === 'N' || element === 'O') && neighbours < 4 && besidePi ? 'sp2' : 'sp3';
}
