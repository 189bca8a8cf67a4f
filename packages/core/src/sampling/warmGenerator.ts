import type { Generator } from './generator.js';

/** A generator with those who use it; whoever keeps it for the next ones counts as one. */
interface Entry {
  key: string;
  generator: Promise<Generator>;
  users: number;
}

/** Keeps the last generator of a model compiled for the next samples of the same sizes: compiling a small network takes as long as some of its samples. */
export interface WarmGenerator {
  /**
   * Does some work with the generator of a key, which is kept if the last work had the same key, and otherwise made. After an error it is not kept.
   *
   * @param key everything that the generator and the sizes of its compiled functions depend on
   */
  use<Result>(key: string, make: () => Promise<Generator>, work: (generator: Generator) => Promise<Result>): Promise<Result>;
  /** Frees the generator as soon as nobody uses it. The next work makes another. */
  dispose(): Promise<void>;
}

/** A keeper without a generator. */
export function warmGenerator(): WarmGenerator {
  let kept: Entry | undefined;
  const leave = async (entry: Entry) => {
    if (--entry.users === 0) await (await entry.generator.catch(() => undefined))?.dispose();
  };
  const drop = async (entry: Entry | undefined) => {
    if (!entry || entry !== kept) return;
    kept = undefined;
    await leave(entry);
  };
  return {
    async use(key, make, work) {
      if (kept?.key !== key) await drop(kept);
      const entry = (kept ??= { key, generator: make(), users: 1 });
      entry.users++;
      try {
        return await work(await entry.generator);
      } catch (error) {
        await drop(entry);
        throw error;
      } finally {
        await leave(entry);
      }
    },
    dispose: () => drop(kept),
  };
}
