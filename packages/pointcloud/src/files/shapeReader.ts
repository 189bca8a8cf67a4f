import { builtWorker, createTaskThreads } from '@inrflow/core/node';
import { gltfAddresses } from './gltf.js';
import { extensionOf, readShape } from './readShape.js';
import type { Shape, ShapeFile } from './shape.js';

/** A request to a thread: a file to read, and the files beside it that it refers to. */
export interface ReadRequest {
  name: string;
  bytes: Uint8Array;
  /** Bytes of the files that it refers to, by address. */
  beside: ReadonlyMap<string, Uint8Array>;
}

/** Reads shapes, on a thread if it can: a file that loops or takes too much memory fails without affecting the others. */
export interface ShapeReader {
  /** @throws Error whose message gives the reason */
  read(file: ShapeFile): Promise<Shape>;
  /** Always settles. */
  close(): Promise<void>;
}

/** Most seconds that a file may take: a quarter of a gigabyte of text takes some twenty. */
const TIME_LIMIT = 60;

/** Serves a request. */
export const readRequested = ({ name, bytes, beside }: ReadRequest): Promise<Shape> => readShape({
  name, bytes,
  async beside(address) {
    const found = beside.get(address);
    if (!found) throw new Error(`its file '${address.slice(0, 60)}' is not at hand`);
    return found;
  },
});

/** Opens a reader of shapes. Without the built worker beside this module (running from sources, or bundled) it reads on the calling thread. */
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
