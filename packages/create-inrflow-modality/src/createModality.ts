import { mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import manifest from '../package.json';
import { checkOptions, type CreateOptions } from './options.js';

/** Cells along an axis of the example's grid, by the number of axes. */
const SIZES = [0, 64, 16, 8, 6];

const packageFolder = () => path.dirname(createRequire(import.meta.url).resolve('create-inrflow-modality/package.json'));

/** Replacements for the placeholders in the template. */
function replacements({ name, coordinates, values }: CreateOptions): Readonly<Record<string, string>> {
  const words = name.split('-');
  const Type = words.map((word) => word[0].toUpperCase() + word.slice(1)).join('');
  const many = name.endsWith('s') ? name : `${name}s`;
  const size = SIZES[coordinates.length];
  return {
    name, package: `inrflow-modality-${name}`, version: manifest.version, Type, identifier: Type[0].toLowerCase() + Type.slice(1), many, Many: many[0].toUpperCase() + many.slice(1),
    axes: JSON.stringify(coordinates), channels: JSON.stringify(values), size: String(size), larger: String(2 * size), columns: [...coordinates, ...values].map((range) => `\`${range.name}\``).join(', '),
  };
}

function* filesIn(folder: string, inside = ''): Generator<string> {
  for (const name of readdirSync(path.join(folder, inside)).sort()) {
    const file = path.posix.join(inside, name);
    if (statSync(path.join(folder, file)).isDirectory()) yield* filesIn(folder, file);
    else yield file;
  }
}

/** The files of a new package, by their paths inside it. @throws RangeError as {@link checkOptions} does */
export function packageFiles(options: CreateOptions, template = path.join(packageFolder(), 'template')): Record<string, string> {
  checkOptions(options);
  const named = replacements(options);
  return Object.fromEntries([...filesIn(template)].map((file) => [
    file.replace(/\.template$/, ''),
    readFileSync(path.join(template, file), 'utf8').replace(/\{\{(\w+)\}\}/g, (token, key: string) => named[key] ?? token),
  ]));
}

/**
 * Writes a new package.
 *
 * @param folder where to write it: an empty folder, or one that does not exist yet
 * @returns the paths of its files
 * @throws RangeError naming what is wrong: a name, a range, or a folder that is not empty
 */
export function createModality(folder: string, options: CreateOptions, template?: string): string[] {
  const files = packageFiles(options, template);
  const there = statSync(folder, { throwIfNoEntry: false });
  if (there && (!there.isDirectory() || readdirSync(folder).length > 0)) throw new RangeError(`'${folder}' is ${there.isDirectory() ? 'a folder that is not empty' : 'a file'}: name one that is empty, or not there yet`);
  for (const [file, text] of Object.entries(files)) {
    mkdirSync(path.join(folder, path.dirname(file)), { recursive: true });
    writeFileSync(path.join(folder, file), text);
  }
  return Object.keys(files);
}
