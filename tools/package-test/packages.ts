import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** The root of the repository. */
export const REPOSITORY = join(__dirname, '..', '..');

/** The fields of a package.json that these tests read. */
export interface Manifest {
  name: string;
  version: string;
  private?: boolean;
  exports: Record<string, unknown>;
  bin?: Record<string, string>;
  dependencies?: Record<string, string>;
  peerDependencies?: Record<string, string>;
  peerDependenciesMeta?: Record<string, { optional?: boolean }>;
}

/** A package of this repository. */
export interface Package {
  /** Its folder. */
  folder: string;
  manifest: Manifest;
  /** What a program may import: `@inrflow/core`, `@inrflow/core/node`, …; JSON files and models left out. */
  entries: string[];
}

/**
 * What an exports map lets a program import, as specifiers.
 *
 * @throws Error on a pattern such as `./*`, whose specifiers cannot be enumerated; the shipped models, which are data, are left out
 */
export function entriesOf({ name, exports }: Manifest): string[] {
  const paths = Object.keys(exports).filter((path) => path !== './models/*');
  const pattern = paths.find((path) => path.includes('*'));
  if (pattern) throw new Error(`${name}: the exports map has the pattern '${pattern}'; expected every entry by name, such as './node'`);
  return paths.filter((path) => !/\.(json|safetensors)$/.test(path)).map((path) => name + path.slice(1));
}

/** Every package under packages/, in the order of their folders. */
export function allPackages(): Package[] {
  const root = join(REPOSITORY, 'packages');
  return readdirSync(root).sort().flatMap((folder) => {
    const manifest = JSON.parse(readFileSync(join(root, folder, 'package.json'), 'utf8')) as Manifest;
    // What is private is not published, and nobody installs it.
    return manifest.private ? [] : [{ folder: join(root, folder), manifest, entries: entriesOf(manifest) }];
  });
}

/** The blocks of a Markdown file that are marked as `js` or `ts`: ES modules that run as they stand, once types are taken away. Those that show a part of a file (`// in src/kind.ts`) are left out. */
export function snippetsIn(file: string): string[] {
  return [...readFileSync(file, 'utf8').matchAll(/^```[jt]s\n([^]*?)^```$/gm)].map(([, code]) => code).filter((code) => !code.startsWith('// in '));
}

/** Blocks that show a part of a file: the file's path, and the part. */
export function partsIn(file: string): { path: string; part: string }[] {
  return [...readFileSync(file, 'utf8').matchAll(/^```[jt]s\n\/\/ in (\S+)\n([^]*?)^```$/gm)].map(([, path, part]) => ({ path, part }));
}

/** Lines of the blocks that are marked as `sh`. */
export function commandsIn(file: string): string[] {
  return [...readFileSync(file, 'utf8').matchAll(/^```sh\n([^]*?)^```$/gm)].flatMap(([, code]) => code.trim().split('\n'));
}

/** The snippets of a package's README.md. */
export const snippetsOf = (folder: string): string[] => snippetsIn(join(folder, 'README.md'));
