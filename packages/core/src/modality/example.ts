/** One coordinate–value set of a data set, with what it is conditioned on. */
export interface Example {
  /** Number of pairs. */
  points: number;
  /** `[points, coordinateChannels]`, row-major. */
  coordinates: Float32Array;
  /** `[points, valueChannels]`, row-major. */
  values: Float32Array;
  /**
   * Other pairs of the same thing, of which training decodes some and the encoder reads none, such as those of a larger version of a picture. The network then
   * learns values at places between those that it reads. Optional; all examples of a data set have them, or none.
   */
  finer?: { points: number; coordinates: Float32Array; values: Float32Array };
  /** Index into the data set's classes; absent where there are none. */
  label?: number;
  /** How the example was augmented, `[augmentationChannels]`; all zeros if it was not. The network is told, so that samples do not look augmented (Karras et al., 2022). */
  augmentation?: Float32Array;
  /** Tokens that every block cross-attends to: `[tokens, conditionChannels]`; absent where the modality has none. */
  condition?: { tokens: number; features: Float32Array };
}
