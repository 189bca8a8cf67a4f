/** Names and numbers that identify a residue in a file. */
export interface ResidueName {
  /** The chain's identifier. */
  chain: string;
  name: string;
  number: number;
  insertionCode: string;
}

/** A residue as messages name it: `residue XYZ 12A of chain 'B'`. */
export function residueLabel({ chain, name, number, insertionCode }: ResidueName): string {
  return `residue ${name} ${number}${insertionCode} of chain '${chain}'`;
}
