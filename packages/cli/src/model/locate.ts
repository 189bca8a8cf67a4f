import { existsSync, readdirSync, statSync } from 'node:fs';
import path from 'node:path';
import { createRequire } from 'node:module';
import { UsageError } from '../errors.js';

/** The default model. */
const DEFAULT = 'emoji';

/** The folder of this package, from its sources and its build alike. */
function packageFolder(): string | undefined {
  try {
    return path.dirname(createRequire(import.meta.url).resolve('inrflow/package.json'));
  } catch {
    return undefined;
  }
}

const isFolder = (file: string) => statSync(file, { throwIfNoEntry: false })?.isDirectory() === true;

/** Models that the package ships, by name, the default one first. */
export function shippedModels(folder = packageFolder()): string[] {
  const models = path.join(folder ?? '.', 'models');
  const names = existsSync(models) ? readdirSync(models).filter((file) => file.endsWith('.safetensors')).map((file) => path.basename(file, '.safetensors')) : [];
  return [DEFAULT, ...names.filter((name) => name !== DEFAULT).sort()];
}

/**
 * The file of a checkpoint: a path, the folder of a run, or the name of a shipped model; without a name, the default model. A file with that
 * name takes precedence over the shipped model.
 *
 * @throws UsageError if a shipped model's file is missing from this installation
 */
export function locateCheckpoint(given: string | undefined, folder = packageFolder()): string {
  const name = given ?? DEFAULT;
  const shipped = shippedModels(folder);
  if (given !== undefined && isFolder(given)) {
    const inside = ['weights.safetensors', 'training.safetensors'].map((each) => path.join(given, each)).find(existsSync);
    if (inside !== undefined) return inside;
    // A folder of samples may happen to have the name of a shipped model; the caller looks into it.
    if (!shipped.includes(given)) return given;
  }
  if (given !== undefined && (existsSync(given) || !shipped.includes(given))) return given;
  const file = path.join(folder ?? '.', 'models', `${name}.safetensors`);
  if (!existsSync(file)) {
    const asked = given === undefined ? 'no --checkpoint was given, and the' : 'the';
    throw new UsageError(`${asked} model '${name}' is not in this installation (${file} is not there): name a weights.safetensors or training.safetensors file with --checkpoint`);
  }
  return file;
}
