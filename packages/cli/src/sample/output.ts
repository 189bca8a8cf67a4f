import { mkdtemp, rename, rm } from 'node:fs/promises';
import path from 'node:path';
import type { Plugin, SettledSettings, Subject } from '@inrflow/core';
import { fileNames, makeFolder, writeFileAtomically } from '@inrflow/core/node';
import { contactSheet, encodeAnimation, encodePng, trajectoryStrip } from '@inrflow/drawing';
import { checkWritable } from '../writable.js';
import { formatOf, isSheet } from './formats.js';

/** A sample with everything that is needed to show it. */
export interface Drawn {
  /** Index of its class; undefined without classes. */
  label: number | undefined;
  /** The subject that it was made for, if samples have subjects. */
  subject?: Subject;
  /** Its number within its class, or of its subject. */
  index: number;
  sample: unknown;
  /** States from noise to data, if they are shown. */
  frames: ReturnType<NonNullable<Plugin['draw']>>[];
}

/** The class or subject after which a sample is named. */
const groupOf = ({ label, subject }: Drawn, classes: readonly string[]) => subject?.name ?? (label === undefined ? undefined : classes[label]);

/** Names of files of one sample each: {@link fileNames} of each sample's class or subject, and its number. */
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
  /** Path of the file or folder. */
  out: string;
  format: string;
  /** Names of files in the folder `out`; absent if all samples go into one file. */
  files?: readonly string[];
}

/**
 * Decides where samples are written, before any is made.
 *
 * @throws UsageError if format and path contradict each other, or nothing can be written there
 */
export async function outputOf(given: string | undefined, out: string, drawn: readonly Drawn[], classes: readonly string[], kind: Plugin): Promise<Output> {
  const format = formatOf(given, out, drawn.length, kind);
  const isFolder = !isSheet(format) && path.extname(out).slice(1).toLowerCase() !== format;
  await checkWritable('--out', out, isFolder);
  return { out, format, ...(isFolder && { files: sampleFiles(drawn, format, classes) }) };
}

/** Folders appear complete: files are written beside them, then moved. */
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

/** The bytes of one file of all samples. */
async function bytesOfAll(format: string, drawn: readonly Drawn[], kind: Plugin, settings: SettledSettings, { classes, columns, delay }: SheetOptions): Promise<Uint8Array> {
  const rows = { columns: Math.min(columns, 16) };
  if (format === 'html') {
    const named = drawn.map((each) => ({ name: `${groupOf(each, classes) ?? 'sample'} ${each.index}`, group: groupOf(each, classes), sample: each.sample }));
    return new TextEncoder().encode(await kind.page!(named, settings));
  }
  if (format === 'sheet') return encodePng(contactSheet(drawn.map(({ sample }) => kind.draw!(sample, settings)), rows));
  if (format === 'strip') return encodePng(trajectoryStrip(drawn.map(({ frames }) => frames)));
  return encodeAnimation(drawn[0].frames.map((_, step) => contactSheet(drawn.map(({ frames }) => frames[Math.min(step, frames.length - 1)]), rows)), { delay, lastDelay: 2000 });
}

/** How sheets and pages are laid out. */
export interface SheetOptions {
  classes: readonly string[];
  /** Samples of a class, a row of the sheet. */
  columns: number;
  /** Milliseconds for which an animation shows each step. */
  delay: number;
}

/**
 * Writes samples; a file is either complete or absent.
 *
 * @returns a description of what was written
 */
export async function writeSamples({ out, format, files }: Output, drawn: readonly Drawn[], kind: Plugin, settings: SettledSettings, options: SheetOptions): Promise<string> {
  const encoded = async (each: Drawn) => kind.formats![format].encode(each.sample, settings, groupOf(each, options.classes) ?? 'sample');
  if (files) {
    await writeFolder(out, files, async (file, i) => writeFileAtomically(file, await encoded(drawn[i])));
    return `${files.length} ${files.length === 1 ? 'file' : 'files'} in ${out}`;
  }
  await makeFolder(path.dirname(path.resolve(out)));
  await writeFileAtomically(out, isSheet(format) ? await bytesOfAll(format, drawn, kind, settings, options) : await encoded(drawn[0]));
  return out;
}
