import type { Picture } from '@inrflow/drawing';
import type { ImageProtocol } from '@inrflow/metrics';

/** Outputs of a network for one picture. */
export interface Outputs {
  /** `[dimensions]`. */
  features: Float32Array;
  /** Class probabilities or logits, `[classes]`, if the network was opened with a class output. */
  classes?: Float32Array;
}

/** A network that makes features of pictures. */
export interface FeatureNetwork {
  /** How pictures become features: part of every score. */
  protocol: ImageProtocol;
  /** A hash of weights, layer and pre-processing: with equal hashes, equal pictures have equal features. */
  identity: string;
  /** The output that classes come from, if there is one. */
  classLayer?: string;
  /** Features of one square picture, grey or RGB. */
  run(picture: Picture): Promise<Outputs>;
  dispose(): Promise<void>;
}
