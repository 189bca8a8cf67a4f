import { specsOf } from '@inrflow/onnx';

/** Functions that are compiled on first use, once for each set of shapes: padding can differ between batches. */
export function compiledByShape<Compiled extends { dispose(): Promise<void> }>() {
  const compiled = new Map<string, Promise<Compiled>>();
  return {
    /** The function for the shapes of `given`, a tree of numbers on the host. */
    of(given: object, compileIt: () => Promise<unknown>): Promise<Compiled> {
      const key = JSON.stringify(specsOf(given as never));
      const found = compiled.get(key);
      if (found) return found;
      const making = compileIt() as Promise<Compiled>;
      compiled.set(key, making);
      making.catch(() => compiled.delete(key));
      return making;
    },
    async dispose() {
      const all = await Promise.allSettled(compiled.values());
      compiled.clear();
      for (const one of all) if (one.status === 'fulfilled') await one.value.dispose();
    },
  };
}
