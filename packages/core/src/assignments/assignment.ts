/** Which pairs each latent reads. */
export interface Assignment {
  latents: number;
  /** Places for pairs in each latent; those beyond its count are padding. */
  pairsPerLatent: number;
  /** `[latents, pairsPerLatent]`: indices of pairs; padding repeats a valid index. */
  indices: Int32Array;
  /** `[latents]`: how many of a latent's places are pairs. */
  counts: Int32Array;
  /**
   * `[latents, pairsPerLatent]`: 1 where a place holds a pair, for latents whose places mean something and may stay empty, as the linear encoder
   * tells places apart. A latent's first `counts` places where absent.
   */
  mask?: Uint8Array;
}
