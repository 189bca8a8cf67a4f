import { checkPositiveCount } from '../clouds/checkClouds.js';
import { moveAtom, optimalRotation, type RigidMotion } from './optimalRotation.js';
import { checkPair, isMissing, presentInBoth, type AtomPositions } from './positions.js';

/** A TM-score and the superposition that gives it. */
export interface TemplateModellingScore {
  /** In (0, 1]; 1 is best. */
  value: number;
  /** d₀ in Å. */
  scale: number;
  /** L, the residues that the sum is divided by. */
  length: number;
  /** How many residues have a Cα on both sides. */
  aligned: number;
  /** Moves the prediction onto the reference. */
  motion: RigidMotion;
}

/** d₀ = 1.24 ∛(L − 15) − 1.8 in Å, at least 0.5; 0.5 for chains of up to 15 residues. */
export function tmScale(length: number): number {
  return Math.max(0.5, 1.24 * Math.cbrt(length - 15) - 1.8);
}

/** Lengths of the fragments that a search starts from: all residues, halves, quarters, …, at most six, the last of four. */
function fragmentLengths(aligned: number): number[] {
  const shortest = Math.min(4, aligned);
  const lengths: number[] = [];
  for (let length = aligned; length > shortest && lengths.length < 5; length = Math.floor(length / 2)) lengths.push(length);
  return [...lengths, shortest];
}

/** Rounds of superposing what lies near, after which a start is given up. */
const mostRounds = 20;

/**
 * TM-score for residues that correspond one to one (Zhang & Skolnick 2004): the largest, over superpositions, of
 * (1/L) Σ_i 1 / (1 + (d_i/d₀)²), with L the residues of the reference and d₀ = 1.24 ∛(L − 15) − 1.8, at least 0.5 Å.
 *
 * The largest is searched for as published: superpose every fragment of the chain, of all its length down to four residues, then again and
 * again the residues that came to lie near, until they stay the same. As with any search, a better superposition may exist.
 * Residues that the prediction lacks add nothing to the sum, but count in L. A mirror image of a chain scores below 1.
 *
 * @param prediction Cα atoms in Å, `[residues, 3]`, with three NaN for a missing one
 * @param reference the same residues in the same order
 * @param length L; by default, the number of the reference's residues that have a Cα
 * @throws RangeError if the counts differ, a position is bad, no residue is present in both, or the length is not a positive integer
 */
export function tmScore(prediction: AtomPositions, reference: AtomPositions, length?: number): TemplateModellingScore {
  const residues = checkPair(prediction, 'prediction', reference, 'reference');
  let present = 0;
  for (let i = 0; i < residues; i++) if (!isMissing(reference, i)) present++;
  const total = length ?? present;
  const atoms = presentInBoth(prediction, reference);
  const aligned = atoms.length;
  if (aligned === 0) throw new RangeError('no Cα is present in both prediction and reference: a TM-score needs at least one');
  checkPositiveCount(total, 'length');
  const scale = tmScale(total);
  // What counts as near while searching: at least 4.5 Å, at most 8.
  const near = Math.min(8, Math.max(4.5, scale));

  const squared = new Float64Array(aligned);
  const moved = new Float64Array(3);
  let best = { sum: -1, motion: optimalRotation(prediction, reference, atoms) };
  const score = (motion: RigidMotion) => {
    let sum = 0;
    for (let i = 0; i < aligned; i++) {
      const k = atoms[i] * 3;
      moveAtom(motion, prediction, atoms[i], moved);
      squared[i] = (moved[0] - reference[k]) ** 2 + (moved[1] - reference[k + 1]) ** 2 + (moved[2] - reference[k + 2]) ** 2;
      sum += 1 / (1 + squared[i] / (scale * scale));
    }
    if (sum > best.sum) best = { sum, motion };
  };
  /** The residues nearer than a cut-off, which grows by half Ångströms until there are three, and the name of that set. */
  const nearest = (cutOff: number) => {
    const enough = Math.min(3, aligned);
    let count = 0;
    for (let i = 0; i < aligned; i++) if (squared[i] < cutOff * cutOff) count++;
    const needed = count < enough ? Math.sqrt(squared.toSorted()[enough - 1]) : 0;
    const limit = count < enough ? cutOff + 0.5 * (Math.floor((needed - cutOff) / 0.5) + 1) : cutOff;
    const bits = new Uint16Array(Math.ceil(aligned / 16));
    const chosen = atoms.filter((_, i) => {
      if (squared[i] >= limit * limit) return false;
      bits[i >> 4] |= 1 << (i & 15);
      return true;
    });
    return { chosen, key: String.fromCharCode(...bits) };
  };

  // What follows from a set of near residues depends on that set alone: a set that was seen before leads nowhere new.
  const met = new Set<string>();
  for (const size of fragmentLengths(aligned)) {
    for (let start = 0; start + size <= aligned; start++) {
      score(optimalRotation(prediction, reference, atoms.subarray(start, start + size)));
      for (let round = 0; round < mostRounds; round++) {
        const { chosen, key } = nearest(round === 0 ? near - 1 : near + 1);
        if (met.has(key)) break;
        met.add(key);
        score(optimalRotation(prediction, reference, chosen));
      }
    }
  }
  return { value: best.sum / total, scale, length: total, aligned, motion: best.motion };
}
