import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { byCodePoint } from '@inrflow/core/node';
import { parse } from 'csv-parse/sync';
import type { PictureSource } from './source.js';

/** One row of a label table. */
type Row = [file: string, label: string];

const FILE_COLUMNS = ['file', 'filename', 'file_name', 'image', 'path', 'name'];
const CLASS_COLUMNS = ['class', 'label', 'category'];

function parseCsv(text: string, delimiter: string): Row[] {
  const rows = parse(text, { delimiter, trim: true, skip_empty_lines: true, bom: true }) as string[][];
  if (rows.length === 0) return [];
  const header = rows[0].map((cell) => cell.toLowerCase());
  const file = header.findIndex((cell) => FILE_COLUMNS.includes(cell));
  const label = header.findIndex((cell) => CLASS_COLUMNS.includes(cell));
  if (file >= 0 && label >= 0) return rows.slice(1).map((row) => [row[file], row[label]]);
  if (header.length !== 2) {
    throw new Error(`its columns are ${header.map((cell) => `'${cell}'`).join(', ')}; expected 'file' and 'class', or two columns without names`);
  }
  return rows.map((row) => [row[0], row[1]]);
}

/** Parses `{ file: class }`, `[{ file, class }]` or `[[file, class]]`; the latter two may stand under `labels`, as in `dataset.json` files. */
function parseJson(text: string): Row[] {
  const parsed: unknown = JSON.parse(text);
  const isObject = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null && !Array.isArray(value);
  const content = isObject(parsed) && Array.isArray(parsed.labels) ? parsed.labels : parsed;
  const rows: unknown[] = Array.isArray(content) ? content : isObject(content) ? Object.entries(content) : [];
  return rows.map((row, i): Row => {
    const pick = (columns: string[]) => (isObject(row) ? columns.map((column) => row[column]).find((value) => value !== undefined) : undefined);
    const [file, label] = Array.isArray(row) ? row : [pick(FILE_COLUMNS), pick(CLASS_COLUMNS)];
    if (typeof file !== 'string' || (typeof label !== 'string' && typeof label !== 'number')) {
      throw new Error(`its row ${i} is ${JSON.stringify(row)?.slice(0, 60)}; expected a file and its class`);
    }
    return [file, String(label)];
  });
}

/** Orders numeric names by value, then the others by code point. */
function byClass(a: string, b: string): number {
  return /^\d+$/.test(a) && /^\d+$/.test(b) ? Number(a) - Number(b) : byCodePoint(a, b);
}

/**
 * Reads a table of classes: JSON, or CSV (commas; tabs where the file ends in `.tsv`).
 *
 * @returns file → class, and the classes in order
 * @throws Error that names the table and what is wrong with it
 */
export async function readLabelTable(file: string): Promise<{ classOf: Map<string, string>; classes: string[] }> {
  let rows: Row[];
  try {
    const text = await readFile(file, 'utf8');
    rows = path.extname(file).toLowerCase() === '.json' ? parseJson(text) : parseCsv(text, path.extname(file).toLowerCase() === '.tsv' ? '\t' : ',');
    if (rows.length === 0) throw new Error('it has no rows');
  } catch (error) {
    const isMissing = (error as NodeJS.ErrnoException).code === 'ENOENT';
    const reason = isMissing ? "no such file; labels are 'folders', 'none' or the path of a table" : (error as Error).message;
    throw new Error(`cannot read the label table '${file}': ${reason}`, { cause: error });
  }
  const classOf = new Map(rows.map(([name, label]) => [name.replaceAll('\\', '/').replace(/^\.\//, ''), label]));
  return { classOf, classes: [...new Set(classOf.values())].sort(byClass) };
}

/**
 * Gives a source's pictures the classes of a table, looked up by path and then by bare file name. Pictures that the table lacks are
 * left out; if strict, they are an error.
 *
 * @throws Error if no picture is in the table, or if strict and any picture is not
 */
export async function labelByTable(source: PictureSource, file: string, strict: boolean): Promise<PictureSource> {
  const { classOf, classes } = await readLabelTable(file);
  const indices = new Map(classes.map((name, index) => [name, index]));
  const labelOf = (name: string) => {
    const found = classOf.get(name) ?? classOf.get(path.posix.basename(name));
    return found === undefined ? undefined : indices.get(found);
  };
  const labelled = source.entries.map(({ name }) => ({ name, label: labelOf(name) }));
  const missing = labelled.find(({ label }) => label === undefined);
  if (strict && missing) throw new Error(`the label table '${file}' has no class for '${missing.name}'`);
  const entries = labelled.filter(({ label }) => label !== undefined);
  if (entries.length === 0) {
    throw new Error(`the label table '${file}' names none of the pictures: it has '${[...classOf.keys()][0]}', the data set '${source.entries[0].name}'`);
  }
  return { ...source, entries, classes };
}
