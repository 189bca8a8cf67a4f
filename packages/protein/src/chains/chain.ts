/** A heavy atom of a chain. */
export interface Atom {
  /** Name as in the file, such as `CA` or `OD1`. */
  name: string;
  /** Element symbol, such as `C`. */
  element: string;
  /** Position in Å. */
  position: readonly [x: number, y: number, z: number];
  /** B-factor in Å², or pLDDT (0 to 100) if a prediction wrote it. */
  bFactor: number;
}

/** A residue of a chain, with the heavy atoms that have a position. */
export interface Residue {
  /** Three-letter name of one of the standard residues, such as `ALA`; modified residues carry their parent's name. */
  name: string;
  /** Number in the file, used in messages and when writing. */
  number: number;
  /** Insertion code in the file; usually empty. */
  insertionCode: string;
  /** Place along the chain, from 0; missing residues leave a gap. */
  place: number;
  atoms: Atom[];
}

/** A protein chain. */
export interface Chain {
  /** Identifier in the file, such as `A`. */
  id: string;
  /** The residues that have a position, by place. */
  residues: Residue[];
  /**
   * Names of all residues by place, including those without a position; `UNK` for unknown ones. Absent if the file does not say what was
   * in the sample. Each residue of the chain has the name that this lists at its place.
   */
  sequence?: readonly string[];
}
