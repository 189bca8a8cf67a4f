import type { Chain } from '../chains/chain.js';
import { sequenceNames } from '../chains/chainSequence.js';
import { inStandardOrder } from './atomName.js';
import { checkChains, type StructureHeader } from './checkChains.js';

/** A CIF value: quoted if necessary, `?` if empty. */
function quoted(text: string): string {
  if (text === '') return '?';
  if (/^[^\s'"#$_;[\]?.]\S*$/.test(text) && !/^(data_|save_|loop_|stop_|global_)/i.test(text)) return text;
  // A quotation mark ends the value only before a blank.
  const mark = ["'", '"'].find((candidate) => !new RegExp(`${candidate}\\s`).test(`${text}`));
  return mark !== undefined && !text.includes('\n') ? `${mark}${text}${mark}` : `\n;${text}\n;\n`;
}

/** A table; empty text if it has no rows. */
function loop(category: string, columns: readonly string[], rows: readonly (readonly string[])[]): string {
  if (rows.length === 0) return '';
  return `loop_\n${columns.map((column) => `_${category}.${column}\n`).join('')}${rows.map((row) => `${row.join(' ')}\n`).join('')}#\n`;
}

const ATOM_COLUMNS = [
  'group_PDB', 'id', 'type_symbol', 'label_atom_id', 'label_alt_id', 'label_comp_id', 'label_asym_id', 'label_entity_id', 'label_seq_id', 'pdbx_PDB_ins_code',
  'Cartn_x', 'Cartn_y', 'Cartn_z', 'occupancy', 'B_iso_or_equiv', 'auth_seq_id', 'auth_comp_id', 'auth_asym_id', 'auth_atom_id', 'pdbx_PDB_model_num',
];

/**
 * Text of an mmCIF file of chains: the sequence of each as an entity of its own (so that residues without a position keep their place), and
 * the atoms in the residues' standard order with occupancy 1, with residue numbers both along the sequence and from the original file.
 *
 * @throws RangeError that names chain, residue and value if one is not finite
 */
export function mmcifOf(chains: Chain | readonly Chain[], { id: entry = 'structure', title }: StructureHeader = {}): string {
  const list = checkChains(chains);
  const sequences = list.map(sequenceNames);
  const atoms: string[][] = [];
  list.forEach((chain, c) => {
    const id = quoted(chain.id || 'A');
    for (const residue of chain.residues) {
      for (const atom of inStandardOrder(residue.name, residue.atoms)) {
        const name = quoted(atom.name);
        atoms.push([
          'ATOM', String(atoms.length + 1), atom.element, name, '.', residue.name, id, String(c + 1), String(residue.place + 1), quoted(residue.insertionCode),
          ...atom.position.map((value) => value.toFixed(3)), '1.00', atom.bFactor.toFixed(2), String(residue.number), residue.name, id, name, '1',
        ]);
      }
    }
  });
  const block = entry.replace(/[^A-Za-z0-9_.-]/g, '_') || 'structure';
  return [
    `data_${block}\n#\n_entry.id ${quoted(entry)}\n#\n`,
    title === undefined ? '' : `_struct.entry_id ${quoted(entry)}\n_struct.title ${quoted(title)}\n#\n`,
    loop('entity', ['id', 'type'], list.map((_, c) => [String(c + 1), 'polymer'])),
    loop('entity_poly', ['entity_id', 'type', 'pdbx_strand_id'], list.map(({ id }, c) => [String(c + 1), quoted('polypeptide(L)'), quoted(id || 'A')])),
    loop('entity_poly_seq', ['entity_id', 'num', 'mon_id', 'hetero'], sequences.flatMap((names, c) => names.map((name, i) => [String(c + 1), String(i + 1), name, 'n']))),
    loop('struct_asym', ['id', 'entity_id'], list.map(({ id }, c) => [quoted(id || 'A'), String(c + 1)])),
    loop('atom_site', ATOM_COLUMNS, atoms),
  ].join('');
}
