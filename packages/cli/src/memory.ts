import { freemem } from 'node:os';

/** Bytes of memory that this process may still use. */
export function availableMemory(): number {
  // Node 20.13 and later respect the limits of containers.
  const { availableMemory: limit } = process as { availableMemory?: () => number };
  return limit?.() || freemem();
}
