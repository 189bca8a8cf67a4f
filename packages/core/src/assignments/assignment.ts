/** Which pairs each latent reads. */
export interface Assignment {
  latents: number;
  /** Places for pairs in each latent; those beyond its count are padding. */
  pairsPerLatent: number;
  /** `[latents, pairsPerLatent]`: indices of pairs; padding repeats a valid index. */
  indices: Int32Array;
  /** `[latents]`: how many of a latent's places are pairs. */
  counts: Int32Array;
}
