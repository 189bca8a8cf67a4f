import { fingerprint } from '../scores/fingerprint.js';
import type { Protocol } from '../scores/score.js';
import { backboneBonds, bondLengthStatistics, type BondLengthStatistics } from './backboneBonds.js';
import { bondDeviations, bondedDistance, bondsByDistance, disulphideDistance } from './bonds.js';
import { clashStatistics, type ClashStatistics } from './clashes.js';
import { bondTolerance, type Deviations } from './deviations.js';
import { handednessStatistics, type HandednessStatistics } from './handedness.js';
import { lddt, lddtRadius, lddtThresholds } from './lddt.js';
import type { Correspondence } from './matchResidues.js';
import { matchStructures, type MatchedStructures } from './matchStructures.js';
import { isMissing, takeAtoms } from './positions.js';
import { structureLabel, type ProteinStructure } from './structure.js';
import { superpose, type Superposition } from './superpose.js';
import { bestSymmetricNames } from './symmetricNames.js';
import { tmScore, type TemplateModellingScore } from './tmScore.js';

/** How atoms of symmetric side chains are named: by the names that preserve more distances, or by their own. */
export type SymmetricNames = 'best' | 'own';

/** Options of {@link scoreStructures}. */
export interface ScoreStructuresOptions {
  /** How residues correspond: by order (the default), by number and insertion code, or by place along the chain. */
  correspondence?: Correspondence;
  /** Å: heavy atoms that are nearer, and not bonded or bonded to a common atom in the reference, clash. Default 2. */
  clashDistance?: number;
  /**
   * Whether side chains whose atoms can be named in two ways, such as OD1 and OD2 of ASP, take the better name (`best`, the default; as
   * all-atom lDDT is defined) or their own (`own`). Only the all-atom lDDT depends on it.
   */
  symmetricNames?: SymmetricNames;
}

/** The scores of one protein. */
export interface StructureScores {
  /** Residues of the reference that have a Cα: L of the TM-score. */
  residues: number;
  /** Residues of the reference that the prediction lacks. */
  missingResidues: number;
  /** Heavy atoms of the reference. */
  atoms: number;
  /** Those of them that the prediction lacks. */
  missingAtoms: number;
  /** In [0, 1]; the paper's lDDT. */
  lddtCa: number;
  /** `[residues]` of the reference as given; NaN if a residue has no Cα, or no other within 15 Å. */
  lddtCaPerResidue: Float64Array;
  /** In [0, 1] */
  lddtAllAtoms: number;
  /** `[residues]` of the reference as given; NaN if a residue has no atom, or none of another residue within 15 Å. */
  lddtAllAtomsPerResidue: Float64Array;
  /** In (0, 1] */
  tmScore: number;
  /** The superposition that gives the TM-score, of the prediction onto the reference: the one to look at, because it superposes the parts that are alike. */
  tmSuperposition: TemplateModellingScore['motion'];
  /** Å, of the Cα after their optimal superposition. */
  rmsd: number;
  /** That superposition, of the prediction onto the reference. */
  superposition: Superposition;
  /** Of those atoms of the prediction that the reference has. */
  clashes: ClashStatistics;
  /** Of all bonds of the reference: their length in the prediction minus that in the reference. */
  bonds: Deviations;
  /** Backbone bonds of the prediction, kind by kind, against ideal lengths. */
  backboneBonds: BondLengthStatistics[];
  handedness: HandednessStatistics;
  protocol: Protocol;
}

