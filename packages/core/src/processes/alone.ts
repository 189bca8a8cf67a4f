import type { ProcessGroup } from './processGroup.js';

/** The group of one process: nothing is sent anywhere. */
export const alone: ProcessGroup = {
  rank: 0,
  size: 1,
  names: ['the process'],
  gather: async (bytes) => [bytes],
  sum: async () => {},
  sumParts: async (array, [{ offset, length }], into) => into.set(array.subarray(offset, offset + length)),
  exchange: async (array, [{ offset, length }], into) => into.set(array.subarray(offset, offset + length)),
  spread: async () => {},
  collect: async (own, [{ offset }], into) => into?.set(own, offset),
  close: async () => {},
};
