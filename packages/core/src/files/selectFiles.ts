import path from 'node:path';
import type { FileTree } from './fileTree.js';

/** How a kind of data tells its files from others. */
export interface Recogniser {
  /** Several of its examples, for messages: `pictures`. */
  what: string;
  /** What is read, for messages: `PNG, JPEG and WebP`. */
  reads: string;
  /** By the name: true if the file is read, what it is called if it is alike but not read (`GIF`), undefined if the name does not tell. */
  byName(name: string): true | string | undefined;
  /** By the first bytes, if the name does not tell; as {@link Recogniser.byName}. */
  byBytes?(start: Uint8Array): true | string | undefined;
}

/** Bytes that tell a file's format. */
const START = 512;
/** Most files without a telling name that are looked into: of a folder, and of an archive, which unpacks them. */
const MOST_LOOKED_INTO = { folder: 5000, file: 1, tar: 5000, zip: 200 } as const;
/** Endings of files that lie beside data and are none. */
const BESIDE = new Set(['.json', '.jsonl', '.md', '.html', '.htm', '.pdf', '.py', '.js', '.mjs', '.ts', '.xml', '.yaml', '.yml', '.log', '.db', '.ini', '.sh', '.bat', '.license', '.mtl', '.bin', '.safetensors', '.onnx']);

const listed = (parts: readonly string[]) => (parts.length > 1 ? `${parts.slice(0, -1).join(', ')} and ${parts[parts.length - 1]}` : parts[0]);

/**
 * The files of a tree that a kind of data reads, by their names or, if those do not tell, by their first bytes.
 *
 * @returns their names in the tree's order, and in a sentence how many files are alike but not read
 */
export async function selectFiles(tree: FileTree, { what, reads, byName, byBytes }: Recogniser): Promise<{ names: string[]; notes: string[] }> {
  const names: string[] = [];
  const alike = new Map<string, number>();
  let looked = 0;
  for (const name of tree.names) {
    let told = byName(name);
    if (told === undefined && byBytes && !BESIDE.has(path.posix.extname(name).toLowerCase()) && looked < MOST_LOOKED_INTO[tree.kind]) {
      looked++;
      told = byBytes(await tree.head(name, START).catch(() => new Uint8Array(0)));
    }
    if (told === true) names.push(name);
    else if (told !== undefined) alike.set(told, (alike.get(told) ?? 0) + 1);
  }
  const count = [...alike.values()].reduce((sum, each) => sum + each, 0);
  const formats = [...alike].sort(([, a], [, b]) => b - a).map(([format, each]) => `${each} ${format}`);
  return { names, notes: count > 0 ? [`${count} ${count === 1 ? 'file that looks' : 'files that look'} like ${what} ${count === 1 ? 'was' : 'were'} left out: ${listed(formats)}; ${reads} are read`] : [] };
}
