import { builtWorker, createTaskThreads } from '@inrflow/core/node';
import { gltfAddresses } from './gltf.js';
import { extensionOf, readShape } from './readShape.js';
import type { Shape, ShapeFile } from './shape.js';

/** What a thread is asked: to read a file, with the files beside it that it refers to. */
export interface ReadRequest {
  name: string;
  bytes: Uint8Array;
  beside: ReadonlyMap<string, Uint8Array>;
}

/** Reads shapes, on a thread if it can: a file that loops or takes too much memory is ended alone. */
export interface ShapeReader {
  /** @throws Error whose message gives the reason */
  read(file: ShapeFile): Promise<Shape>;
  /** Always settles. */
  close(): Promise<void>;
}

/** Seconds that a file may take: one of a quarter of a gigabyte as text takes some twenty. */
const TIME_LIMIT = 60;

/** Reads what was asked for. */
export const readRequested = ({ name, bytes, beside }: ReadRequest): Promise<Shape> => readShape({
  name, bytes,
  async beside(address) {
    const found = beside.get(address);
    if (!found) throw new Error(`its file '${address.slice(0, 60)}' is not at hand`);
    return found;
  },
});

/** Without the built worker beside this module (running from sources, or bundled) shapes are read on the calling thread. */
export function createShapeReader(file = builtWorker(import.meta.url, 'shapeWorker')): ShapeReader {
  const threads = createTaskThreads<ReadRequest, Shape>({ file, threads: 1, here: readRequested, timeLimit: TIME_LIMIT, memoryLimit: 4096 });
  return {
    async read({ name, bytes, beside }) {
      const found = new Map<string, Uint8Array>();
      if (extensionOf(name) === '.gltf' && beside) for (const address of gltfAddresses(bytes)) found.set(address, await beside(address));
      return threads.run({ name, bytes, beside: found });
    },
    close: () => threads.close(),
  };
}
