import { specsOf } from '@inrflow/onnx';

/** Functions that are compiled on first use, once for each set of shapes: padding can differ between batches. */
export function compiledByShape<Compiled extends { dispose(): Promise<void> }>() {
  const compiled = new Map<string, Compiled>();
  return {
    /** The function for the shapes of `given`, a tree of numbers on the host. */
    async of(given: object, compileIt: () => Promise<unknown>): Promise<Compiled> {
      const key = JSON.stringify(specsOf(given as never));
      const found = compiled.get(key) ?? ((await compileIt()) as Compiled);
      compiled.set(key, found);
      return found;
    },
    async dispose() {
      for (const one of compiled.values()) await one.dispose();
      compiled.clear();
    },
  };
}
