import path from 'node:path';
import type { FileTree } from './fileTree.js';

/** How a kind of data recognizes its files. */
export interface Recognizer {
  /** Several of its examples, for messages: `pictures`. */
  what: string;
  /** What is read, for messages: `PNG, JPEG and WebP`. */
  reads: string;
  /** By the name: true for a supported file, the name of the format for a similar but unsupported one (`GIF`), undefined if the name does not decide. */
  byName(name: string): true | string | undefined;
  /** By the first bytes, if the name does not decide; like {@link Recognizer.byName}. */
  byBytes?(start: Uint8Array): true | string | undefined;
}

/** Number of bytes that identify a file's format. */
const START = 512;
/** Maximum number of files without a known extension to inspect: in a folder, and in an archive, which has to unpack them. */
const MOST_LOOKED_INTO = { folder: 5000, file: 1, tar: 5000, zip: 200 } as const;
/** Extensions of files that often lie beside data but are not data. */
const BESIDE = new Set(['.json', '.jsonl', '.md', '.html', '.htm', '.pdf', '.py', '.js', '.mjs', '.ts', '.xml', '.yaml', '.yml', '.log', '.db', '.ini', '.sh', '.bat', '.license', '.mtl', '.bin', '.safetensors', '.onnx']);

const listed = (parts: readonly string[]) => (parts.length > 1 ? `${parts.slice(0, -1).join(', ')} and ${parts[parts.length - 1]}` : parts[0]);

/**
 * The files of a tree that a kind of data can read, by their names or, if those do not decide, by their first bytes.
 *
 * @returns their names in the tree's order, and a sentence about similar files that are not supported
 */
export async function selectFiles(tree: FileTree, { what, reads, byName, byBytes }: Recognizer): Promise<{ names: string[]; notes: string[] }> {
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
