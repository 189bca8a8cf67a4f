import { compareScores, ProtocolMismatchError, type Score, type ScoreComparison } from '../scores/score.js';
import type { ImageScores } from './scoreImages.js';

/** A comparison for each score that both sides have. */
export type ImageScoreComparison = Record<Exclude<keyof ImageScores, 'protocol' | 'inceptionScore'>, ScoreComparison> & { inceptionScore?: ScoreComparison };

/**
 * Compares two sets of image scores, score by score.
 *
 * @throws ProtocolMismatchError if any field of the protocols differs, or only one side has an Inception score; names the fields
 */
export function compareImageScores(first: ImageScores, second: ImageScores): ImageScoreComparison {
  if (Boolean(first.inceptionScore) !== Boolean(second.inceptionScore)) {
    throw new ProtocolMismatchError(`only the ${first.inceptionScore ? 'first' : 'second'} scores hold an Inception score: give class outputs for both or neither`);
  }
  const scores = Object.keys(first).filter((name): name is Exclude<keyof ImageScores, 'protocol'> => name !== 'protocol' && first[name as keyof ImageScores] !== undefined);
  return Object.fromEntries(scores.map((name) => [name, compareScores(first[name] as Score, second[name] as Score)])) as ImageScoreComparison;
}
