import { facing, type Position } from '@inrflow/atoms';
import { structurePage } from '@inrflow/atoms/node';
import type { Conformer } from '../molecules/index.js';
import { sdfOf } from '../writers/index.js';
import { STAGE } from './stage.js';

/** A conformer that a page shows, over a reference if there is one. */
export interface MoleculePageEntry {
  /** What it is called in the list. */
  name: string;
  /** The heading that it is listed under. */
  group?: string;
  /** Its positions are shown as they are: the caller has already superposed it on its truth. */
  prediction: Conformer;
  truth?: Conformer;
  /** A line beside the name. */
  note?: string;
}

const positionsOf = ({ positions }: Conformer) => Array.from({ length: positions.length / 3 }, (_, i): Position => [positions[3 * i], positions[3 * i + 1], positions[3 * i + 2]]);

/** A page of HTML on which conformers turn, as sticks, or balls and sticks, which needs no other file and no network. @throws RangeError if there are none */
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
