import { mkdir, mkdtemp, readdir, rename, rm, stat } from 'node:fs/promises';
import path from 'node:path';
import { contactSheet, trajectoryStrip, type Picture } from '@inrflow/image';
import { writeAnimation, writePng } from '@inrflow/image/node';
import { UsageError } from '../errors.js';

/** How samples are written: one file each, one sheet, one animated sheet, or one strip of how they came to be. */
export type Format = 'png' | 'sheet' | 'apng' | 'strip';

/** A sample with all that is shown of it. */
export interface Drawn {
  label: number | undefined;
  /** Its number within its class. */
  index: number;
  /** From noise to data; the last is the sample. */
  frames: readonly Picture[];
}

/** The format of `--format` and `--out`: a sheet for a .png, files for a folder. @throws UsageError where they do not go together */
export function formatOf(format: Format | undefined, out: string, count: number): Format {
  const isFile = path.extname(out).toLowerCase() === '.png';
  const chosen = format ?? (isFile ? 'sheet' : 'png');
  if (chosen !== 'png' && !isFile) throw new UsageError(`--out ${out}: --format ${chosen} writes one file; expected a name that ends in .png`);
  if (chosen === 'png' && isFile && count > 1) throw new UsageError(`--out ${out}: ${count} samples with --format png need a folder, not one file; or ask for --format sheet`);
  return chosen;
}

/** A class's name as a part of a file's name. */
const fileName = (name: string) => name.replace(/[^\p{L}\p{N}_-]+/gu, '-');

/** Folders appear whole: files are written beside it, then moved. */
async function writeFolder(out: string, files: readonly (readonly [name: string, picture: Picture])[]): Promise<void> {
  await mkdir(path.dirname(path.resolve(out)), { recursive: true });
  if ((await stat(out).catch(() => undefined))?.isFile()) throw new UsageError(`--out ${out}: is a file; expected a folder, or a name that ends in .png`);
  const temporary = await mkdtemp(path.join(path.dirname(path.resolve(out)), `.${path.basename(out)}.partial-`));
  try {
    for (const [name, picture] of files) await writePng(path.join(temporary, name), picture);
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
export async function writeSamples(out: string, format: Format, drawn: readonly Drawn[], { classes, columns, delay }: { classes: readonly string[]; columns: number; delay: number }): Promise<string> {
  const finished = drawn.map(({ frames }) => frames[frames.length - 1]);
  const rows = { columns: Math.min(columns, 16) };
  if (format === 'png' && path.extname(out).toLowerCase() !== '.png') {
    const digits = Math.max(3, String(columns - 1).length);
    const nameOf = ({ label, index }: Drawn) => `${label === undefined ? 'sample' : fileName(classes[label])}-${String(index).padStart(digits, '0')}.png`;
    await writeFolder(out, drawn.map((each, i) => [nameOf(each), finished[i]]));
    return `${drawn.length} files in ${out}`;
  }
  await mkdir(path.dirname(path.resolve(out)), { recursive: true });
  if (format === 'png') await writePng(out, finished[0]);
  else if (format === 'sheet') await writePng(out, contactSheet(finished, rows));
  else if (format === 'strip') await writePng(out, trajectoryStrip(drawn.map(({ frames }) => frames)));
  else await writeAnimation(out, drawn[0].frames.map((_, step) => contactSheet(drawn.map(({ frames }) => frames[Math.min(step, frames.length - 1)]), rows)), { delay, lastDelay: 2000 });
  return out;
}
