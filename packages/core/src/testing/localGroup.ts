import type { ProcessGroup } from '../processes/index.js';

/** What one process contributes, and the function that tells it that all have. */
interface Call<Given> {
  given: Given;
  resolve(all: readonly Given[]): void;
}

/**
 * A group whose processes are promises of one process: a double for tests of what groups do. Sums are added in the order of ranks.
 *
 * @returns the group as each process sees it
 */
export function localGroup(size: number): ProcessGroup[] {
  const waiting = new Map<number, Call<unknown>[]>();
  const names = Array.from({ length: size }, (_, rank) => `rank ${rank}`);
  return names.map((_, rank): ProcessGroup => {
    let calls = 0;
    /** Waits for what all processes hand in to their call of the same number. */
    const meet = <Given>(given: Given) => new Promise<readonly Given[]>((resolve) => {
      const number = calls++;
      const at = waiting.get(number) ?? new Array<Call<unknown>>(size);
      at[rank] = { given, resolve: resolve as (all: readonly unknown[]) => void };
      waiting.set(number, at);
      if (Object.keys(at).length < size) return;
      waiting.delete(number);
      at.forEach((call) => call.resolve(at.map((each) => each.given)));
    });
    const summed = (arrays: readonly Float32Array[]) => arrays[0].map((first, i) => arrays.slice(1).reduce((sum, array) => Math.fround(sum + array[i]), first));
    return {
      rank, size, names,
      gather: (bytes) => meet(bytes.slice()).then((all) => all.map((each) => each.slice())),
      async sum(array) {
        array.set(summed(await meet(array.slice())));
      },
      async sumParts(array, parts, into) {
        const { offset, length } = parts[rank];
        into.set(summed(await meet(array.slice())).subarray(offset, offset + length));
      },
      async exchange(array, parts, into) {
        const { offset, length } = parts[rank];
        (await meet(array.slice())).forEach((other, from) => into.set(other.subarray(offset, offset + length), from * length));
      },
      async spread(array, parts) {
        (await meet(array.slice())).forEach((other, from) => array.set(other.subarray(parts[from].offset, parts[from].offset + parts[from].length), parts[from].offset));
      },
      async collect(own, parts, into) {
        const all = await meet(own.slice());
        if (rank === 0) all.forEach((part, from) => into!.set(part, parts[from].offset));
      },
      close: async () => {},
    };
  });
}
