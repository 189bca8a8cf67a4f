import { spacedIndices, UnreadableExampleError, uniformValues, type Dataset } from '@inrflow/core';
import { createItemStore } from '@inrflow/core/node';
import { pictureSize } from '@inrflow/drawing/node';
import { pixelCoordinates } from '../modality/pixelCoordinates.js';
import { augmentationVector, augmented, drawAugmentation } from '../pictures/augmentation.js';
import { createDecoder } from './decoder.js';
import type { ImageDatasetOptions } from './options.js';
import { preparePixels } from './prepare.js';
import type { Entry, PictureSource } from './source.js';

/** A data set of square pictures. */
export interface ImageDataset extends Dataset {
  /** Edge of the pictures, in pixels. */
  size: number;
  /** Channels of a value: 1 (grey) or 3 (RGB). */
  channels: 1 | 3;
  /** File name of each example, relative to the folder or archive. */
  names: readonly string[];
  close(): Promise<void>;
}

/** Sample 0 … 255 → value in [-1, 1]. */
const VALUE_OF = Float32Array.from({ length: 256 }, (_, sample) => sample / 127.5 - 1);

/** `[size · size, channels]` values of pixels, mirrored left to right if asked. */
function toValues(pixels: Uint8Array, size: number, channels: number, mirrored: boolean): Float32Array {
  const values = new Float32Array(size * size * channels);
  for (let y = 0; y < size; y++) {
    for (let x = 0; x < size; x++) {
      const from = (y * size + (mirrored ? size - 1 - x : x)) * channels;
      const to = (y * size + x) * channels;
      for (let c = 0; c < channels; c++) values[to + c] = VALUE_OF[pixels[from + c]];
    }
  }
  return values;
}

/** Runs a step of reading, and turns its failure into an error that names the picture. */
async function orUnreadable<T>(source: PictureSource, entry: Entry, read: () => Promise<T>): Promise<T> {
  try {
    return await read();
  } catch (error) {
    throw new UnreadableExampleError(`cannot read picture '${source.locate(entry)}': ${(error as Error).message}`, { cause: error });
  }
}

/** Most pictures tried in search of a size. */
const MOST_LOOKED_AT = 1000;

/** Largest size that is chosen without being asked for: photographs have millions of pixels, and a step at 64 × 64 takes seconds on two cores. */
const MOST_BY_DEFAULT = 32;

/** The shorter edge of the first readable picture among some that are evenly spaced. */
async function edgeOfFirst(source: PictureSource): Promise<number> {
  let failure: unknown;
  const { entries } = source;
  for (const entry of spacedIndices(entries.length, MOST_LOOKED_AT).map((index) => entries[index])) {
    try {
      const { width, height } = await orUnreadable(source, entry, async () => {
        const loaded = await source.load(entry);
        return loaded instanceof Uint8Array ? pictureSize(loaded) : loaded;
      });
      return Math.min(width, height);
    } catch (error) {
      failure ??= error;
    }
  }
  throw failure;
}

/** The edge of the pictures of a data set, and what to tell about it. */
async function sizeOf(source: PictureSource, { size, strict = false }: ImageDatasetOptions): Promise<{ size: number; notes: string[] }> {
  if (typeof size === 'number') return { size, notes: [] };
  const edge = await edgeOfFirst(source);
  // A strict data set adapts nothing without being asked.
  if (size === 'first' || strict || edge <= MOST_BY_DEFAULT) return { size: edge, notes: [] };
  return { size: MOST_BY_DEFAULT, notes: [`the shorter edge of the first picture is ${edge} pixels: without a size, pictures are resized to ${MOST_BY_DEFAULT}×${MOST_BY_DEFAULT}`] };
}

/**
 * A data set over a source of pictures.
 *
 * @throws UnreadableExampleError if no size is given and no picture can be read to find it
 */
export async function createImageDataset(source: PictureSource, options: ImageDatasetOptions): Promise<ImageDataset> {
  const { channels = 3, background = [255, 255, 255], flip = false, strict = false, cacheBytes = 2 ** 30, workers = 1 } = options;
  const { size, notes } = await sizeOf(source, options);
  const { entries } = source;
  const { finerSize, augment = 0 } = options;
  if (finerSize !== undefined && finerSize <= size) throw new RangeError(`finerSize of an image data set must be more than size, ${size}, not ${finerSize}`);
  const preparation = { fit: { size, channels, background }, finerSize, strict };
  const decoder = createDecoder(preparation, workers);
  const prepare = async (entry: Entry) => {
    const loaded = await source.load(entry);
    // Preparing pixels that need no decoding is quicker than sending them to a thread.
    return loaded instanceof Uint8Array ? decoder.prepare(loaded) : preparePixels(loaded, preparation);
  };
  const store = createItemStore((index) => orUnreadable(source, entries[index], () => prepare(entries[index])), cacheBytes);
  const coordinates = pixelCoordinates(size, size);
  const finerCoordinates = finerSize === undefined ? undefined : pixelCoordinates(finerSize, finerSize);

  return {
    length: entries.length,
    classes: source.classes,
    size,
    channels,
    names: entries.map((entry) => entry.name),
    notes: [...(source.notes ?? []), ...notes],
    fingerprint: () => source.fingerprint(entries),
    async example(index, address) {
      if (!(index in entries)) throw new RangeError(`example ${index} of a data set of ${entries.length} was asked for`);
      const mirrored = flip && uniformValues({ ...address, stream: `${address.stream}/flip` }, 1)[0] < 0.5;
      const pixels = await store.get(index);
      const augmentation = drawAugmentation(address, augment);
      const valuesOf = (from: Uint8Array, edge: number) => {
        const values = toValues(from, edge, channels, mirrored);
        return augmentation ? augmented(values, edge, channels, augmentation) : values;
      };
      const finer = finerCoordinates && { points: finerSize! ** 2, coordinates: finerCoordinates, values: valuesOf(pixels.subarray(size * size * channels), finerSize!) };
      const { label } = entries[index];
      return {
        points: size * size, coordinates, values: valuesOf(pixels, size), ...(finer && { finer }),
        ...(augment > 0 && { augmentation: augmentationVector(augmentation) }), ...(label !== undefined && { label }),
      };
    },
    prefetch(indices) {
      store.prefetch(indices.filter((index) => index in entries));
    },
    async close() {
      try {
        await decoder.close();
      } finally {
        await source.close();
      }
    },
  };
}
