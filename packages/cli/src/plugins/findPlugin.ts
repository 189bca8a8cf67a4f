import { existsSync, readFileSync, realpathSync, statSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { exports as exported } from 'resolve.exports';
import { UsageError } from '../errors.js';

/** A module that may hold a plug-in. */
export interface FoundPlugin {
  /** Its name in messages: the package, or the path as given. */
  name: string;
  /** The argument for `import()`. */
  specifier: string;
  /** The package's manifest, if it is one. */
  manifest?: Manifest;
}

/** The relevant fields of a package's manifest. */
export interface Manifest {
  name: string;
  version: string;
  main?: string;
  exports?: unknown;
}

/** The entry of a package that contains its plug-in; without such an entry, the main one. */
const ENTRY = './command';

/** The folder of this package, from its sources and its build alike. */
const ownFolder = (): string => path.dirname(realpathSync(createRequire(import.meta.url).resolve('inrflow/package.json')));

/** Packages that a name may mean: itself, or by convention `@inrflow/NAME` and `inrflow-modality-NAME`. */
export function packagesOf(name: string): string[] {
  return /^@|\//.test(name) || name.startsWith('inrflow-modality-') ? [name] : [`@inrflow/${name}`, `inrflow-modality-${name}`];
}

/** Whether a name is a path of a module rather than a package. */
export const isPath = (name: string): boolean => /^\.{1,2}(?:[/\\]|$)/.test(name) || path.isAbsolute(name) || /\.[cm]?[jt]s$/.test(name);

/** Files that are not plug-ins but are easily passed in place of one, and what to run on them. */
const OTHER_FILES: readonly [ending: RegExp, kind: string][] = [[/\.json$/i, 'configuration'], [/\.safetensors$/i, 'checkpoint']];

/** @throws UsageError if a name is that of a configuration or a checkpoint */
function refuseOtherFiles(name: string): void {
  const [, kind] = OTHER_FILES.find(([ending]) => ending.test(name)) ?? [];
  if (kind !== undefined) throw new UsageError(`modality '${name}': is a ${kind}; expected a plug-in: a short name, a package, or the path of a module or of a package's folder (to look at a ${kind}, run inrflow info ${name})`);
}

/** The folder of an installed package, found as Node does: in `node_modules` of a folder and of those above it. */
function packageFolder(name: string, from: string): string | undefined {
  for (let at = path.resolve(from); ; at = path.dirname(at)) {
    const folder = path.join(at, 'node_modules', ...name.split('/'));
    if (existsSync(path.join(folder, 'package.json'))) return folder;
    if (at === path.dirname(at)) return undefined;
  }
}

const manifestOf = (folder: string): Manifest => JSON.parse(readFileSync(path.join(folder, 'package.json'), 'utf8')) as Manifest;

/** Paths of an entry inside a package, `./command` before the main one. */
function entryOf(manifest: Manifest): { entry: string; file: string | undefined } {
  for (const entry of [ENTRY, '.']) {
    try {
      const [file] = exported(manifest, entry, { conditions: ['node', 'import'] }) ?? [];
      if (file !== undefined) return { entry, file };
    } catch {
      // The package says that it has no such entry.
    }
  }
  return { entry: '.', file: manifest.exports === undefined ? (manifest.main ?? 'index.js') : undefined };
}

/**
 * Finds the module that a name means: a path of a module, a package, or a short name for `@inrflow/NAME` or `inrflow-modality-NAME`. Packages are looked for beside this command
 * first, then from the current folder.
 *
 * @throws UsageError naming the packages or path that were tried, and how to get them
 */
export function findPlugin(name: string, folder = process.cwd()): FoundPlugin {
  refuseOtherFiles(name);
  if (isPath(name)) {
    const file = path.resolve(folder, name);
    if (!existsSync(file)) throw new UsageError(`modality '${name}': there is no such module`);
    return statSync(file).isDirectory() ? inFolder(name, file) : { name, specifier: pathToFileURL(file).href };
  }
  for (const candidate of packagesOf(name)) {
    const own = packageFolder(candidate, ownFolder());
    if (own !== undefined) {
      const manifest = manifestOf(own);
      return { name: candidate, specifier: entryOf(manifest).entry === ENTRY ? `${candidate}/command` : candidate, manifest };
    }
    const there = packageFolder(candidate, folder);
    if (there !== undefined) return inFolder(candidate, there);
  }
  throw notThere(name);
}

/** The module of a package in a folder. @throws UsageError if it is not a package, or has nothing to import, for example because it is not built */
function inFolder(name: string, folder: string): FoundPlugin {
  if (!existsSync(path.join(folder, 'package.json'))) throw new UsageError(`modality '${name}': is a folder without a package.json: expected a package, or the path of a module`);
  const manifest = manifestOf(folder);
  const { file } = entryOf(manifest);
  if (file === undefined) throw new UsageError(`modality '${name}': the package ${manifest.name} has no entry to import: expected '${ENTRY}' or '.' in its exports`);
  const entry = path.join(folder, file);
  if (!existsSync(entry)) throw new UsageError(`modality '${name}': ${entry} is not there: is the package built?`);
  return { name, specifier: pathToFileURL(entry).href, manifest };
}

function notThere(name: string): UsageError {
  const packages = packagesOf(name);
  return new UsageError(`modality '${name}': no package ${packages.join(' or ')} is installed here: npm install ${packages[packages.length - 1]}, or give the path of a module, such as ./${name.replace(/[^\w-]/g, '')}.mjs`);
}
