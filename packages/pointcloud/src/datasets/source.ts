import type { Shape } from '../files/shape.js';

/** Folders into which data sets sort their parts. */
export const PARTS = ['train', 'val', 'test'] as const;

/** A catalogue's record of a model. */
export interface CatalogueItem {
  name: string;
  category: string;
  creator?: string;
  /** Licence of the item, or else of its catalogue. */
  license?: string;
  /** The catalogue's own name. */
  catalogue?: string;
}

/** One shape of a source. */
export interface Entry {
  /** Path inside the source, with forward slashes; unique, and what the split hashes. */
  name: string;
  /** Index into the source's classes. */
  label?: number;
  /** Part that the source itself puts the shape in. */
  part?: (typeof PARTS)[number];
  /** A catalogue's record of the shape. */
  item?: CatalogueItem;
}

/** Where shapes come from: a folder, an archive, catalogues, or an array file. */
export interface ShapeSource {
  entries: readonly Entry[];
  classes: readonly string[];
  /** Notes for the user about what was found while opening, a sentence each. */
  notes: readonly string[];
  /** An entry's place as messages name it. */
  locate(entry: Entry): string;
  /** Reads an entry's shape, in its file's frame and unit. */
  load(entry: Entry): Promise<Shape>;
  /** A short text that identifies some entries: equal for equal shapes. */
  fingerprint(entries: readonly Entry[]): Promise<string>;
  /** Frees files and threads. */
  close(): Promise<void>;
}

/** How a source is read. */
export interface SourceOptions {
  labels: 'folders' | 'none';
  /** Largest file that is read, in bytes. */
  maxFileBytes: number;
}
