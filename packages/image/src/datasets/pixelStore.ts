/** Decoded pixels by index: some kept for good, some on their way. */
export interface PixelStore {
  /** Pixels of a picture, decoded once where they are kept. */
  get(index: number): Promise<Uint8Array>;
  /** Begins to decode pictures that will be asked for. */
  prefetch(indices: readonly number[]): void;
}

/** Pictures decoded ahead at the same time: few enough for the limit of open files, enough to keep the threads busy. */
const AT_ONCE = 32;
/** Most pictures that may be decoded ahead and not yet asked for. */
const AHEAD = 4096;

/**
 * Keeps decoded pixels up to a number of bytes, first come first kept: epochs visit every picture once, so replacing the oldest
 * would lose each picture shortly before it is needed again. A failure is not kept; asking again tries again.
 */
export function createPixelStore(decode: (index: number) => Promise<Uint8Array>, limitBytes: number): PixelStore {
  const kept = new Map<number, Uint8Array>();
  const ahead = new Map<number, Promise<Uint8Array>>();
  const waiting = new Set<number>();
  let keptBytes = 0;
  let running = 0;

  async function decodeAndKeep(index: number): Promise<Uint8Array> {
    const pixels = await decode(index);
    if (!kept.has(index) && keptBytes + pixels.byteLength <= limitBytes) {
      kept.set(index, pixels);
      keptBytes += pixels.byteLength;
    }
    if (kept.has(index)) ahead.delete(index);
    return pixels;
  }

  function startWaiting(): void {
    for (const index of waiting) {
      if (running >= AT_ONCE) return;
      waiting.delete(index);
      running++;
      const pixels = decodeAndKeep(index);
      ahead.set(index, pixels);
      const next = () => {
        running--;
        startWaiting();
      };
      // A failure is reported to whoever asks for the picture, not here.
      pixels.then(next, next);
    }
  }

  return {
    get(index) {
      const here = kept.get(index);
      if (here) return Promise.resolve(here);
      const coming = ahead.get(index) ?? decodeAndKeep(index);
      ahead.delete(index);
      waiting.delete(index);
      return coming;
    },
    prefetch(indices) {
      for (const index of indices) {
        if (!kept.has(index) && !ahead.has(index) && ahead.size + waiting.size < AHEAD) waiting.add(index);
      }
      startWaiting();
    },
  };
}
