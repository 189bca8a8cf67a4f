import type { ArrayPart, ProcessGroup } from './processGroup.js';

/** Numbers divided into parts of about equal length, one for each process. */
export function divided(length: number, size: number): ArrayPart[] {
  const at = (rank: number) => Math.floor((length * rank) / size);
  return Array.from({ length: size }, (_, rank) => ({ offset: at(rank), length: at(rank + 1) - at(rank) }));
}

/** The items of a list that a process handles: consecutive ones, about equally many per process. */
export function shareOf<Item>(items: readonly Item[], { rank, size }: Pick<ProcessGroup, 'rank' | 'size'>): Item[] {
  const { offset, length } = divided(items.length, size)[rank];
  return items.slice(offset, offset + length);
}
