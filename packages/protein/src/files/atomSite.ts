/** An atom of a file. */
export interface AtomSite {
  /** False for `HETATM`. */
  isAtom: boolean;
  /** Key that separates chains: mmCIF's own identifier of the chain (`label_asym_id`), or in PDB a chain's part up to its `TER`. */
  group: string;
  /** The chain's identifier as its authors gave it. */
  chain: string;
  /** Key of the sample's molecule in {@link ParsedStructure.polymers}. */
  entity: string;
  residue: string;
  number: number;
  insertionCode: string;
  /** Place in the sequence, from 1, if the file gives it. */
  sequenceNumber?: number;
  /** Whether the atom is part of a polymer; absent if the file does not say. */
  inPolymer?: boolean;
  name: string;
  /** Name of the alternate location; usually empty. */
  alternate: string;
  /** In Å; NaN if the file gives none. */
  position: readonly [number, number, number];
  /** Share of the sample's molecules with the atom here, usually 1. */
  occupancy: number;
  /** In Å², or pLDDT if a prediction wrote it. */
  bFactor: number;
}

/** A molecule of the sample that is a chain of residues. */
export interface Polymer {
  /** Type in mmCIF's terms, such as `polypeptide(L)`; absent if the file gives none. */
  type?: string;
  /** Names of its residues, including those without a position. */
  sequence: string[];
}

/** Contents of a file in any of the three formats. */
export interface ParsedStructure {
  /** The entry's identifier, such as `1A8O`. */
  id?: string;
  title?: string;
  /** Numbers of the models, in the file's order. */
  models: number[];
  /** Atoms of a model, in the file's order. */
  atoms(model: number): AtomSite[];
  /** Polymers by entity. */
  polymers: ReadonlyMap<string, Polymer>;
  /** Standard residues from which modified ones were made, by the modified residue's name. */
  parents: ReadonlyMap<string, string>;
}
