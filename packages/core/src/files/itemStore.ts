/** Decoded items of a data set by index: some cached, some being decoded. */
export interface ItemStore<Item> {
  /** An item; a cached one is decoded only once. */
  get(index: number): Promise<Item>;
  /** Starts decoding items that will be needed soon. */
  prefetch(indices: readonly number[]): void;
}

/** Items decoded ahead at the same time: few enough for the limit of open files, enough to keep the threads busy. */
const AT_ONCE = 32;
/** Maximum number of items decoded ahead and not yet requested. */
const AHEAD = 4096;

/**
 * Caches decoded items up to a number of bytes, first come, first kept: epochs visit every item once, so replacing the oldest
 * would evict each item shortly before it is needed again. Failures are not cached; the next request tries again.
 */
export function createItemStore<Item extends { byteLength: number }>(decode: (index: number) => Promise<Item>, limitBytes: number): ItemStore<Item> {
  const kept = new Map<number, Item>();
  const ahead = new Map<number, Promise<Item>>();
  const waiting = new Set<number>();
  let keptBytes = 0;
  let running = 0;

  async function decodeAndKeep(index: number): Promise<Item> {
    const item = await decode(index);
    if (!kept.has(index) && keptBytes + item.byteLength <= limitBytes) {
      kept.set(index, item);
      keptBytes += item.byteLength;
    }
    if (kept.has(index)) ahead.delete(index);
    return item;
  }

  function startWaiting(): void {
    for (const index of waiting) {
      if (running >= AT_ONCE) return;
      waiting.delete(index);
      running++;
      const item = decodeAndKeep(index);
      ahead.set(index, item);
      const next = () => {
        running--;
        startWaiting();
      };
      // A failure is reported to whoever asks for the item, not here.
      item.then(next, next);
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
