import path from 'node:path';
import { expectedOneOf, type Plugin } from '@inrflow/core';
import { UsageError } from '../errors.js';

/** One file of all samples: side by side, the same coming out of the noise, one row of states a sample, or a page where they can be turned. */
export const SHEET_FORMATS = ['sheet', 'apng', 'strip', 'html'] as const;
type SheetFormat = (typeof SHEET_FORMATS)[number];

/** Whether a format is one file of all samples. */
export const isSheet = (format: string): format is SheetFormat => (SHEET_FORMATS as readonly string[]).includes(format);

/** Endings of files that one may take for something that can be written. */
const FOREIGN = ['jpg', 'jpeg', 'jpe', 'jfif', 'gif', 'webp', 'bmp', 'tif', 'tiff', 'avif', 'heic', 'svg', 'pdf', 'mp4', 'webm', 'png', 'apng', 'html', 'htm', 'ply', 'xyz', 'npy', 'npz', 'obj', 'stl', 'off', 'glb', 'gltf', 'pcd', 'las',
  'pdb', 'cif', 'mmcif', 'bcif', 'ent', 'wav', 'mp3', 'flac', 'ogg', 'sdf', 'mol', 'zip', 'tar', 'gz', 'tgz', 'json', 'txt', 'csv', 'safetensors', 'onnx'];

type Writers = Pick<Plugin, 'formats' | 'draw' | 'page' | 'words'>;

/** Formats of one file of all samples that a kind of data can be written in. */
export function sheetsOf({ draw, page }: Writers): SheetFormat[] {
  return SHEET_FORMATS.filter((name) => (name === 'html' ? page : draw) !== undefined);
}

/** The format of `--format` and `--out`: a sheet for a .png, files for a folder or for a name that ends in their format. @throws UsageError if they do not go together */
export function formatOf(format: string | undefined, out: string, count: number, kind: Writers): string {
  const files = Object.keys(kind.formats ?? {});
  const sheets = sheetsOf(kind);
  if (files.length + sheets.length === 0) throw new UsageError(`the plug-in has no formats, draw or page: ${kind.words.many} cannot be written`);
  const extension = path.extname(out).slice(1).toLowerCase();
  const endings = [...new Set([...(kind.draw ? ['png'] : []), ...(kind.page ? ['html'] : []), ...files])];
  // A name that ends as a file's, in a format that is not written, is not the name of a folder.
  if (extension !== '' && !endings.includes(extension) && FOREIGN.includes(extension)) {
    throw new UsageError(`--out ${out}: .${extension} files are not written: ${expectedOneOf(extension, endings)}; a folder's name has no such ending`);
  }
  const chosen = format ?? (extension === 'png' && kind.draw ? 'sheet' : extension === 'html' && kind.page ? 'html' : files.includes(extension) ? extension : (files[0] ?? sheets[0]));
  if (![...sheets, ...files].includes(chosen)) throw new UsageError(`--format ${chosen}: samples of this model are ${kind.words.many}: ${expectedOneOf(chosen, [...files, ...sheets])}`);
  const ending = chosen === 'html' ? 'html' : 'png';
  if (isSheet(chosen) && extension !== ending) throw new UsageError(`--out ${out}: --format ${chosen} writes one file; expected a name that ends in .${ending}`);
  if (!isSheet(chosen) && extension === chosen && count > 1) throw new UsageError(`--out ${out}: ${count} samples with --format ${chosen} need a folder, not one file${kind.draw ? '; or ask for --format sheet and a .png' : ''}`);
  return chosen;
}
