import path from 'node:path';
import { fingerprintOf, selectFiles, wrappingFolder, type FileTree } from '@inrflow/core/node';
import { SHAPE_EXTENSIONS, shapeByBytes, shapeByName } from '../files/readShape.js';
import type { Shape } from '../files/shape.js';
import type { ShapeReader } from '../files/shapeReader.js';
import type { ShapeSource, SourceOptions } from './source.js';
import { classifyTree } from './tree.js';

/**
 * Reads a shape of a tree; files that it refers to are looked for relative to it in that tree, and nowhere else.
 *
 * @param read returns the bytes of a file of the tree
 * @throws Error whose message gives the reason
 */
export function readFrom(reader: ShapeReader, names: ReadonlySet<string>, read: (name: string) => Promise<Uint8Array>, name: string): Promise<Shape> {
  const beside = async (address: string) => {
    const file = path.posix.join(path.posix.dirname(name), address);
    if (file.startsWith('../') || path.posix.isAbsolute(address)) throw new Error(`it refers to '${address}', which lies outside the data set`);
    if (!names.has(file)) throw new Error(`it refers to '${address}', which is not there`);
    return read(file);
  };
  return read(name).then((bytes) => reader.read({ name, bytes, beside }));
}

/** Whether a name is that of a text file of any kind, which counts as a cloud only if there are no other shapes. */
const isLooseText = (name: string) => /\.(?:txt|csv|asc)$/i.test(name);

/**
 * Shapes of a folder or an archive: see {@link classifyTree}. A folder that wraps a whole archive is ignored; `.txt`, `.csv` and `.asc` beside other shapes are taken for notes.
 *
 * @param tree closed with the source
 * @throws Error if it holds no shapes, or has shapes both in class folders and beside them
 */
export async function treeSource(tree: FileTree, reader: ShapeReader, { labels }: SourceOptions): Promise<ShapeSource> {
  const selected = await selectFiles(tree, { what: 'shapes', reads: SHAPE_EXTENSIONS.join(', '), byName: shapeByName, byBytes: shapeByBytes });
  const plain = selected.names.filter((name) => !isLooseText(name));
  const stored = plain.length > 0 ? plain : selected.names;
  if (stored.length === 0) throw new Error(`${tree.where} holds no shapes; looked for ${SHAPE_EXTENSIONS.join(', ')} in it and its folders${selected.notes.map((note) => `; ${note}`).join('')}`);
  const prefix = tree.kind === 'folder' ? '' : wrappingFolder(stored);
  const all = new Set(tree.names);
  return {
    ...classifyTree(stored.map((name) => name.slice(prefix.length)), tree.where, labels),
    notes: [...tree.notes, ...selected.notes],
    locate: ({ name }) => tree.locate(prefix + name),
    load: ({ name }) => readFrom(reader, all, (file) => tree.read(file), prefix + name),
    fingerprint: (entries) => fingerprintOf(tree, entries.map(({ name }) => prefix + name), (name) => name.slice(prefix.length)),
    close: async () => {
      await reader.close();
      await tree.close();
    },
  };
}
