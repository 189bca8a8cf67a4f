import { readFileSync } from 'node:fs';
import path from 'node:path';
import type { Atom, Chain } from '../chains/chain.js';
import { STANDARD_RESIDUES } from '../chains/standardResidues.js';
import { readStructure, type StructureOptions } from '../files/index.js';

/** A file of the folder of fixtures. */
export function fixture(name: string): { name: string; bytes: Uint8Array } {
  return { name, bytes: readFileSync(path.join(__dirname, 'fixtures', name)) };
}

/** Reads text as if it were a file of this name. */
export const readText = (name: string, text: string, options?: StructureOptions) => readStructure({ name, bytes: new TextEncoder().encode(text) }, options);

/** An ATOM record, with its fields in the columns of format 3.3. */
export function pdbAtom(
  { record = 'ATOM', serial = 1, atom = 'CA', alternate = '', residue = 'ALA', chain = 'A', number = 1, insertion = '', at = [0, 0, 0], occupancy = '1.00', bFactor = 0, element = atom[0] }:
  { record?: string; serial?: number; atom?: string; alternate?: string; residue?: string; chain?: string; number?: number; insertion?: string; at?: readonly (number | string)[]; occupancy?: string; bFactor?: number; element?: string },
): string {
  const name = element.length === 2 ? atom.padEnd(4) : ` ${atom}`.padEnd(4).slice(-4);
  const coordinates = at.map((x) => (typeof x === 'number' ? x.toFixed(3) : x).padStart(8)).join('');
  return `${record.padEnd(6)}${String(serial).padStart(5)} ${name}${alternate.padEnd(1)}${residue.padStart(3)} ${chain.padEnd(1)}${String(number).padStart(4)}${insertion.padEnd(1)}   ${coordinates}${occupancy.padStart(6)}${bFactor.toFixed(2).padStart(6)}          ${element.padStart(2)}`;
}

/** Backbone of a residue whose α carbon lies at x = 3.8 `index`: in a row, each residue is bonded to the next. */
export function pdbResidue(index: number, fields: Parameters<typeof pdbAtom>[0]): string[] {
  return [['N', -1.2], ['CA', 0], ['C', 1.3], ['O', 1.3]].map(([atom, x], i) => pdbAtom({ ...fields, atom: atom as string, at: [3.8 * index + (x as number), i === 3 ? 1.2 : 0, 0], element: (atom as string)[0] }));
}

/** A chain of these residues with all their standard atoms, at arbitrary positions. */
export function chainOf(names: readonly string[], id = 'A'): Chain {
  return {
    id,
    residues: names.map((name, i) => ({
      name, number: i + 1, insertionCode: '', place: i,
      atoms: STANDARD_RESIDUES[name].atoms.map((atom, k): Atom => ({ name: atom, element: atom[0], position: [4 * i, 1.5 * k, (i * 7 + k * 3) % 11], bFactor: (i * 13 + k) % 100 })),
    })),
  };
}

const ATOM_SITE = [
  'group_PDB', 'id', 'type_symbol', 'label_atom_id', 'label_alt_id', 'label_comp_id', 'label_asym_id', 'label_entity_id', 'label_seq_id', 'pdbx_PDB_ins_code',
  'Cartn_x', 'Cartn_y', 'Cartn_z', 'occupancy', 'B_iso_or_equiv', 'auth_seq_id', 'auth_asym_id', 'pdbx_PDB_model_num',
];

/** Text of mmCIF with these rows of `atom_site`, and what comes before them. */
export const cifText = (rows: readonly string[], before = '') => `data_x\n${before}loop_\n${ATOM_SITE.map((name) => `_atom_site.${name}\n`).join('')}${rows.join('\n')}\n`;
