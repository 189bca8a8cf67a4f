/** Shows samples of one kind of data. */
export interface View<Sample> {
  show(sample: Sample): void;
  /** A sample as a file to keep. */
  file(sample: Sample): { name: string; type: string; content: Uint8Array | string };
}
