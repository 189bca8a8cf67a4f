import { residueLabel, structureLabel, type ProteinResidue, type ProteinStructure } from './structure.js';

/** How residues of a prediction correspond to those of its reference: by their order, by number and insertion code, or by place. */
export type Correspondence = 'order' | 'number' | 'place';

/** The names of {@link Correspondence}. */
export const correspondences: readonly Correspondence[] = ['order', 'number', 'place'];

/** Residues by their numbers or places. */
function residuesBy(correspondence: 'number' | 'place', structure: ProteinStructure, role: string): Map<string, ProteinResidue> {
  const found = new Map<string, ProteinResidue>();
  structure.residues.forEach((residue, i) => {
    const value = residue[correspondence];
    const where = () => `${residueLabel(residue, i)} of ${structureLabel(structure, role)}`;
    if (!Number.isInteger(value)) throw new RangeError(`${where()} has ${correspondence} ${value}: a whole number is needed, or let residues correspond by order`);
    const key = `${value}${correspondence === 'number' ? (residue.insertionCode ?? '') : ''}`;
    if (found.has(key)) throw new RangeError(`${where()} is the second of ${correspondence} ${key}: give one chain and one model, or let residues correspond by order`);
    found.set(key, residue);
  });
  return found;
}

function byOrder(prediction: ProteinStructure, reference: ProteinStructure): ProteinResidue[] {
  const [made, wanted] = [prediction.residues, reference.residues];
  if (made.length !== wanted.length) {
    const [predicted, truth] = [structureLabel(prediction, 'prediction'), structureLabel(reference, 'reference')];
    const shared = Math.min(made.length, wanted.length);
    const differing = wanted.slice(0, shared).findIndex(({ name }, i) => name !== made[i].name);
    const first = differing < 0 ? shared : differing;
    const found = [made, wanted].map((residues) => (first < residues.length ? residueLabel(residues[first], first) : 'no residue'));
    throw new RangeError(
      `${predicted} has ${made.length} residues and ${truth} has ${wanted.length}; the first that differ are ${found.join(' and ')}: ` +
      'give the same residues in the same order, or let them correspond by number or place',
    );
  }
  return [...made];
}

/**
 * The prediction's residue for each of the reference's, undefined if it has none, which `order` does not allow.
 *
 * @returns `[reference's residues]`
 * @throws RangeError if residues do not correspond, or two that do differ in name; names files, chains and residues
 */
export function matchResidues(prediction: ProteinStructure, reference: ProteinStructure, correspondence: Correspondence): (ProteinResidue | undefined)[] {
  if (!correspondences.includes(correspondence)) throw new RangeError(`correspondence must be one of ${correspondences.join(', ')}, not ${String(correspondence)}`);
  let matched: (ProteinResidue | undefined)[];
  if (correspondence === 'order') matched = byOrder(prediction, reference);
  else {
    const predicted = residuesBy(correspondence, prediction, 'prediction');
    matched = [...residuesBy(correspondence, reference, 'reference').keys()].map((key) => predicted.get(key));
    if (reference.residues.length > 0 && !matched.some(Boolean)) {
      throw new RangeError(
        `${structureLabel(prediction, 'prediction')} has no residue of the ${correspondence} of any of ${structureLabel(reference, 'reference')}, ` +
        `such as ${residueLabel(reference.residues[0], 0)}: check chain and numbering, or let residues correspond by order`,
      );
    }
  }
  matched.forEach((residue, i) => {
    const wanted = reference.residues[i];
    if (residue === undefined || residue.name === wanted.name) return;
    throw new RangeError(
      `${residueLabel(residue, i)} of ${structureLabel(prediction, 'prediction')} stands where ${structureLabel(reference, 'reference')} ` +
      `has ${residueLabel(wanted, i)}: both must be of one sequence`,
    );
  });
  return matched;
}
