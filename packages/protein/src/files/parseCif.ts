import type { CifCategory, CifField, CifFrame } from 'molstar/lib/commonjs/mol-io/reader/cif/data-model.js';
import { parseCifBinary } from 'molstar/lib/commonjs/mol-io/reader/cif/binary/parser.js';
import { parseCifText } from 'molstar/lib/commonjs/mol-io/reader/cif/text/parser.js';
import type { AtomSite, ParsedStructure, Polymer } from './atomSite.js';

/** A field's texts, empty where the value is `.` or `?` or the field is not there; the first of the given names that has one counts. */
export function textsOf(category: CifCategory | undefined, ...names: string[]): (row: number) => string {
  const fields = names.map((name) => category?.getField(name)).filter((field): field is CifField => field !== undefined);
  return (row) => {
    for (const field of row < (category?.rowCount ?? 0) ? fields : []) {
      const text = field.valueKind(row) === 0 ? field.str(row).trim() : '';
      if (text !== '') return text;
    }
    return '';
  };
}

/** A number, or `NaN` where the text is empty or no number. */
export function numberOf(text: string): number {
  return text === '' ? NaN : Number(text);
}

const rowsOf = (category: CifCategory | undefined) => Array.from({ length: category?.rowCount ?? 0 }, (_, row) => row);

function polymersOf({ categories }: CifFrame): Map<string, Polymer> {
  const polymers = new Map<string, Polymer>();
  const [entity, type] = [textsOf(categories.entity_poly, 'entity_id'), textsOf(categories.entity_poly, 'type')];
  for (const row of rowsOf(categories.entity_poly)) polymers.set(entity(row), { ...(type(row) && { type: type(row) }), sequence: [] });
  const [of, number, residue] = ['entity_id', 'num', 'mon_id'].map((name) => textsOf(categories.entity_poly_seq, name));
  for (const row of rowsOf(categories.entity_poly_seq)) {
    const polymer = polymers.get(of(row)) ?? { sequence: [] };
    polymers.set(of(row), polymer);
    // Where several residues share a place, the first is the sequence's.
    polymer.sequence[Number(number(row)) - 1] ??= residue(row).toUpperCase();
  }
  return polymers;
}

function parentsOf({ categories }: CifFrame): Map<string, string> {
  const table = categories.pdbx_struct_mod_residue;
  const [name, parent] = [textsOf(table, 'label_comp_id', 'auth_comp_id'), textsOf(table, 'parent_comp_id')];
  return new Map(rowsOf(table).map((row) => [name(row).toUpperCase(), parent(row).toUpperCase()]));
}

/** Reads rows of `atom_site`. */
function atomReader(table: CifCategory): (row: number) => AtomSite {
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

/** What a CIF block with atoms says, whatever it was read from. */
function structureOf(frame: CifFrame): ParsedStructure {
  const table = frame.categories.atom_site;
  const model = textsOf(table, 'pdbx_PDB_model_num');
  const modelOf = (row: number) => (model(row) === '' ? 1 : Number(model(row)));
  const rows = rowsOf(table);
  const read = atomReader(table);
  const [id, title] = [textsOf(frame.categories.entry, 'id')(0), textsOf(frame.categories.struct, 'title')(0)];
  return {
    ...(id && { id }),
    ...(title && { title }),
    models: [...new Set(rows.map(modelOf))],
    atoms: (number) => rows.filter((row) => modelOf(row) === number).map(read),
    polymers: polymersOf(frame),
    parents: parentsOf(frame),
  };
}

/**
 * Reads mmCIF, as text or BinaryCIF: the first block that lists atoms.
 *
 * @param data the text, or the bytes of BinaryCIF
 * @throws Error whose message gives the reason: neither, damaged, or no atoms in it
 */
export async function parseCif(data: string | Uint8Array): Promise<ParsedStructure> {
  const format = typeof data === 'string' ? 'mmCIF' : 'BinaryCIF';
  if (typeof data === 'string' && !/^\s*(#.*\s+)*data_/i.test(data)) {
    // Written without a block's name by some programs; the parser drops what comes before the first.
    if (!/^\s*(#.*\s+)*(loop_|_\w)/.test(data)) throw new Error("not an mmCIF file: it does not start with 'data_'");
    data = `data_\n${data}`;
  }
  const result = await (typeof data === 'string' ? parseCifText(data) : parseCifBinary(data)).run();
  if (result.isError) throw new Error(`not ${format === 'mmCIF' ? 'an mmCIF' : 'a BinaryCIF'} file: ${result.message}`);
  const frame = result.result.blocks.find(({ categories }) => (categories.atom_site?.rowCount ?? 0) > 0);
  if (!frame) throw new Error(`no atoms in it: a structure in ${format} has a table '_atom_site'`);
  const missing = ['Cartn_x', 'Cartn_y', 'Cartn_z'].find((name) => !frame.categories.atom_site.getField(name));
  if (missing !== undefined) throw new Error(`atoms without coordinates: its table '_atom_site' has no '${missing}'`);
  return structureOf(frame);
}
