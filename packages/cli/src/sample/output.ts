import { mkdtemp, rename, rm } from 'node:fs/promises';
import path from 'node:path';
import { fileNames, makeFolder } from '@inrflow/core/node';
import { contactSheet, trajectoryStrip, type Picture } from '@inrflow/image';
import { writeAnimation, writePng } from '@inrflow/image/node';
import type { ResolvedConfig } from '../config/types.js';
import { UsageError } from '../errors.js';
import { modalityOf, type CommandModality, type Subject } from '../modalities/index.js';
import { expectedOneOf } from '../nearest.js';
import { checkWritable } from '../writable.js';
import { SHEET_FORMATS, type Format } from './formats.js';

/** A sample with all that is shown of it. */
export interface Drawn {
  label: number | undefined;
  /** What it was made for, where samples are not alike. */
  subject?: Subject;
  /** Its number within its class, or of its subject. */
  index: number;
  values: Float32Array;
  /** From noise to data, where they are shown. */
  frames: Picture[];
}

/** Endings of files that one may take for something that can be written. */
const FOREIGN = ['jpg', 'jpeg', 'jpe', 'jfif', 'gif', 'webp', 'bmp', 'tif', 'tiff', 'avif', 'heic', 'svg', 'pdf', 'mp4', 'webm', 'png', 'apng', 'html', 'htm', 'ply', 'xyz', 'npy', 'npz', 'obj', 'stl', 'off', 'glb', 'gltf', 'pcd', 'las',
  'pdb', 'cif', 'mmcif', 'bcif', 'ent', 'wav', 'mp3', 'flac', 'ogg', 'sdf', 'mol', 'zip', 'tar', 'gz', 'tgz', 'json', 'txt', 'csv', 'safetensors', 'onnx'];

const isSheet = (format: Format): format is (typeof SHEET_FORMATS)[number] => (SHEET_FORMATS as readonly string[]).includes(format);

/** The format of `--format` and `--out`: a sheet for a .png, files for a folder or for a name that ends in their format. @throws UsageError where they do not go together */
export function formatOf(format: Format | undefined, out: string, count: number, { fileFormats, many, writePage }: Pick<CommandModality, 'fileFormats' | 'many' | 'writePage'>): Format {
  const extension = path.extname(out).slice(1).toLowerCase();
  const sheets = SHEET_FORMATS.filter((name) => name !== 'html' || writePage !== undefined);
  const endings = [...new Set(['png', ...(writePage ? ['html'] : []), ...fileFormats])];
  // A name that ends as a file's, in a format that is not written, is not the name of a folder.
  if (extension !== '' && !endings.includes(extension) && FOREIGN.includes(extension)) {
    throw new UsageError(`--out ${out}: .${extension} files are not written: ${expectedOneOf(extension, endings)}; a folder's name has no such ending`);
  }
  const chosen = format ?? (extension === 'png' ? 'sheet' : extension === 'html' ? 'html' : ((fileFormats.includes(extension) ? extension : fileFormats[0]) as Format));
  if (![...sheets, ...fileFormats].includes(chosen)) throw new UsageError(`--format ${chosen}: samples of this model are ${many}: ${expectedOneOf(chosen, [...fileFormats, ...sheets])}`);
  const ending = chosen === 'html' ? 'html' : 'png';
  if (isSheet(chosen) && extension !== ending) throw new UsageError(`--out ${out}: --format ${chosen} writes one file; expected a name that ends in .${ending}`);
  if (!isSheet(chosen) && extension === chosen && count > 1) throw new UsageError(`--out ${out}: ${count} samples with --format ${chosen} need a folder, not one file; or ask for --format sheet and a .png`);
  return chosen;
}

/** What a sample is called after: its class or subject. */
const groupOf = ({ label, subject }: Drawn, classes: readonly string[]) => subject?.name ?? (label === undefined ? undefined : classes[label]);

/** Names of files of one sample each: {@link fileNames} of what each is called after, and its number. */
export function sampleFiles(drawn: readonly Drawn[], format: string, classes: readonly string[]): string[] {
  const digits = Math.max(3, ...drawn.map(({ index }) => String(index).length));
  const endingOf = ({ index }: Pick<Drawn, 'index'>) => `-${String(index).padStart(digits, '0')}.${format}`;
  const groups = drawn.map((each) => groupOf(each, classes) ?? 'sample');
  const distinct = [...new Set(groups)];
  const files = new Map(fileNames(distinct, endingOf({ index: 10 ** digits - 1 }).length).map((file, i) => [distinct[i], file]));
  return drawn.map((each, i) => files.get(groups[i])! + endingOf(each));
}

/** Where samples go. */
export interface Output {
  out: string;
  format: Format;
  /** Names of files in the folder `out`; none if all go into one file. */
  files?: readonly string[];
}

/**
 * Settles where samples go, before any is made.
 *
 * @throws UsageError if format and path do not go together, or nothing can be written there
 */
export async function outputOf(given: Format | undefined, out: string, drawn: readonly Drawn[], classes: readonly string[], kind: Pick<CommandModality, 'fileFormats' | 'many' | 'writePage'>): Promise<Output> {
  const format = formatOf(given, out, drawn.length, kind);
  const isFolder = !isSheet(format) && path.extname(out).slice(1).toLowerCase() !== format;
  await checkWritable('--out', out, isFolder);
  return { out, format, ...(isFolder && { files: sampleFiles(drawn, format, classes) }) };
}

/** Folders appear whole: files are written beside them, then moved. */
async function writeFolder(out: string, names: readonly string[], write: (file: string, i: number) => Promise<void>): Promise<void> {
  await makeFolder(path.dirname(path.resolve(out)));
  const temporary = await mkdtemp(path.join(path.dirname(path.resolve(out)), '.inrflow-partial-'));
  try {
    for (const [i, name] of names.entries()) await write(path.join(temporary, name), i);
    await makeFolder(out);
    for (const name of names) await rename(path.join(temporary, name), path.join(out, name));
  } finally {
    await rm(temporary, { recursive: true, force: true });
  }
}

/**
 * Writes samples; a file is whole or not there.
 *
 * @param columns samples of a class, a row of the sheet
 * @returns what was written, in words
 */
export async function writeSamples(
  { out, format, files }: Output, drawn: readonly Drawn[], config: ResolvedConfig, { classes, columns, delay }: { classes: readonly string[]; columns: number; delay: number },
): Promise<string> {
  const kind = modalityOf(config);
  const rows = { columns: Math.min(columns, 16) };
  if (files) {
    await writeFolder(out, files, (file, i) => kind.writeSample(file, drawn[i].values, config, drawn[i].subject));
    return `${files.length} ${files.length === 1 ? 'file' : 'files'} in ${out}`;
  }
  await makeFolder(path.dirname(path.resolve(out)));
  const named = (each: Drawn) => ({ name: `${groupOf(each, classes) ?? 'sample'} ${each.index}`, group: groupOf(each, classes), values: each.values, subject: each.subject });
  if (!isSheet(format)) await kind.writeSample(out, drawn[0].values, config, drawn[0].subject);
  else if (format === 'html') await kind.writePage!(out, drawn.map(named), config);
  else if (format === 'sheet') await writePng(out, contactSheet(drawn.map(({ values }) => kind.picture(values, config)), rows));
  else if (format === 'strip') await writePng(out, trajectoryStrip(drawn.map(({ frames }) => frames)));
  else await writeAnimation(out, drawn[0].frames.map((_, step) => contactSheet(drawn.map(({ frames }) => frames[Math.min(step, frames.length - 1)]), rows)), { delay, lastDelay: 2000 });
  return out;
}
