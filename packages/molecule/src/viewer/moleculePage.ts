import { facing, type Position } from '@inrflow/atoms';
import { structurePage } from '@inrflow/atoms/node';
import type { Conformer } from '../molecules/index.js';
import { sdfOf } from '../writers/index.js';
import { STAGE } from './stage.js';

/** A conformer that a page shows, over a reference if there is one. */
export interface MoleculePageEntry {
  /** Its name in the list. */
  name: string;
  /** The heading that it is listed under. */
  group?: string;
  /** The conformer, shown with its positions as they are: superpose it on the reference, if there is one, before passing it. */
  prediction: Conformer;
  /** The reference, shown at the same place. */
  truth?: Conformer;
  /** A line beside the name. */
  note?: string;
}

const positionsOf = ({ positions }: Conformer) => Array.from({ length: positions.length / 3 }, (_, i): Position => [positions[3 * i], positions[3 * i + 1], positions[3 * i + 2]]);

/** Makes an HTML page that shows conformers, as sticks or as balls and sticks, and lets the reader turn them; it needs no other file and no network. @throws RangeError if there are none */
export async function moleculePage(entries: readonly MoleculePageEntry[], { title = 'Conformers' }: { /** Default `Conformers`. */ title?: string } = {}): Promise<string> {
  if (entries.length === 0) throw new RangeError('a page of no molecules shows nothing; expected at least one');
  return structurePage({
    title, words: { one: 'conformer', many: 'conformers' }, stage: STAGE, ways: [{ id: 'sticks', text: 'Sticks', on: true }, { id: 'balls', text: 'Balls', on: true }],
    entries: entries.map(({ name, group, note, prediction, truth }) => {
      const move = facing([prediction, ...(truth ? [truth] : [])].flatMap(positionsOf));
      const moved = (conformer: Conformer) => sdfOf({ ...conformer, positions: Float64Array.from(positionsOf(conformer).flatMap(move)) });
      const count = prediction.molecule.atoms.length;
      return { name, group, note, facts: `${count} ${count === 1 ? 'atom' : 'atoms'} besides hydrogens`, prediction: moved(prediction), truth: truth && moved(truth) };
    }),
  });
}
