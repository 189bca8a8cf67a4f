/**
 * Some of the numbers 0 … count − 1, each at most once, in random order (the first steps of a Fisher–Yates shuffle).
 *
 * @param chosen how many, at most `count`
 * @param random uniform numbers in [0, 1)
 */
export function chooseIndices(count: number, chosen: number, random: () => number): Uint32Array {
  const order = Uint32Array.from({ length: count }, (_, i) => i);
  for (let i = 0; i < chosen; i++) {
    const j = i + Math.floor(random() * (count - i));
    [order[i], order[j]] = [order[j], order[i]];
  }
  return order.slice(0, chosen);
}
