/** One coordinate–value set of a data set, with its condition. */
export interface Example {
  /** Number of pairs. */
  points: number;
  /** `[points, coordinateChannels]`, row-major. */
  coordinates: Float32Array;
  /** `[points, valueChannels]`, row-major. */
  values: Float32Array;
  /**
   * More pairs of the same example, such as those of a larger version of a picture. Training decodes some of them; the encoder reads none. This teaches
   * the network values between the coordinates that it reads. Optional; either all examples of a data set have them, or none.
   */
  finer?: { points: number; coordinates: Float32Array; values: Float32Array };
  /** Index into the data set's classes; absent if there are none. */
  label?: number;
  /** How the example was augmented, `[augmentationChannels]`; all zeros if it was not. The network sees this vector, so samples do not look augmented (Karras et al., 2022). */
  augmentation?: Float32Array;
  /** Tokens that every block cross-attends to: `[tokens, conditionChannels]`; absent if the modality has none. */
  condition?: { tokens: number; features: Float32Array };
}
