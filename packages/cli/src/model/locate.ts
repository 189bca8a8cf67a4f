import { existsSync, statSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { createRequire } from 'node:module';
import { UsageError } from '../errors.js';

/** Models that the package ships, by name. */
const SHIPPED = ['emoji', 'furniture', 'furniture-views', 'proteins'] as const;

/** The folder of this package, from its sources and its build alike. */
function packageFolder(): string | undefined {
  try {
    return dirname(createRequire(import.meta.url).resolve('inrflow/package.json'));
  } catch {
    return undefined;
  }
}

const isFolder = (file: string) => statSync(file, { throwIfNoEntry: false })?.isDirectory() === true;

/**
 * The file of a checkpoint: a path, the folder of a run, or the name of a model that the package ships; the first of these where nothing is given. A file of that
 * name goes before the shipped model.
 *
 * @throws UsageError where a shipped model is meant, and this installation lacks its file
 */
export function locateCheckpoint(given: string | undefined, folder = packageFolder()): string {
  const name = given ?? SHIPPED[0];
  if (given !== undefined && isFolder(given)) {
    const inside = ['weights.safetensors', 'training.safetensors'].map((each) => join(given, each)).find(existsSync);
    if (inside !== undefined) return inside;
    // A folder of samples has the name of a shipped model only by chance; what is in it is for the caller.
    if (!(SHIPPED as readonly string[]).includes(given)) return given;
  }
  if (given !== undefined && (existsSync(given) || !(SHIPPED as readonly string[]).includes(given))) return given;
  const file = join(folder ?? '.', 'models', `${name}.safetensors`);
  if (!existsSync(file)) {
    const asked = given === undefined ? 'no --checkpoint was given, and the' : 'the';
    throw new UsageError(`${asked} model '${name}' is not in this installation (${file} is not there): name a weights.safetensors or training.safetensors file with --checkpoint`);
  }
  return file;
}
