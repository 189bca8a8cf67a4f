import path from 'node:path';
import { wrappingFolder, type ZipArchive } from '@inrflow/core/node';
import { readShape } from '../files/readShape.js';
import type { Shape } from '../files/shape.js';
import { checkSize, type ShapeSource, type SourceOptions } from './source.js';
import { classifyTree, isShapeName, noShapes } from './tree.js';

/**
 * A shape inside an archive; what it refers to is looked for beside it there.
 *
 * @throws Error whose message gives the reason
 */
export async function readZippedShape(zip: ZipArchive, name: string, maxFileBytes: number): Promise<Shape> {
  const read = async (file: string) => {
    checkSize(zip.size(file), maxFileBytes);
    return zip.read(file);
  };
  return readShape({ name, bytes: await read(name), beside: (address) => read(path.posix.join(path.posix.dirname(name), address)) });
}

/**
 * A zip archive of the same tree as a folder of shapes, read without unpacking; a folder that wraps the whole tree is left out.
 *
 * @throws Error where it holds no shapes
 */
export function zipSource(file: string, zip: ZipArchive, { labels, maxFileBytes }: SourceOptions): ShapeSource {
  const where = `zip archive '${file}'`;
  const shapes = zip.names.filter(isShapeName);
  if (shapes.length === 0) throw noShapes(where);
  const prefix = wrappingFolder(shapes);
  return {
    ...classifyTree(shapes.map((name) => name.slice(prefix.length)), where, labels),
    locate: ({ name }) => `${file}:${prefix}${name}`,
    load: ({ name }) => readZippedShape(zip, prefix + name, maxFileBytes),
    close: zip.close,
  };
}
