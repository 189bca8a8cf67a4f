import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { createRequire } from 'node:module';
import { UsageError } from '../errors.js';

/** Models that the package ships, by name. */
const SHIPPED = ['emoji'] as const;

/** The folder of this package, from its sources and its build alike. */
function packageFolder(): string | undefined {
  try {
    return dirname(createRequire(import.meta.url).resolve('inrflow/package.json'));
  } catch {
    return undefined;
  }
}

/**
 * The file of a checkpoint: a path, or the name of a model that the package ships.
 *
 * @throws UsageError where none was named and none is shipped
 */
export function locateCheckpoint(given: string | undefined): string {
  const name = given ?? SHIPPED[0];
  const folder = packageFolder();
  const shipped = folder && (SHIPPED as readonly string[]).includes(name) ? join(folder, 'models', `${name}.safetensors`) : undefined;
  if (shipped && existsSync(shipped) && (given === undefined || !existsSync(given))) return shipped;
  if (given === undefined) throw new UsageError('--checkpoint is missing: name a weights.safetensors or training.safetensors file');
  return given;
}
