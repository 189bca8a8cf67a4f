/** Which pairs each latent reads. */
export interface Assignment {
  latents: number;
  /** Slots for pairs in each latent; slots beyond its count are padding. */
  pairsPerLatent: number;
  /** `[latents, pairsPerLatent]`: indices of pairs; padding repeats a valid index. */
  indices: Int32Array;
  /** `[latents]`: how many of a latent's slots hold pairs. */
  counts: Int32Array;
  /**
   * `[latents, pairsPerLatent]`: 1 if a slot holds a pair, for latents whose slots have a meaning and may stay empty, because the linear encoder
   * distinguishes slots. If absent, the first `counts` slots of a latent.
   */
  mask?: Uint8Array;
}
