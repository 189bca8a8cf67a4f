/** A heavy atom of a chain. */
export interface Atom {
  /** Name as in the file, such as `CA` or `OD1`. */
  name: string;
  /** Element symbol, such as `C`. */
  element: string;
  /** Position in Å. */
  position: readonly [x: number, y: number, z: number];
  /** B-factor in Å², or pLDDT where a prediction wrote it. */
  bFactor: number;
}

/** A residue of a chain, with the heavy atoms that have a position. */
export interface Residue {
  /** Three-letter name of one of the standard residues, such as `ALA`; modified residues carry their parent's name. */
  name: string;
  /** Number in the file, to name the residue in messages and to write it. */
  number: number;
  /** Insertion code in the file; empty as a rule. */
  insertionCode: string;
  /** Place along the chain, from 0; missing residues leave a gap. */
  place: number;
  atoms: Atom[];
}

/** A protein chain: what a model folds. */
export interface Chain {
  /** Identifier in the file, such as `A`. */
  id: string;
  /** The residues that have a position, by place. */
  residues: Residue[];
  /**
   * Names of all residues by place, also of those without a position; `UNK` where one is not known. Absent where the file does not say
   * what was in the sample. Each residue of the chain bears the name that its place has here.
   */
  sequence?: readonly string[];
}
