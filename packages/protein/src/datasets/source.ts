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
  /** A file's place as messages name it. */
  locate(file: SourceFile): string;
  /** A file's bytes. */
  read(file: SourceFile): Promise<Uint8Array>;
  /** Frees files. */
  close(): Promise<void>;
}
