import type { Conformer } from '../molecules/index.js';

/** Points along a bond, not counting its atoms: enough that their balls touch. */
const BETWEEN = 7;

/** Atoms and points along their bonds, `[points, 3]` in Å, to draw a conformer as a cloud of balls. */
export function sticksOf({ molecule, positions }: Conformer): Float32Array {
  const along = molecule.bonds.flatMap(({ atoms: [a, b] }) => Array.from({ length: BETWEEN }, (_, i) => (i + 1) / (BETWEEN + 1))
    .flatMap((share) => [0, 1, 2].map((axis) => positions[3 * a + axis] * (1 - share) + positions[3 * b + axis] * share)));
  return Float32Array.from([...positions, ...along]);
}
