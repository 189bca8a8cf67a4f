/** A structure file of a source. */
export interface SourceFile {
  /** Path inside the source, with forward slashes; unique, and what the split hashes. */
  name: string;
  /** Size as stored, in bytes; with `changed` it shows whether an index is still valid. */
  bytes: number;
  /** Time of the last change, in milliseconds since 1970. */
  changed: number;
}

/** Where structures come from: a folder, one file, or an archive. */
export interface StructureSource {
  files: readonly SourceFile[];
  /** Notes for the user about what was found while opening, a sentence each. */
  notes: readonly string[];
  /** A file's place as messages name it. */
  locate(file: SourceFile): string;
  /** A file's bytes. */
  read(file: SourceFile): Promise<Uint8Array>;
  /** A short text that identifies some files, given by their names: equal for equal files. */
  fingerprint(names: readonly string[]): Promise<string>;
  /** Frees files. */
  close(): Promise<void>;
}
