import type { LibraryMolecule } from './library.js';

/** Positions of the first atoms, Å, `[atoms, 3]`: OpenChemLib's y and z point the other way, which amounts to a half turn about x. */
export function heavyPositions(molecule: LibraryMolecule, atoms: number): Float64Array {
  return Float64Array.from({ length: 3 * atoms }, (_, at) => {
    const [atom, axis] = [Math.floor(at / 3), at % 3];
    return axis === 0 ? molecule.getAtomX(atom) : axis === 1 ? -molecule.getAtomY(atom) : -molecule.getAtomZ(atom);
  });
}

/** Smallest distance between two atoms, Å. */
const NEAREST = 0.4;

/** Why positions cannot be those of a molecule; undefined if they can. */
export function positionsProblem(positions: Float64Array): string | undefined {
  const atoms = positions.length / 3;
  const bad = positions.findIndex((x) => !Number.isFinite(x) || Math.abs(x) > 1e5);
  if (bad >= 0) return `atom ${Math.floor(bad / 3) + 1} is at ${positions[bad]} Å; expected finite positions`;
  for (let i = 0; i < atoms; i++) for (let j = 0; j < i; j++) {
    if (Math.hypot(positions[3 * i] - positions[3 * j], positions[3 * i + 1] - positions[3 * j + 1], positions[3 * i + 2] - positions[3 * j + 2]) < NEAREST) return `atoms ${j + 1} and ${i + 1} lie on each other`;
  }
  return undefined;
}
