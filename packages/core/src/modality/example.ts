/** One coordinate–value set of a data set, with what it is conditioned on. */
export interface Example {
  /** Number of pairs. */
  points: number;
  /** `[points, coordinateChannels]`, row-major. */
  coordinates: Float32Array;
  /** `[points, valueChannels]`, row-major. */
  values: Float32Array;
  /** Index into the data set's classes; absent where there are none. */
  label?: number;
  /** Tokens that every block cross-attends to: `[tokens, conditionChannels]`; absent where the modality has none. */
  condition?: { tokens: number; features: Float32Array };
}
