/** Shows samples of one kind of data. */
export interface View<Sample> {
  show(sample: Sample): void;
  /** Converts a sample to a file for download. */
  file(sample: Sample): { name: string; type: string; content: Uint8Array | string };
}
