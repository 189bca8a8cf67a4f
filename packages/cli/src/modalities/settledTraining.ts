import type { SettledTrainingSection, TrainingSection } from '../config/types.js';

/** The default learning rate times the width: narrow networks learn soonest at 0.002 to 0.003, the paper's widest takes 0.0001. */
const RATE_TIMES_WIDTH = 0.2;
/** Points of an example that are decoded by default: this share of them, within these limits. The paper decodes a sixteenth of 65 536. */
const DECODED_SHARE = 0.25;
const LEAST_DECODED = 256;
const MOST_DECODED = 4096;

/** The section `training` with what its defaults take from the network's width and the examples' points. */
export function settledTraining(training: TrainingSection, { width, points }: { width: number; points: number }): SettledTrainingSection {
  const decoded = Math.min(points, MOST_DECODED, Math.max(LEAST_DECODED, Math.round(DECODED_SHARE * points)));
  return { ...training, learningRate: training.learningRate ?? Number((RATE_TIMES_WIDTH / width).toPrecision(2)), decodedPoints: training.decodedPoints ?? decoded };
}
