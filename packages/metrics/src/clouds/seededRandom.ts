/**
 * Uniform numbers in [0, 1) from a seed and a stream: SplitMix's idea in 32 bits, a Weyl sequence through MurmurHash3's finalizer. Good for
 * choosing points, not for secrets.
 *
 * @param seed an integer in [0, 2³²)
 * @param stream which of the seed's independent sequences, such as a cloud's index
 * @throws RangeError if either is not such an integer
 */
export function seededRandom(seed: number, stream = 0): () => number {
  for (const [field, value] of Object.entries({ seed, stream })) {
    if (!Number.isInteger(value) || value < 0 || value > 0xffffffff) throw new RangeError(`${field} must be an integer in [0, 4294967295], not ${value}`);
  }
  let state = mix(mix(seed) + stream);
  return () => {
    state = (state + 0x9e3779b9) >>> 0;
    return mix(state) / 0x100000000;
  };
}

function mix(word: number): number {
  let mixed = word >>> 0;
  mixed = Math.imul(mixed ^ (mixed >>> 16), 0x85ebca6b);
  mixed = Math.imul(mixed ^ (mixed >>> 13), 0xc2b2ae35);
  return (mixed ^ (mixed >>> 16)) >>> 0;
}
