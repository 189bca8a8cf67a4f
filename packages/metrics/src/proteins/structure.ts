/** A heavy atom of a residue. */
export interface ProteinAtom {
  /** Name as in the PDB, such as `CA` or `OD1`. */
  name: string;
  /** Element symbol, which identifies hydrogens; without it the atom's name does. */
  element?: string;
  /** x, y, z in Å. */
  position: ArrayLike<number>;
}

/** A residue of a chain and those of its atoms that have a position. */
export interface ProteinResidue {
  /** Three-letter name, such as `GLY`. */
  name: string;
  /** Number in its file; needed where residues correspond by number. */
  number?: number;
  /** Insertion code in its file, which distinguishes residues of one number. */
  insertionCode?: string;
  /** Place along the chain, from 0; needed where residues correspond by place. */
  place?: number;
  atoms: readonly ProteinAtom[];
}

/** A chain to score, or to score against. A chain of `@inrflow/protein` fits as it is: `{ file, ...chain }`. */
export interface ProteinStructure {
  /** Where the chain is from, for messages and tables, such as a path. */
  file?: string;
  /** The chain's identifier, for messages, such as `A`. */
  id?: string;
  /** Along the chain; residues that are not resolved have no atoms, or are left out. */
  residues: readonly ProteinResidue[];
}

/** Atoms of a chain as flat arrays. */
export interface ProteinAtoms {
  /** Å, `[atoms, 3]`; a missing atom has three NaN. */
  positions: Float64Array;
  /** Each atom's residue, an index into the structure's, `[atoms]`. */
  residues: Int32Array;
  /** Each atom's name, `[atoms]`. */
  names: readonly string[];
}

/** What an error calls a structure: `chain 'A' of prediction fold.pdb`, or as much of it as is known. */
export function structureLabel({ file, id }: ProteinStructure, role: string): string {
  const whole = file === undefined ? `the ${role}` : `${role} ${file}`;
  return id === undefined ? whole : `chain '${id}' of ${whole}`;
}

/** What an error calls a residue: `residue ALA 12A`, or by its index if it has no number. */
export function residueLabel({ name, number, insertionCode = '' }: ProteinResidue, index: number): string {
  return number === undefined ? `residue ${name} at index ${index}` : `residue ${name} ${number}${insertionCode}`;
}

const isHydrogen = ({ name, element }: ProteinAtom) => (element === undefined ? /^\d?[HD]/.test(name) : /^[HD]$/i.test(element));

/**
 * The heavy atoms of a residue by name.
 *
 * @param where what an error calls the residue and its structure
 * @throws RangeError if two atoms have one name, or a position is not three finite numbers
 */
export function heavyAtoms({ atoms }: ProteinResidue, where: string): Map<string, ArrayLike<number>> {
  const byName = new Map<string, ArrayLike<number>>();
  for (const atom of atoms) {
    if (isHydrogen(atom)) continue;
    const { name, position } = atom;
    if (position?.length !== 3 || !Array.from(position).every(Number.isFinite)) {
      throw new RangeError(`atom ${name} of ${where} has position (${Array.from(position ?? []).join(', ')}): three finite numbers are needed; leave an atom out that has none`);
    }
    if (byName.has(name)) throw new RangeError(`atom ${name} of ${where} occurs twice: choose one of its alternate locations`);
    byName.set(name, position);
  }
  return byName;
}

/**
 * The heavy atoms of a structure as flat arrays, in its order.
 *
 * @param role what an error calls the structure, such as `prediction`
 * @throws RangeError if two atoms of a residue have one name, or a position is not three finite numbers
 */
export function flattenStructure(structure: ProteinStructure, role = 'structure'): ProteinAtoms {
  const atoms = structure.residues.flatMap((residue, i) => {
    const named = heavyAtoms(residue, `${residueLabel(residue, i)} of ${structureLabel(structure, role)}`);
    return [...named].map(([name, position]) => ({ name, position, i }));
  });
  return {
    positions: Float64Array.from(atoms.flatMap(({ position }) => Array.from(position))),
    residues: Int32Array.from(atoms, ({ i }) => i),
    names: atoms.map(({ name }) => name),
  };
}
