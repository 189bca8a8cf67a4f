import type { Shape } from '../files/shape.js';

/** Folders by which data sets keep their parts apart. */
export const PARTS = ['train', 'val', 'test'] as const;

/** What a catalogue says of a model. */
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
  /** What a catalogue says of it. */
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
  /** An entry's shape, as its file has it. */
  load(entry: Entry): Promise<Shape>;
  /** What some entries are, as a short text that is the same for the same shapes. */
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
