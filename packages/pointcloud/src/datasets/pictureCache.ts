import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { gunzipSync, gzipSync } from 'node:zlib';
import { makeFolder, writeFileAtomically } from '@inrflow/core/node';
import type { Shape } from '../files/shape.js';
import type { Camera } from '@inrflow/drawing';
import type { Rendering } from '@inrflow/drawing';

/** Raise this whenever views are drawn differently, so that old pictures are not taken for new ones; a test compares it with what is drawn. */
export const RENDERER_VERSION = 1;

/** A cache of pictures on disk. */
export interface PictureCache {
  /** The picture of a shape from a camera: read if any process has drawn it before, else drawn and kept. */
  get(shape: Shape, camera: Camera, draw: () => Rendering): Promise<Rendering>;
}

const bytesOf = ({ buffer, byteOffset, byteLength }: Float32Array | Uint32Array) => new Uint8Array(buffer, byteOffset, byteLength);

/** A key derived from everything that a picture depends on. */
function keyOf(shape: Shape, { eye, fieldOfView, right, up, forward }: Camera, size: number): string {
  const arrays = shape.kind === 'mesh' ? [shape.mesh.vertices, shape.mesh.triangles] : [shape.positions];
  const hash = createHash('sha256').update(JSON.stringify([RENDERER_VERSION, shape.kind, size, eye, fieldOfView, right, up, forward, arrays.map(({ length }) => length)]));
  for (const array of arrays) hash.update(bytesOf(array));
  return hash.digest('hex');
}

/** The samples of a cached picture; undefined if there is none, or if gzip's checksum or the length shows that it is damaged. */
async function readKept(file: string, byteLength: number): Promise<Uint8Array | undefined> {
  try {
    const data = gunzipSync(await readFile(file), { maxOutputLength: byteLength });
    return data.length === byteLength ? new Uint8Array(data) : undefined;
  } catch {
    return undefined;
  }
}

/**
 * Opens a folder of square pictures: `KEY.rgb.gz`, 8-bit samples `[size, size, 3]` compressed by gzip, named by a hash of the placed shape, the camera,
 * the size and {@link RENDERER_VERSION}. The folder is created with the first picture; several processes may share it.
 *
 * @param size pixels along an edge
 */
export function openPictureCache(folder: string, size: number): PictureCache {
  return {
    async get(shape, camera, draw) {
      const file = path.join(folder, `${keyOf(shape, camera, size)}.rgb.gz`);
      const kept = await readKept(file, 3 * size * size);
      if (kept) return { width: size, height: size, channels: 3, data: kept };
      const picture = draw();
      await makeFolder(folder);
      await writeFileAtomically(file, gzipSync(picture.data));
      return picture;
    },
  };
}
