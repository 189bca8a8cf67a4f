/** A row of numbers for each residue of a sequence, as a protein language model gives them. */
export interface SequenceEmbedding {
  /** Number of rows. */
  residues: number;
  channels: number;
  /** `[residues, channels]`, row-major. */
  rows: Float32Array;
}

/** Where sequence embeddings come from: a model that computes them, or a file that holds them. */
export interface SequenceEmbedder {
  /** Channels of a residue's row. */
  channels: number;
  /**
   * The embedding of a protein.
   *
   * @param protein its name, under which files store it and errors mention it, and its sequence in one-letter codes
   * @throws Error naming the file and the protein if there is no embedding of it, or not a row for each residue
   */
  embed(protein: { name: string; sequence: string }): Promise<SequenceEmbedding>;
  /** Frees models and files. */
  dispose(): Promise<void>;
}
