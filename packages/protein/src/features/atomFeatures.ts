import { CHEMISTRY_CHANNELS, chemistryOf, laplacianEigenvectors } from '@inrflow/atoms';
import { ATOM_SLOTS, atomsOf, bondsOf, RESIDUE_TYPES, TERMINAL_OXYGEN_NAME } from '../residues/index.js';

/** Default number of eigenvectors of a residue's graph: with them, any two atoms of a residue differ by about 0.5 or more in some channel. */
export const EIGENVECTORS = 8;

/** What an atom's residue type and name determine. */
export interface KnownAtom {
  /** Place among the residue's {@link ATOM_SLOTS}. */
  slot: number;
  /** Element symbol. */
  element: string;
  /** [residue type one-hot, chemistry, eigenvectors]. */
  features: Float32Array;
}

/** Features of the atoms of one residue type by name, in the PDB's order; the terminal oxygen is the last. */
export type KnownAtoms = ReadonlyMap<string, KnownAtom>;

/** Channels of {@link KnownAtom.features} with this many eigenvectors. */
export const knownChannels = (eigenvectors: number): number => RESIDUE_TYPES.length + CHEMISTRY_CHANNELS + eigenvectors;

/**
 * The features that a residue's type gives its atoms: [residue type one-hot (21), chemistry (46), eigenvectors of the graph Laplacian].
 * A residue with the oxygen that ends a chain has a graph with one more atom, and the eigenvectors of that graph.
 *
 * @param eigenvectors how many; residues with fewer are padded with zeros
 * @returns a function of a residue type's name and whether it ends the chain, which returns undefined for other names
 */
export function createAtomFeatures(eigenvectors = EIGENVECTORS): (residue: string, terminal: boolean) => KnownAtoms | undefined {
  const table = new Map<string, KnownAtoms>();
  RESIDUE_TYPES.forEach((type, index) => [false, true].forEach((terminal) => {
    const atoms = atomsOf(type, terminal);
    const vectors = laplacianEigenvectors(atoms.map(({ name }) => name), bondsOf(type, terminal), eigenvectors);
    const typeOneHot = RESIDUE_TYPES.map((_, i) => Number(i === index));
    table.set(`${type.name} ${terminal}`, new Map(atoms.map((atom, i) => [atom.name, {
      slot: atom.name === TERMINAL_OXYGEN_NAME ? ATOM_SLOTS - 1 : i,
      element: atom.element,
      features: Float32Array.from([...typeOneHot, ...chemistryOf(atom), ...vectors.subarray(i * eigenvectors, (i + 1) * eigenvectors)]),
    }])));
  }));
  return (residue, terminal) => table.get(`${residue} ${terminal}`);
}
