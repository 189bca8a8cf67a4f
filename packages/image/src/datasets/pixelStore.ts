/** Decoded pixels by index: some kept for good, some on their way. */
export interface PixelStore {
  /** Pixels of a picture, decoded once where they are kept. */
  get(index: number): Promise<Uint8Array>;
  /** Begins to decode pictures that will be asked for. */
  prefetch(indices: readonly number[]): void;
}

/** Most pictures that may be decoded ahead and not yet asked for. */
const AHEAD = 4096;

/**
 * Keeps decoded pixels up to a number of bytes, first come first kept: epochs visit every picture once, so replacing the oldest
 * would lose each picture shortly before it is needed again. A failure is not kept; asking again tries again.
 */
export function createPixelStore(decode: (index: number) => Promise<Uint8Array>, limitBytes: number): PixelStore {
  const kept = new Map<number, Uint8Array>();
  const ahead = new Map<number, Promise<Uint8Array>>();
  let keptBytes = 0;

  function begin(index: number): Promise<Uint8Array> {
    const pixels = decode(index);
    pixels.then((done) => {
      if (kept.has(index) || keptBytes + done.byteLength > limitBytes) return;
      kept.set(index, done);
      keptBytes += done.byteLength;
      ahead.delete(index);
    }, () => {});
    return pixels;
  }

  return {
    get(index) {
      const here = kept.get(index);
      if (here) return Promise.resolve(here);
      const coming = ahead.get(index) ?? begin(index);
      ahead.delete(index);
      return coming;
    },
    prefetch(indices) {
      for (const index of indices) {
        if (!kept.has(index) && !ahead.has(index) && ahead.size < AHEAD) ahead.set(index, begin(index));
      }
    },
  };
}
