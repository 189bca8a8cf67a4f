import path from 'node:path';
import { UnreadableExampleError } from '../modality/dataset.js';
import { fingerprintOf, openFileTree, type FileTree, type FileTreeOptions } from './fileTree.js';
import { selectFiles, type Recognizer } from './selectFiles.js';
import { inPart } from './split.js';
import { byCodePoint, classifyByFolder, wrappingFolder } from './tree.js';

/** Options for files with one example each: how to recognize them, and which to use. */
export interface ExampleFilesOptions extends FileTreeOptions, Recognizer {
  /** One example, for messages: `sound`. */
  one: string;
  /** Where classes come from: the top-level folders (default), or nowhere. */
  labels?: 'folders' | 'none';
  /** A part of the files, chosen by a hash of each name, so that it does not depend on other files. All of them by default. */
  split?: { /** Fraction held out, between 0 and 1. */ heldOut: number; part: 'train' | 'held-out' };
}

/** A file that holds one example. */
export interface ExampleFile {
  /** Path inside the folder or archive, with forward slashes; unique. */
  name: string;
  /** Index into the classes. */
  label?: number;
}

/** The files of a data set with one file per example. */
export interface ExampleFiles {
  files: readonly ExampleFile[];
  /** Names of the classes, in the order of the labels; empty if there are none. */
  classes: readonly string[];
  /** Notes for the user about what was found while opening, a sentence each. */
  notes: readonly string[];
  /**
   * Reads a file and decodes its bytes.
   *
   * @throws UnreadableExampleError naming the file and the reason, if either fails
   * @throws RangeError if there is no such file
   */
  read<T>(index: number, parse: (bytes: Uint8Array, name: string) => T | Promise<T>): Promise<T>;
  /** A fingerprint: a short text that is the same for the same files. */
  fingerprint(): Promise<string>;
  /** Closes the archive; always settles. */
  close(): Promise<void>;
}

async function filesOf(tree: FileTree, file: string, { what, reads, byName, byBytes, labels = 'folders', split }: ExampleFilesOptions) {
  const { names: stored, notes } = await selectFiles(tree, { what, reads, byName, byBytes });
  const found = [...tree.notes, ...notes];
  if (stored.length === 0) throw new Error(`${tree.where} holds no ${what}; looked for ${reads} in it and its folders${found.map((note) => `; ${note}`).join('')}`);
  const prefix = tree.kind === 'folder' ? '' : wrappingFolder(stored);
  const names = stored.map((name) => name.slice(prefix.length));
  const { entries, classes } = labels === 'folders' ? classifyByFolder(names, tree.where, what) : { entries: names.sort(byCodePoint).map((name): ExampleFile => ({ name })), classes: [] };
  const files: ExampleFile[] = split ? entries.filter(({ name }) => inPart(name, split)) : entries;
  if (files.length === 0) throw new Error(`the ${split!.part} part of '${file}' is empty: ${entries.length} ${what}, heldOut ${split!.heldOut}`);
  return { files, classes, notes: found, prefix };
}

/**
 * Opens files with one example each: a folder tree, or a zip, tar or tar.gz of one. A folder that wraps a whole archive is ignored.
 *
 * @throws Error naming the path if nothing is there (with the nearest name), it holds no such files, files lie in class folders and beside them, or the part is empty
 */
export async function openExampleFiles(file: string, options: ExampleFilesOptions): Promise<ExampleFiles> {
  const tree = await openFileTree(file, options);
  try {
    if (tree.kind === 'file') {
      const isOne = options.byName(path.basename(file)) === true || (options.byBytes?.(await tree.head(tree.names[0], 512)) === true);
      throw new Error(isOne ? `'${file}' is a single ${options.one}: give its folder, '${path.dirname(file)}'` : `'${file}' is not a data set of ${options.what}: expected a folder, or a .zip, .tar or .tar.gz of one`);
    }
    const { files, classes, notes, prefix } = await filesOf(tree, file, options);
    return {
      files, classes, notes,
      async read(index, parse) {
        if (!(index in files)) throw new RangeError(`example ${index} of a data set of ${files.length} was asked for`);
        const { name } = files[index];
        try {
          return await parse(await tree.read(prefix + name), name);
        } catch (error) {
          throw new UnreadableExampleError(`cannot read ${options.one} '${tree.locate(prefix + name)}': ${(error as Error).message}`, { cause: error });
        }
      },
      fingerprint: () => fingerprintOf(tree, files.map(({ name }) => prefix + name), (name) => name.slice(prefix.length)),
      close: tree.close,
    };
  } catch (error) {
    await tree.close();
    throw error;
  }
}
