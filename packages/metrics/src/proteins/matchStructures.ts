import { matchResidues, type Correspondence } from './matchResidues.js';
import { heavyAtoms, residueLabel, structureLabel, type ProteinAtoms, type ProteinStructure } from './structure.js';

/** The heavy atoms of a reference, and where its prediction has them. */
export interface MatchedStructures extends ProteinAtoms {
  /** The prediction's positions in Å, `[atoms, 3]`; three NaN if it lacks the atom. */
  prediction: Float64Array;
  /** The reference's positions in Å, `[atoms, 3]`. */
  positions: Float64Array;
  /** Indices, among the atoms, of the Cα, `[residues that have one]`. */
  alphaCarbons: Int32Array;
  /** How many residues the reference has, including those without atoms. */
  residueCount: number;
  /** How many of them the prediction lacks. */
  missingResidues: number;
}

/**
 * Brings the heavy atoms of a prediction into the order of its reference's. Atoms correspond by name. Hydrogens, and what the reference lacks, are left out; what the prediction lacks is NaN. By number or place the
 * prediction may lack residues and have others; by order, the default, counts must be equal.
 *
 * @throws RangeError if the residues do not correspond, an atom occurs twice or has no position, or the reference has no Cα; names the
 *   file, the chain and the residue
 */
export function matchStructures(prediction: ProteinStructure, reference: ProteinStructure, correspondence: Correspondence = 'order'): MatchedStructures {
  const matched = matchResidues(prediction, reference, correspondence);
  const [predicted, wanted] = [structureLabel(prediction, 'prediction'), structureLabel(reference, 'reference')];
  const [positions, made, residues, names]: [number[], number[], number[], string[]] = [[], [], [], []];
  reference.residues.forEach((residue, i) => {
    const other = matched[i];
    const own = heavyAtoms(residue, `${residueLabel(residue, i)} of ${wanted}`);
    const others = other && heavyAtoms(other, `${residueLabel(other, i)} of ${predicted}`);
    for (const [name, position] of own) {
      positions.push(...Array.from(position));
      made.push(...Array.from(others?.get(name) ?? [NaN, NaN, NaN]));
      residues.push(i);
      names.push(name);
    }
  });
  const alphaCarbons = Int32Array.from(names.flatMap((name, atom) => (name === 'CA' ? [atom] : [])));
  if (alphaCarbons.length === 0) throw new RangeError(`${wanted} has ${reference.residues.length} residues and no Cα: there is nothing to score against`);
  if (alphaCarbons.every((atom) => Number.isNaN(made[atom * 3]))) throw new RangeError(`${predicted} has none of the ${alphaCarbons.length} Cα of ${wanted}`);
  return {
    positions: Float64Array.from(positions), prediction: Float64Array.from(made), residues: Int32Array.from(residues), names, alphaCarbons,
    residueCount: reference.residues.length, missingResidues: matched.filter((residue) => residue === undefined).length,
  };
}
