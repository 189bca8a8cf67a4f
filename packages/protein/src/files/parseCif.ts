import type { AtomSite, ParsedStructure, Polymer } from './atomSite.js';
import { numberOf, rowsOf, textsOf, type CifBlock, type CifTable } from './cifTable.js';
import { parseBinaryCif } from './parseBinaryCif.js';
import { parseTextCif } from './parseTextCif.js';

/** Most residues of a chain that are accepted: several times those of titin. */
export const MOST_PLACES = 200_000;

function polymersOf({ table }: CifBlock): Map<string, Polymer> {
  const polymers = new Map<string, Polymer>();
  const [poly, sequences] = [table('entity_poly'), table('entity_poly_seq')];
  const [entity, type] = [textsOf(poly, 'entity_id'), textsOf(poly, 'type')];
  for (const row of rowsOf(poly)) polymers.set(entity(row), { ...(type(row) && { type: type(row) }), sequence: [] });
  const [of, number, residue] = ['entity_id', 'num', 'mon_id'].map((name) => textsOf(sequences, name));
  for (const row of rowsOf(sequences)) {
    const polymer = polymers.get(of(row)) ?? { sequence: [] };
    polymers.set(of(row), polymer);
    const place = Number(number(row));
    if (!(Number.isInteger(place) && place >= 1 && place <= MOST_PLACES)) throw new Error(`row ${row + 1} of its table '_entity_poly_seq' gives a residue the number '${number(row).slice(0, 20)}'; expected 1 to ${MOST_PLACES}`);
    // If several residues share a place, the sequence takes the first.
    polymer.sequence[place - 1] ??= residue(row).toUpperCase();
  }
  return polymers;
}

function parentsOf({ table }: CifBlock): Map<string, string> {
  const modified = table('pdbx_struct_mod_residue');
  const [name, parent] = [textsOf(modified, 'label_comp_id', 'auth_comp_id'), textsOf(modified, 'parent_comp_id')];
  return new Map(rowsOf(modified).map((row) => [name(row).toUpperCase(), parent(row).toUpperCase()]));
}

/** Reads rows of `atom_site`. */
function atomReader(table: CifTable): (row: number) => AtomSite {
  const text = (...names: string[]) => textsOf(table, ...names);
  const [group, asym, chain, entity] = [text('group_PDB'), text('label_asym_id', 'auth_asym_id'), text('auth_asym_id', 'label_asym_id'), text('label_entity_id')];
  const [residue, number, insertionCode, sequenceNumber] = [text('label_comp_id', 'auth_comp_id'), text('auth_seq_id', 'label_seq_id'), text('pdbx_PDB_ins_code'), text('label_seq_id')];
  const [name, alternate, occupancy, bFactor] = [text('label_atom_id', 'auth_atom_id'), text('label_alt_id'), text('occupancy'), text('B_iso_or_equiv')];
  const [x, y, z] = ['Cartn_x', 'Cartn_y', 'Cartn_z'].map((axis) => text(axis));
  const numbered = rowsOf(table).some((row) => sequenceNumber(row) !== '');
  return (row) => ({
    isAtom: group(row) !== 'HETATM',
    group: asym(row),
    chain: chain(row),
    entity: entity(row),
    residue: residue(row).toUpperCase(),
    number: numberOf(number(row)),
    insertionCode: insertionCode(row),
    ...(numbered && sequenceNumber(row) !== '' && { sequenceNumber: Number(sequenceNumber(row)) }),
    ...(numbered && { inPolymer: sequenceNumber(row) !== '' }),
    name: name(row),
    alternate: alternate(row),
    position: [numberOf(x(row)), numberOf(y(row)), numberOf(z(row))],
    occupancy: occupancy(row) === '' ? 1 : numberOf(occupancy(row)),
    bFactor: numberOf(bFactor(row)) || 0,
  });
}

/** Interprets a CIF block with atoms, whether it was text or binary. */
function structureOf(block: CifBlock): ParsedStructure {
  const table = block.table('atom_site')!;
  const missing = ['Cartn_x', 'Cartn_y', 'Cartn_z'].find((name) => !table.column(name));
  if (missing !== undefined) throw new Error(`atoms without coordinates: its table '_atom_site' has no '${missing}'`);
  const model = textsOf(table, 'pdbx_PDB_model_num');
  const rows = rowsOf(table);
  const modelOf = rows.map((row) => {
    const number = model(row) === '' ? 1 : Number(model(row));
    if (!Number.isSafeInteger(number)) throw new Error(`row ${row + 1} of its table '_atom_site' is of model '${model(row).slice(0, 20)}'; expected a whole number`);
    return number;
  });
  const read = atomReader(table);
  const [id, title] = [textsOf(block.table('entry'), 'id')(0), textsOf(block.table('struct'), 'title')(0)];
  return {
    ...(id && { id }),
    ...(title && { title }),
    models: [...new Set(modelOf)],
    atoms: (number) => rows.filter((row) => modelOf[row] === number).map(read),
    polymers: polymersOf(block),
    parents: parentsOf(block),
  };
}

/**
 * Reads mmCIF, as text or BinaryCIF: the first block that lists atoms.
 *
 * @param data the text, or the bytes of BinaryCIF
 * @throws Error whose message gives the reason: neither, damaged, or no atoms in it
 */
export async function parseCif(data: string | Uint8Array): Promise<ParsedStructure> {
  return structureOf(typeof data === 'string' ? await parseTextCif(data) : parseBinaryCif(data));
}
