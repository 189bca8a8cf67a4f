import { conformerScores, symmetricSuperposition, type ConformerScores } from '@inrflow/metrics';
import { rightHands, rightSides } from '../features/index.js';
import type { Molecule } from '../molecules/index.js';
import { symmetriesOf } from './symmetries.js';

/** How generated conformers of one molecule compare with its references. */
export interface SetScores extends ConformerScores {
  /** Number of references. */
  references: number;
  /** Number of generated conformers. */
  generated: number;
  /** Bonds of the generated conformers that are more than 0.1 Å from their mean length in the references. */
  bondsOff: number;
  /** Bonds of all generated conformers. */
  bonds: number;
  /** Tetrahedral centres and double bonds of the generated conformers that have the molecule's configuration. */
  rightConfigurations: number;
  /** Tetrahedral centres and double bonds of known configuration in all generated conformers. */
  configurations: number;
}

/** A generated conformer superposed on its nearest reference. */
export interface Laid {
  /** Index of the reference. */
  reference: number;
  /** In Å, over symmetries. */
  rmsd: number;
  /** Å, moved onto the reference. */
  positions: Float64Array;
}

/** How far a bond may be from its mean length in the references, Å. */
const BOND_TOLERANCE = 0.1;

const lengthOf = (positions: ArrayLike<number>, [a, b]: readonly [number, number]) => Math.hypot(...[0, 1, 2].map((k) => positions[3 * a + k] - positions[3 * b + k]));

/** Scores generated conformers of a molecule against references, all with the same order of atoms. */
export function scoreSet(molecule: Molecule, references: readonly Float64Array[], generated: readonly Float64Array[], threshold: number): { scores: SetScores; laid: Laid[] } {
  const symmetries = symmetriesOf(molecule);
  const table = references.map((reference) => generated.map((conformer) => symmetricSuperposition(conformer, reference, symmetries)));
  const laid = generated.map((conformer, j): Laid => {
    const reference = table.reduce((best, row, i) => (row[j].rmsd < table[best][j].rmsd ? i : best), 0);
    const { rotation: r, translation: t, rmsd } = table[reference][j];
    return { reference, rmsd, positions: conformer.map((_, at) => [0, 1, 2].reduce((sum, k) => sum + r[3 * (at % 3) + k] * conformer[at - (at % 3) + k], t[at % 3])) };
  });
  const bondsOff = molecule.bonds.reduce((sum, { atoms }) => {
    const usual = references.reduce((total, reference) => total + lengthOf(reference, atoms), 0) / references.length;
    return sum + generated.filter((conformer) => Math.abs(lengthOf(conformer, atoms) - usual) > BOND_TOLERANCE).length;
  }, 0);
  const scores = {
    ...conformerScores(table.map((row) => row.map(({ rmsd }) => rmsd)), threshold), references: references.length, generated: generated.length, bondsOff, bonds: molecule.bonds.length * generated.length,
    rightConfigurations: generated.reduce((sum, conformer) => sum + rightHands(molecule, conformer) + rightSides(molecule, conformer), 0),
    configurations: generated.length * (molecule.centres.length + molecule.doubleBonds.length),
  };
  return { scores, laid };
}
