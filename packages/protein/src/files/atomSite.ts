/** An atom as a file lists it. */
export interface AtomSite {
  /** False for `HETATM`. */
  isAtom: boolean;
  /** Tells chains apart: the chain in mmCIF's own numbering (`label_asym_id`), or a chain's part up to its `TER` in PDB. */
  group: string;
  /** The chain's identifier as its authors gave it. */
  chain: string;
  /** What the sample's molecules are told apart by: key of {@link ParsedStructure.polymers}. */
  entity: string;
  residue: string;
  number: number;
  insertionCode: string;
  /** Place in the sequence, from 1, where the file gives it. */
  sequenceNumber?: number;
  /** True and false where the file says whether the atom is part of a polymer. */
  inPolymer?: boolean;
  name: string;
  /** Name of the alternate location; empty as a rule. */
  alternate: string;
  /** In Å; not a number where the file gives none. */
  position: readonly [number, number, number];
  occupancy: number;
  bFactor: number;
}

/** A molecule of the sample that is a chain of residues. */
export interface Polymer {
  /** mmCIF's kind, such as `polypeptide(L)`; absent where the file gives none. */
  type?: string;
  /** Names of its residues, those without a position included. */
  sequence: string[];
}

/** What the readers of the three formats make of a file. */
export interface ParsedStructure {
  /** The entry's identifier, such as `1A8O`. */
  id?: string;
  title?: string;
  /** Numbers of the models, in the file's order. */
  models: number[];
  /** Atoms of a model, in the file's order. */
  atoms(model: number): AtomSite[];
  polymers: ReadonlyMap<string, Polymer>;
  /** Standard residue that a modified one was made from, by name. */
  parents: ReadonlyMap<string, string>;
}
