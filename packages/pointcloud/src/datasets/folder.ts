import { readFile, stat } from 'node:fs/promises';
import path from 'node:path';
import { listFiles } from '@inrflow/core/node';
import { readShape } from '../files/readShape.js';
import { checkSize, type ShapeSource, type SourceOptions } from './source.js';
import { classifyTree, isShapeName, noShapes } from './tree.js';

/** The bytes of a file, where it is not too large. */
async function readChecked(file: string, maxFileBytes: number): Promise<Uint8Array> {
  checkSize((await stat(file)).size, maxFileBytes);
  return readFile(file);
}

/**
 * A folder tree of meshes and clouds.
 *
 * @throws Error where it holds no shapes, or shapes both in class folders and beside them
 */
export async function openFolder(root: string, { labels, maxFileBytes }: SourceOptions): Promise<ShapeSource> {
  const names = await listFiles(root, isShapeName);
  if (names.length === 0) throw noShapes(`folder '${root}'`);
  /** A file that a shape refers to, if it lies in the tree. */
  const readBeside = async (file: string, address: string) => {
    const beside = path.resolve(path.dirname(file), address);
    if (path.relative(root, beside).startsWith('..')) throw new Error(`it refers to '${address}', which lies outside the data set`);
    return readChecked(beside, maxFileBytes);
  };
  return {
    ...classifyTree(names, `folder '${root}'`, labels),
    locate: ({ name }) => path.join(root, name),
    load: async ({ name }) => {
      const file = path.join(root, name);
      return readShape({ name, bytes: await readChecked(file, maxFileBytes), beside: (address) => readBeside(file, address) });
    },
    close: async () => {},
  };
}
