import { fingerprint } from '../scores/fingerprint.js';
import { ProtocolMismatchError, type Protocol, type Score } from '../scores/score.js';
import { bondTolerance } from './deviations.js';
import type { StructureScores } from './scoreStructures.js';

/** Means over proteins, each a score with its protocol. */
export interface AverageStructureScores {
  /** Mean Cα-lDDT, in [0, 1]. */
  lddtCa: Score;
  /** Mean all-atom lDDT, in [0, 1]. */
  lddtAllAtoms: Score;
  /** Mean TM-score, in (0, 1]. */
  tmScore: Score;
  /** Mean RMSD of the Cα, Å. */
  rmsd: Score;
  /** Mean of clashes per thousand atoms. */
  clashes: Score;
  /** Mean share of bonds that are outliers, over the proteins that have bonds; absent if none has. */
  bondOutliers?: Score;
}

/** One fingerprint of several, in their order. */
function combine(fingerprints: readonly string[]): string {
  // Halves of 16 bits, which float32 holds exactly.
  return fingerprint([Float32Array.from(fingerprints.flatMap((print) => [parseInt(print.slice(0, 4), 16), parseInt(print.slice(4), 16)]))]);
}

function commonProtocol(scores: readonly StructureScores[]): Protocol {
  const [first, ...rest] = scores.map(({ protocol }) => protocol);
  for (const other of rest) {
    const fields = Object.keys(first).filter((field) => field !== 'referenceFingerprint' && first[field] !== other[field]);
    if (fields.length > 0) throw new ProtocolMismatchError(`scores of different protocols cannot be averaged (${fields.map((field) => `${field}: ${first[field]} and ${other[field]}`).join('; ')})`);
  }
  return { proteins: scores.length, ...first, referenceFingerprint: combine(scores.map(({ protocol }) => String(protocol.referenceFingerprint))) };
}

/**
 * Means of scores over proteins, every protein counting the same.
 *
 * @param scores of one protocol, except for the reference; their order is part of the protocol's fingerprint
 * @throws RangeError if there are none
 * @throws ProtocolMismatchError if they were made in different ways
 */
export function averageStructureScores(scores: readonly StructureScores[]): AverageStructureScores {
  if (scores.length === 0) throw new RangeError('there are no scores of structures to average');
  const protocol = commonProtocol(scores);
  const mean = (name: string, better: Score['better'], values: readonly number[]): Score => (
    { name, value: values.reduce((sum, value) => sum + value, 0) / values.length, better, protocol }
  );
  const bonded = scores.filter(({ bonds }) => bonds.count > 0);
  return {
    lddtCa: mean('Cα-lDDT', 'higher', scores.map(({ lddtCa }) => lddtCa)),
    lddtAllAtoms: mean('all-atom lDDT', 'higher', scores.map(({ lddtAllAtoms }) => lddtAllAtoms)),
    tmScore: mean('TM-score', 'higher', scores.map((score) => score.tmScore)),
    rmsd: mean('RMSD of Cα in Å', 'lower', scores.map(({ rmsd }) => rmsd)),
    clashes: mean('clashes per 1000 atoms', 'lower', scores.map(({ clashes }) => clashes.perThousandAtoms)),
    ...(bonded.length > 0 ? { bondOutliers: mean(`share of bonds off by more than ${bondTolerance} Å`, 'lower', bonded.map(({ bonds }) => bonds.outliers / bonds.count)) } : {}),
  };
}
