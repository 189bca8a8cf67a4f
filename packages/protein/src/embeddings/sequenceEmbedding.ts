/** A row of numbers for each residue of a sequence, as a protein language model gives them. */
export interface SequenceEmbedding {
  /** Number of rows. */
  residues: number;
  channels: number;
  /** `[residues, channels]`, row-major. */
  rows: Float32Array;
}
