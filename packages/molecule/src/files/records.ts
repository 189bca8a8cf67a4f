import { positionsProblem, readMolfile, readSmiles, type ReadRecord } from '../chemistry/index.js';
import { withHandsOf } from '../features/hands.js';
import type { Molecule } from '../molecules/index.js';
import { readXyz } from './xyz.js';

/** A record of a file: a molecule with or without positions, or why it cannot be read. */
export interface MoleculeRecord {
  /** Its title, or its place in the file. */
  name: string;
  /** Its place in the file, for messages: `record 3`. */
  place: string;
  /** Absent if it cannot be read. */
  molecule?: Molecule;
  /** Å, `[atoms, 3]`; absent if the file has none. */
  positions?: Float64Array;
  /** Number of heavy atoms in smaller fragments, which were left out. */
  leftOut: number;
  /** Why it cannot be read. */
  problem?: string;
}

/** Reads every record of a file's text. */
export type RecordReader = (text: string, stem: string, maxAtoms: number) => MoleculeRecord[];

function recordOf(name: string, place: string, read: () => ReadRecord): MoleculeRecord {
  try {
    const { molecule, leftOut, positions } = read();
    const problem = positions && positionsProblem(positions);
    if (problem !== undefined) return { name, place, leftOut: 0, problem };
    return { name, place, leftOut, molecule: positions ? withHandsOf(molecule, positions) : molecule, ...(positions && { positions }) };
  } catch (error) {
    return { name, place, leftOut: 0, problem: (error as Error).message };
  }
}

/** The end of a record of an SDF file. */
const END = /^\$\$\$\$.*$\n?/m;

/** Reads SDF: Molfiles with properties, which are ignored, each ended by `$$$$`; a single one needs no end. */
const sdf: RecordReader = (text, stem, maxAtoms) => {
  const parts = text.replace(/\r\n?/g, '\n').split(END);
  const records = parts.filter((part, i) => part.trim() !== '' || (i < parts.length - 1 && parts.length > 2));
  return records.map((record, i) => {
    const title = record.slice(0, Math.max(0, record.indexOf('\n'))).trim();
    return recordOf(title || (records.length > 1 ? `${stem} ${i + 1}` : stem), `record ${i + 1}${title && ` (${title})`}`, () => readMolfile(record, title || stem, { maxAtoms }));
  });
};

/** Reads one SMILES per line, optionally followed by a name; skips empty lines and those that begin with `#`. */
const smiles: RecordReader = (text, stem, maxAtoms) => text.split(/\r\n|\n|\r/).flatMap((line, i) => {
  if (line.trim() === '' || line.startsWith('#')) return [];
  const trimmed = line.trim();
  const end = trimmed.search(/\s/);
  const [letters, rest] = end < 0 ? [trimmed, ''] : [trimmed.slice(0, end), trimmed.slice(end)];
  const name = rest.trim() || `${stem} ${i + 1}`;
  return [recordOf(name, `line ${i + 1}${rest.trim() && ` (${rest.trim().slice(0, 60)})`}`, () => readSmiles(letters, name, { maxAtoms }))];
});

/** Reads one or several frames of XYZ: the number of atoms, a title, and a line of element and position for each atom. */
const xyz: RecordReader = (text, stem, maxAtoms) => {
  const lines = text.split(/\r\n|\n|\r/);
  const records: MoleculeRecord[] = [];
  for (let at = 0; at < lines.length;) {
    if (lines[at].trim() === '') {
      at++;
      continue;
    }
    const [count, place] = [Number(/^\s*(\d{1,7})\s*$/.exec(lines[at])?.[1] ?? NaN), `frame ${records.length + 1}`];
    if (!(count > 0)) return [...records, { name: stem, place, leftOut: 0, problem: `line ${at + 1} is '${lines[at].slice(0, 40)}'; expected the number of atoms` }];
    if (at + 2 + count > lines.length) return [...records, { name: stem, place, leftOut: 0, problem: `it declares ${count} atoms, but ${Math.max(0, lines.length - at - 2)} lines follow` }];
    const [title, frame] = [lines[at + 1].trim(), lines.slice(at + 2, at + 2 + count)];
    const name = title || `${stem} ${records.length + 1}`;
    records.push(recordOf(name, `${place}${title && ` (${title.slice(0, 60)})`}`, () => readXyz(frame, name, { maxAtoms })));
    at += 2 + count;
  }
  return records;
};

/** Readers by the ending of a file's name, without `.gz`. */
export const READERS: Readonly<Record<string, RecordReader>> = { '.sdf': sdf, '.sd': sdf, '.mol': sdf, '.smi': smiles, '.smiles': smiles, '.xyz': xyz };

/** The ending of a name that stands for a format, without `.gz`, in lower case; undefined if there is none. */
export function formatOf(name: string): string | undefined {
  const lower = name.toLowerCase().replace(/\.gz$/, '');
  return Object.keys(READERS).find((ending) => lower.endsWith(ending));
}

/** Whether a name has the ending of a file of molecules. */
export const isMoleculeName = (name: string): boolean => formatOf(name) !== undefined;

/** A file's name without its folders and endings. */
export const moleculeStem = (name: string): string => name.replace(/^.*\//, '').replace(/\.gz$/i, '').replace(/\.[^.]*$/, '');

/**
 * Reads every record of a file of molecules: SDF, Molfiles (V2000 or V3000), SMILES or XYZ.
 *
 * @param maxAtoms most non-hydrogen atoms of a molecule; any number by default
 * @returns records in the file's order, with the reason for those that cannot be read
 * @throws RangeError if the name ends in none of these formats
 */
export function parseMolecules(name: string, text: string, { maxAtoms = Infinity }: { maxAtoms?: number } = {}): MoleculeRecord[] {
  const format = formatOf(name);
  if (format === undefined) throw new RangeError(`'${name}' is not a file of molecules: expected a name that ends in ${Object.keys(READERS).join(', ')}, each also with .gz`);
  return READERS[format](text, moleculeStem(name), maxAtoms);
}
