/** `count` evenly spaced indices, so that sorted folders contribute some of each class; all if there are no more. */
export function spacedIndices(available: number, count = available): number[] {
  const taken = Math.min(count, available);
  return Array.from({ length: taken }, (_, i) => Math.floor((i * available) / taken));
}
