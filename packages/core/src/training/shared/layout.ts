import type { ArrayPart } from '../../processes/index.js';
import type { NamedArrays } from '../arrays.js';

/** Arrays laid out end to end in one, so that those of each process are consecutive. */
export interface Layout {
  /** The part of the one array that each process keeps. */
  parts: readonly ArrayPart[];
  /** Names of the arrays that a process keeps, in the order of the network's parameters. */
  namesOf(rank: number): string[];
  /** The process that keeps an array. */
  ownerOf(name: string): number;
  /** Views of one array of all numbers, by name, in the order of the network's parameters. */
  views(all: Float32Array): NamedArrays;
  /** How many numbers there are. */
  length: number;
}

/** Deals whole arrays to processes, so that each keeps about equally many numbers: the largest first, each to the process that has the fewest. The result is the same on every process. */
export function layoutOf(arrays: NamedArrays, size: number): Layout {
  const names = Object.keys(arrays);
  // Keeps only the shapes, so that the arrays can be freed.
  const shapes = new Map(names.map((name) => [name, arrays[name].shape]));
  const sizes = new Map(names.map((name) => [name, arrays[name].data.length]));
  const sizeOf = (name: string) => sizes.get(name)!;
  const owner = new Map<string, number>();
  const lengths = new Array<number>(size).fill(0);
  for (const name of [...names].sort((a, b) => sizeOf(b) - sizeOf(a) || names.indexOf(a) - names.indexOf(b))) {
    const rank = lengths.indexOf(Math.min(...lengths));
    owner.set(name, rank);
    lengths[rank] += sizeOf(name);
  }
  const parts = lengths.map((length, rank) => ({ offset: lengths.slice(0, rank).reduce((sum, each) => sum + each, 0), length }));
  const namesOf = (rank: number) => names.filter((name) => owner.get(name) === rank);
  const offsets = new Map<string, number>();
  for (const [rank, { offset }] of parts.entries()) namesOf(rank).reduce((at, name) => (offsets.set(name, at), at + sizeOf(name)), offset);
  return {
    parts, namesOf, ownerOf: (name) => owner.get(name)!,
    length: lengths.reduce((sum, each) => sum + each, 0),
    views: (all) => Object.fromEntries(names.map((name) => {
      const at = offsets.get(name)!;
      return [name, { dtype: 'float32' as const, shape: shapes.get(name)!, data: all.subarray(at, at + sizeOf(name)) }];
    })),
  };
}

/** Some of the arrays, in their original order. */
export function selected(arrays: NamedArrays, names: readonly string[]): NamedArrays {
  const wanted = new Set(names);
  return Object.fromEntries(Object.entries(arrays).filter(([name]) => wanted.has(name)));
}
