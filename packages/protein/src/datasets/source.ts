/** A structure file of a source. */
export interface SourceFile {
  /** Path inside the source, with forward slashes; unique, and what the split hashes. */
  name: string;
  /** Size as stored, and when it was changed (milliseconds since 1970), to tell whether a catalogue still holds. */
  bytes: number;
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
  /** What some files are, by their names, as a short text that is the same for the same files. */
  fingerprint(names: readonly string[]): Promise<string>;
  /** Frees files. */
  close(): Promise<void>;
}
