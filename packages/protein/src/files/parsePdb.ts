import type { CifCategory } from 'molstar/lib/commonjs/mol-io/reader/cif/data-model.js';
import { parsePDB } from 'molstar/lib/commonjs/mol-io/reader/pdb/parser.js';
import { pdbToMmCif } from 'molstar/lib/commonjs/mol-model-formats/structure/pdb/to-cif.js';
import type { AtomSite, ParsedStructure, Polymer } from './atomSite.js';
import { numberOf } from './cifTable.js';
import { hybrid36 } from './hybrid36.js';

/** Contents of the records around the atoms. */
interface Records {
  id: string;
  title: string;
  /** For each atom: its model, the number of `TER` of its chain before it in that model, and its segment (columns 73 to 76), by which simulation programs distinguish chains. */
  rows: { model: number; part: number; segment: string; number: number }[];
  polymers: Map<string, Polymer>;
  parents: Map<string, string>;
}

/** A chain without a letter is called `A`. */
const chainName = (letter: string) => letter.trim() || 'A';

/** Columns as version 3.3 of the format counts them, from 1 and including both ends. */
const columns = (line: string, first: number, last: number) => line.slice(first - 1, last).trim();

/** Reads the records that the conversion to mmCIF leaves out: SEQRES, MODRES, TER, and the models' own numbers. */
function readRecords(lines: readonly string[]): Records {
  const records: Records = { id: '', title: '', rows: [], polymers: new Map(), parents: new Map() };
  let model: number | undefined;
  const used = new Set<number>();
  const begin = (number: number) => {
    // Reusing a number would mix two models, so take the next free one.
    while (used.has(number)) number++;
    used.add(number);
    return number;
  };
  let chain = '';
  let ended = new Map<string, number>();
  for (const line of lines) {
    if (line.startsWith('ATOM  ') || line.startsWith('HETATM')) {
      chain = chainName(line.charAt(21));
      model ??= begin(1);
      records.rows.push({ model, part: ended.get(chain) ?? 0, segment: columns(line, 73, 76), number: hybrid36(columns(line, 23, 26), 4) });
    } else if (/^MODEL\b/.test(line)) {
      const number = columns(line, 7, 80).split(/\s+/)[0];
      model = begin(/^\d{1,9}$/.test(number) ? Number(number) : 1);
      ended = new Map();
    } else if (/^END(?:MDL)?\s*$/.test(line)) {
      // Anything that follows is another model, whether or not it says so.
      model = undefined;
      ended = new Map();
    } else if (/^TER\b/.test(line)) {
      ended.set(chain, (ended.get(chain) ?? 0) + 1);
    } else if (line.startsWith('SEQRES')) {
      const id = chainName(line.charAt(11));
      const polymer = records.polymers.get(id) ?? { sequence: [] };
      polymer.sequence.push(...columns(line, 20, 80).toUpperCase().split(/\s+/).filter(Boolean));
      records.polymers.set(id, polymer);
    } else if (line.startsWith('MODRES')) {
      records.parents.set(columns(line, 13, 15).toUpperCase(), columns(line, 25, 27).toUpperCase());
    } else if (line.startsWith('HEADER')) {
      // Programs that cut domains out of entries put zeros here.
      const id = columns(line, 63, 66);
      if (/^[1-9]\w{3}$/.test(id)) records.id = id;
    } else if (line.startsWith('TITLE ')) {
      records.title = `${records.title} ${columns(line, 11, 80)}`.trim();
    }
  }
  return records;
}

/** Reads the atoms with Mol*. @throws Error whose message gives the reason */
async function atomTable(text: string): Promise<CifCategory> {
  try {
    const parsed = await parsePDB(text).run();
    if (parsed.isError) throw new Error(parsed.message);
    return (await pdbToMmCif(parsed.result)).categories.atom_site;
  } catch (error) {
    throw new Error(`not a PDB file: it cannot be taken apart (${String((error as Error)?.message ?? error).split('\n')[0].slice(0, 80)})`, { cause: error });
  }
}

/** A field's texts, empty if a value is not given. */
function textsOf(table: CifCategory, name: string): (row: number) => string {
  const field = table.getField(name);
  return (row) => (field?.valueKind(row) === 0 ? field.str(row).trim() : '');
}

/**
 * Reads a PDB file (format 3.3, and the variants that programs write).
 *
 * @throws Error whose message gives the reason: no ATOM records, or records that cannot be parsed
 */
export async function parsePdb(given: string): Promise<ParsedStructure> {
  const text = given.replace(/^\uFEFF/, '');
  const records = readRecords(text.split(/\r\n|\n|\r/));
  if (records.rows.length === 0) throw new Error('not a PDB file: it has no ATOM records');
  const table = await atomTable(text);
  if (table.rowCount !== records.rows.length) throw new Error(`not a PDB file: ${records.rows.length} lines begin with ATOM or HETATM, of which ${table.rowCount} are records`);
  // The format has one identifier each for chains, residues and atoms: the authors'. Those that Mol* adds are for its own use.
  const [group, letter, residue, insertionCode] = ['group_PDB', 'auth_asym_id', 'auth_comp_id', 'pdbx_PDB_ins_code'].map((name) => textsOf(table, name));
  const [name, alternate, x, y, z, occupancy, bFactor] = ['auth_atom_id', 'label_alt_id', 'Cartn_x', 'Cartn_y', 'Cartn_z', 'occupancy', 'B_iso_or_equiv'].map((field) => textsOf(table, field));
  const readAtom = ({ part, segment, number }: Records['rows'][number], row: number): AtomSite => {
    const [chain, isAtom] = [chainName(letter(row)), group(row) !== 'HETATM'];
    return {
      isAtom,
      group: `${chain} ${part} ${segment}`,
      chain,
      entity: chain,
      residue: residue(row).toUpperCase(),
      number,
      insertionCode: insertionCode(row),
      // Hetero atoms after a chain's end are not part of it.
      ...(part > 0 && !isAtom && { inPolymer: false }),
      name: name(row),
      alternate: alternate(row),
      position: [numberOf(x(row)), numberOf(y(row)), numberOf(z(row))],
      occupancy: occupancy(row) === '' ? 1 : numberOf(occupancy(row)),
      bFactor: numberOf(bFactor(row)) || 0,
    };
  };
  return {
    ...(records.id && { id: records.id }),
    ...(records.title && { title: records.title }),
    models: [...new Set(records.rows.map(({ model }) => model))],
    atoms: (model) => records.rows.flatMap((row, i) => (row.model === model ? [readAtom(row, i)] : [])),
    polymers: records.polymers,
    parents: records.parents,
  };
}
