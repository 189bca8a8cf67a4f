import type { Picture } from '@inrflow/drawing';

/** One picture of a source. */
export interface Entry {
  /** Path inside the source, with forward slashes; unique, and what the split hashes. */
  name: string;
  /** Index into the source's classes. */
  label?: number;
}

/** Where pictures come from: a folder, an archive or an array file. */
export interface PictureSource {
  entries: readonly Entry[];
  classes: readonly string[];
  /** Notes for the user about what was found while opening, a sentence each. */
  notes: readonly string[];
  /** An entry's place as messages name it. */
  locate(entry: Entry): string;
  /** The bytes of an entry's file, still encoded, or its pixels. */
  load(entry: Entry): Promise<Uint8Array | Picture>;
  /** A short text that identifies some entries: equal for equal pictures. */
  fingerprint(entries: readonly Entry[]): Promise<string>;
  /** Frees files. */
  close(): Promise<void>;
}
