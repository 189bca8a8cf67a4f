import { facing } from '@inrflow/atoms';
import { structurePage, type StructureEntry } from '@inrflow/atoms/node';
import type { Chain } from '../chains/chain.js';
import { checkEntries, type ProteinViewerEntry } from './entry.js';
import { STAGE } from './stage.js';
import { toShow } from './toShow.js';
import { mmcifOf } from '../writers/mmcif.js';

/** How a page of predicted proteins is titled. */
export interface ProteinViewerOptions {
  /** Default `Predicted proteins`. */
  title?: string;
}

/**
 * A page that shows predicted proteins over the true ones and lets the reader turn them: one HTML file that needs no other and no network, with
 * 3Dmol.js inside. Chains are stored as compressed mmCIF, some 24 bytes per atom, on top of 0.25 MB for 3Dmol.js. If an entry has a truth,
 * superpose the prediction on it before: both are moved together, so that their broad side is seen first.
 *
 * @throws RangeError if there are no entries, or a chain of one, which the message names, has no atoms, positions that are not finite or
 * places that do not increase
 */
export async function proteinViewerPage(entries: readonly ProteinViewerEntry[], { title = 'Predicted proteins' }: ProteinViewerOptions = {}): Promise<string> {
  checkEntries(entries);
  return structurePage({
    title, words: { one: 'protein', many: 'proteins' }, entries: entries.map(dataOf), stage: STAGE,
    ways: [{ id: 'cartoon', text: 'Cartoon', on: true }, { id: 'sticks', text: 'Sticks', on: false }],
  });
}

const positionsOf = ({ residues }: Chain) => residues.flatMap(({ atoms }) => atoms.map(({ position }) => position));

function dataOf({ name, group, note, prediction, truth }: ProteinViewerEntry): StructureEntry {
  const move = facing([prediction, ...(truth ? [truth] : [])].flatMap(positionsOf));
  const [residues, atoms] = [prediction.residues.length, prediction.residues.reduce((sum, residue) => sum + residue.atoms.length, 0)];
  const count = (number: number, what: string) => `${number.toLocaleString('en')} ${what}${number === 1 ? '' : 's'}`;
  return {
    name, group, note, facts: [count(residues, 'residue'), count(atoms, 'atom')].join(' · '),
    prediction: mmcifOf(toShow(prediction, move)), truth: truth && mmcifOf(toShow(truth, move)),
  };
}
