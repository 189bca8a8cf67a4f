import { mkdir, mkdtemp, readdir, rename, rm, stat } from 'node:fs/promises';
import path from 'node:path';
import { contactSheet, trajectoryStrip, type Picture } from '@inrflow/image';
import { writeAnimation, writePng } from '@inrflow/image/node';
import type { ResolvedConfig } from '../config/types.js';
import { UsageError } from '../errors.js';
import { modalityOf, type CommandModality, type Subject } from '../modalities/index.js';
import { expectedOneOf } from '../nearest.js';
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

const isSheet = (format: Format): format is (typeof SHEET_FORMATS)[number] => (SHEET_FORMATS as readonly string[]).includes(format);

/** The format of `--format` and `--out`: a sheet for a .png, files for a folder or for a name that ends in their format. @throws UsageError where they do not go together */
export function formatOf(format: Format | undefined, out: string, count: number, { fileFormats, many, writePage }: Pick<CommandModality, 'fileFormats' | 'many' | 'writePage'>): Format {
  const extension = path.extname(out).slice(1).toLowerCase();
  const sheets = SHEET_FORMATS.filter((name) => name !== 'html' || writePage !== undefined);
  const chosen = format ?? (extension === 'png' ? 'sheet' : extension === 'html' ? 'html' : ((fileFormats.includes(extension) ? extension : fileFormats[0]) as Format));
  if (![...sheets, ...fileFormats].includes(chosen)) throw new UsageError(`--format ${chosen}: samples of this model are ${many}: ${expectedOneOf(chosen, [...fileFormats, ...sheets])}`);
  const ending = chosen === 'html' ? 'html' : 'png';
  if (isSheet(chosen) && extension !== ending) throw new UsageError(`--out ${out}: --format ${chosen} writes one file; expected a name that ends in .${ending}`);
  if (!isSheet(chosen) && extension === chosen && count > 1) throw new UsageError(`--out ${out}: ${count} samples with --format ${chosen} need a folder, not one file; or ask for --format sheet and a .png`);
  return chosen;
}

/** A class's name as a part of a file's name. */
const fileName = (name: string) => name.replace(/[^\p{L}\p{N}_-]+/gu, '-');

/** Folders appear whole: files are written beside it, then moved. */
async function writeFolder(out: string, names: readonly string[], write: (file: string, i: number) => Promise<void>): Promise<void> {
  await mkdir(path.dirname(path.resolve(out)), { recursive: true });
  if ((await stat(out).catch(() => undefined))?.isFile()) throw new UsageError(`--out ${out}: is a file; expected a folder, or a name that ends in .png`);
  const temporary = await mkdtemp(path.join(path.dirname(path.resolve(out)), `.${path.basename(out)}.partial-`));
  try {
    for (const [i, name] of names.entries()) await write(path.join(temporary, name), i);
    await mkdir(out, { recursive: true });
    for (const name of await readdir(temporary)) await rename(path.join(temporary, name), path.join(out, name));
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
  out: string, format: Format, drawn: readonly Drawn[], config: ResolvedConfig, { classes, columns, delay }: { classes: readonly string[]; columns: number; delay: number },
): Promise<string> {
  const kind = modalityOf(config);
  const rows = { columns: Math.min(columns, 16) };
  const groupOf = ({ label, subject }: Drawn) => subject?.name ?? (label === undefined ? undefined : classes[label]);
  if (!isSheet(format) && path.extname(out).slice(1).toLowerCase() !== format) {
    const digits = Math.max(3, String(columns - 1).length);
    const nameOf = (each: Drawn) => `${fileName(groupOf(each) ?? 'sample')}-${String(each.index).padStart(digits, '0')}.${format}`;
    await writeFolder(out, drawn.map(nameOf), (file, i) => kind.writeSample(file, drawn[i].values, config, drawn[i].subject));
    return `${drawn.length} files in ${out}`;
  }
  await mkdir(path.dirname(path.resolve(out)), { recursive: true });
  const named = (each: Drawn) => ({ name: `${groupOf(each) ?? 'sample'} ${each.index}`, group: groupOf(each), values: each.values, subject: each.subject });
  if (!isSheet(format)) await kind.writeSample(out, drawn[0].values, config, drawn[0].subject);
  else if (format === 'html') await kind.writePage!(out, drawn.map(named), config);
  else if (format === 'sheet') await writePng(out, contactSheet(drawn.map(({ values }) => kind.picture(values, config)), rows));
  else if (format === 'strip') await writePng(out, trajectoryStrip(drawn.map(({ frames }) => frames)));
  else await writeAnimation(out, drawn[0].frames.map((_, step) => contactSheet(drawn.map(({ frames }) => frames[Math.min(step, frames.length - 1)]), rows)), { delay, lastDelay: 2000 });
  return out;
}
