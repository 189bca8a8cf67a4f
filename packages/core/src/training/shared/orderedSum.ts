import type { ArrayPart, ProcessGroup } from '../../processes/index.js';

/** How many numbers of each process's part are in transit at once; takes memory for as many from every process. */
const AT_ONCE = 1 << 20;

/**
 * Adds every process's array to the sums of this process's part, one process after the other in the order of ranks, as gradient accumulation adds one piece after the other, so the bits are the same. Each
 * number goes to the process that sums it, so that a process sends and receives as much as in a sum whose order is free; the additions are done here instead of on the way.
 *
 * @param sums of this process's part so far
 */
export async function addInOrder(processes: ProcessGroup, array: Float32Array, parts: readonly ArrayPart[], sums: Float32Array): Promise<void> {
  const { rank, size } = processes;
  const longest = Math.max(...parts.map(({ length }) => length));
  const received = new Float32Array(size * Math.min(AT_ONCE, parts[rank].length));
  for (let start = 0; start < longest; start += AT_ONCE) {
    const pieces = parts.map(({ offset, length }) => ({ offset: offset + Math.min(start, length), length: Math.max(0, Math.min(AT_ONCE, length - start)) }));
    const { length } = pieces[rank];
    await processes.exchange(array, pieces, received);
    const into = sums.subarray(start, start + length);
    for (let from = 0; from < size; from++) {
      const piece = received.subarray(from * length, (from + 1) * length);
      for (let i = 0; i < length; i++) into[i] += piece[i];
    }
  }
}
