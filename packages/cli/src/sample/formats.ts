import path from 'node:path';
import { expectedOneOf, type Plugin } from '@inrflow/core';
import { UsageError } from '../errors.js';

/** Formats with one file for all samples: a sheet, an animation from noise to samples, a strip with a row of states per sample, or an HTML page. */
export const SHEET_FORMATS = ['sheet', 'apng', 'strip', 'html'] as const;
type SheetFormat = (typeof SHEET_FORMATS)[number];

/** Whether a format puts all samples into one file. */
export const isSheet = (format: string): format is SheetFormat => (SHEET_FORMATS as readonly string[]).includes(format);

/** Extensions that look like supported output formats. */
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
  // A name with the extension of an unsupported format is not the name of a folder.
  if (extension !== '' && !endings.includes(extension) && FOREIGN.includes(extension)) {
    throw new UsageError(`--out ${out}: .${extension} files cannot be written: ${expectedOneOf(extension, endings)}; the name of a folder must not have such an extension`);
  }
  const chosen = format ?? (extension === 'png' && kind.draw ? 'sheet' : extension === 'html' && kind.page ? 'html' : files.includes(extension) ? extension : (files[0] ?? sheets[0]));
  if (![...sheets, ...files].includes(chosen)) throw new UsageError(`--format ${chosen}: samples of this model are ${kind.words.many}: ${expectedOneOf(chosen, [...files, ...sheets])}`);
  const ending = chosen === 'html' ? 'html' : 'png';
  if (isSheet(chosen) && extension !== ending) throw new UsageError(`--out ${out}: --format ${chosen} writes one file; expected a name that ends in .${ending}`);
  if (!isSheet(chosen) && extension === chosen && count > 1) throw new UsageError(`--out ${out}: ${count} samples with --format ${chosen} need a folder, not one file${kind.draw ? '; or ask for --format sheet and a .png' : ''}`);
  return chosen;
}