function protocolOf(positions: Float64Array, { correspondence, clashDistance, symmetricNames }: Required<ScoreStructuresOptions>): Protocol {
  return {
    correspondence, symmetricNames,
    lddt: `pairs nearer than ${lddtRadius} Å in the reference, within ${lddtThresholds.join(', ')} Å; missing atoms not preserved`,
    tmScore: 'fixed correspondence, by the residues of the reference that have a Cα',
    rmsd: 'Cα on both sides, optimal proper rotation',
    clash: `heavy atoms nearer than ${clashDistance} Å, neither bonded (nearer than ${bondedDistance} Å in the reference, ${disulphideDistance} Å for two sulphurs) nor to a common atom`,
    bonds: `bonded as above, against the reference; outliers off by more than ${bondTolerance} Å; backbone against ${backboneBonds.map(({ name, length }) => `${name} ${length}`).join(', ')}`,
    referenceFingerprint: fingerprint([positions]),
  };
}

/** A value for every residue of the reference, NaN if there is none. */
function spread(values: Float64Array, residueOf: (i: number) => number, residues: number): Float64Array {
  const wide = new Float64Array(residues).fill(NaN);
  values.forEach((value, i) => { wide[residueOf(i)] = value; });
  return wide;
}

function scoreMatched(matched: MatchedStructures, residueNames: readonly string[], options: Required<ScoreStructuresOptions>): StructureScores {
  const { positions, prediction, residues, names, alphaCarbons, residueCount, missingResidues } = matched;
  const [predictedTrace, trace] = [takeAtoms(prediction, alphaCarbons), takeAtoms(positions, alphaCarbons)];
  const named = options.symmetricNames === 'best' ? bestSymmetricNames(prediction, positions, residues, names, residueNames) : prediction;
  const [byTrace, byAtoms] = [lddt(predictedTrace, trace), lddt(named, positions, residues)];
  const bonds = bondsByDistance(positions, names);
  const clashes = clashStatistics(prediction, bonds, options.clashDistance);
  const [tm, superposition] = [tmScore(predictedTrace, trace), superpose(predictedTrace, trace)];
  return {
    residues: alphaCarbons.length, missingResidues, atoms: names.length, missingAtoms: names.filter((_, atom) => isMissing(prediction, atom)).length,
    lddtCa: byTrace.value, lddtCaPerResidue: spread(byTrace.perResidue, (i) => residues[alphaCarbons[i]], residueCount),
    lddtAllAtoms: byAtoms.value, lddtAllAtomsPerResidue: spread(byAtoms.perResidue, (i) => i, residueCount),
    tmScore: tm.value, tmSuperposition: tm.motion, rmsd: superposition.rmsd, superposition, clashes,
    bonds: bondDeviations(prediction, positions, bonds),
    backboneBonds: bondLengthStatistics({ positions: prediction, residues, names }, backboneBonds, positions),
    handedness: handednessStatistics(prediction, positions, residues, names),
    protocol: protocolOf(positions, options),
  };
}

/**
 * Scores of a predicted protein chain against its reference: Cα-lDDT, all-atom lDDT, TM-score, RMSD of the Cα, clashes, bond lengths and
 * the hand of the Cα.
 *
 * Atoms that the reference lacks do not count. Of those that the prediction lacks, lDDT counts the distances as not preserved, the TM-score
 * counts the residue in its length, and RMSD, clashes and bonds leave them out.
 *
 * @throws RangeError if residues do not correspond, a position is bad, a score is not defined or an option is out of its range; names the
 *   file, the chain and, if one is at fault, the residue
 */
export function scoreStructures(prediction: ProteinStructure, reference: ProteinStructure, options: ScoreStructuresOptions = {}): StructureScores {
  const { correspondence = 'order', clashDistance = 2, symmetricNames = 'best' } = options;
  if (symmetricNames !== 'best' && symmetricNames !== 'own') throw new RangeError(`symmetricNames must be one of best, own, not ${String(symmetricNames)}`);
  const matched = matchStructures(prediction, reference, correspondence);
  try {
    return scoreMatched(matched, reference.residues.map(({ name }) => name), { correspondence, clashDistance, symmetricNames });
  } catch (error) {
    throw new RangeError(`${structureLabel(prediction, 'prediction')} against ${structureLabel(reference, 'reference')}: ${(error as Error).message}`, { cause: error });
  }
}
