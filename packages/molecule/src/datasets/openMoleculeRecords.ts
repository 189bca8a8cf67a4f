import { gunzip } from '@inrflow/atoms';
import { byCodePoint, fingerprintOf, inPart, openFileTree, selectFiles, DEFAULT_MAX_FILE_BYTES, type FileTree } from '@inrflow/core/node';
import { isMoleculeName, parseMolecules, READERS, type MoleculeRecord } from '../files/index.js';
import type { MoleculeDatasetOptions } from './options.js';

/** A record with its file. */
export interface FileRecord extends MoleculeRecord {
  /** Its file and its place there, as messages name it. */
  where: string;
}

/** The records of a data set of molecules. */
export interface MoleculeRecords {
  /** Records within the limits and in the part, and those that cannot be read. */
  records: readonly FileRecord[];
  /** Notes for the user about what was found while opening, a sentence each. */
  notes: readonly string[];
  /** A short text that identifies them: equal for equal files and options. */
  fingerprint: string;
}

/** Formats of molecules that are not read, by the ending of their names. */
const UNREAD: Readonly<Record<string, string>> = { '.mol2': 'MOL2', '.pdb': 'PDB', '.cml': 'CML', '.inchi': 'InChI', '.mae': 'Maestro', '.cdx': 'ChemDraw', '.cdxml': 'ChemDraw', '.rdf': 'RDF', '.rxn': 'reaction', '.pdbqt': 'PDBQT' };
const READS = `${Object.keys(READERS).join(', ')}, each also with .gz,`;

async function recordsOf(tree: FileTree, name: string, maxAtoms: number, maxFileBytes: number): Promise<FileRecord[]> {
  const where = tree.locate(name);
  try {
    const text = new TextDecoder().decode(await gunzip(await tree.read(name), maxFileBytes));
    const records = parseMolecules(name, text, { maxAtoms: Infinity });
    if (records.length === 0) return [{ name, place: '', where, leftOut: 0, problem: 'it holds no molecules' }];
    return records.map((record) => ({ ...record, where: `${where}, ${record.place}` }));
  } catch (error) {
    return [{ name, place: '', where, leftOut: 0, problem: (error as Error).message }];
  }
}

const counted = (count: number, one: string, many: string) => `${count} ${count === 1 ? one : many}`;

/**
 * Opens whatever holds molecules: a folder tree, one file, or a zip, tar or tar.gz archive of SDF, Molfiles, SMILES or XYZ, plain or gzipped. All are read immediately.
 *
 * @throws Error that names the path if nothing is there (with the nearest name) or it is not a data set of molecules, or says what was left out if nothing is left
 */
export async function openMoleculeRecords(path: string, { maxAtoms = 64, conformers = 5, split, maxFileBytes = DEFAULT_MAX_FILE_BYTES }: MoleculeDatasetOptions = {}): Promise<MoleculeRecords> {
  const tree = await openFileTree(path, { maxFileBytes });
  try {
    if (tree.kind === 'file' && !isMoleculeName(path)) throw new Error(`'${path}' is not a data set of molecules: expected a folder, a .zip, .tar or .tar.gz of one, or a file that ends in ${READS.replace(/,$/, '')}`);
    const { names, notes } = await selectFiles(tree, { what: 'molecules', reads: READS, byName: (name) => isMoleculeName(name) || UNREAD[/\.[^./]*$/.exec(name.toLowerCase().replace(/\.gz$/, ''))?.[0] ?? ''] });
    if (names.length === 0) throw new Error(`${tree.where} holds no molecules; looked for ${READS} in it and its folders${notes.map((note) => `; ${note}`).join('')}`);
    names.sort(byCodePoint);
    const all: FileRecord[] = [];
    for (const name of names) all.push(...await recordsOf(tree, name, maxAtoms, maxFileBytes));
    const [fitting, leftOut] = [[] as FileRecord[], { large: 0, flat: 0 }];
    for (const record of all) {
      if (record.molecule && record.molecule.atoms.length > maxAtoms) leftOut.large++;
      else if (record.molecule && !record.positions && conformers === 0) leftOut.flat++;
      else fitting.push(record);
    }
    const records = fitting.filter(({ molecule, where }) => !split || inPart(molecule?.id ?? where, split));
    const said = [
      leftOut.large > 0 && `${counted(leftOut.large, 'molecule has', 'molecules have')} more than ${maxAtoms} atoms besides hydrogens (data.maxAtoms) and ${leftOut.large === 1 ? 'was' : 'were'} left out`,
      leftOut.flat > 0 && `${counted(leftOut.flat, 'molecule has', 'molecules have')} no positions in space and ${leftOut.flat === 1 ? 'was' : 'were'} left out: data.conformers is 0`,
    ].filter((text) => text !== false);
    const readable = records.filter(({ molecule }) => molecule);
    if (readable.length === 0) {
      const broken = all.find(({ problem }) => problem !== undefined);
      const reasons = [...said, ...(broken ? [`${all.filter(({ problem }) => problem !== undefined).length} cannot be read, such as ${broken.where}: ${broken.problem}`] : []), ...(split && fitting.length > 0 ? [`the ${split.part} part of ${fitting.length} is empty with heldOut ${split.heldOut}`] : [])];
      throw new Error(`no molecule of '${path}' is left: ${reasons.join('; ')}`);
    }
    const salts = readable.filter((record) => record.leftOut > 0).length;
    const flat = readable.filter(({ positions }) => !positions).length;
    if (salts > 0) said.push(`of ${counted(salts, 'record', 'records')} with several fragments, such as salts, the largest was kept`);
    if (flat > 0) said.push(`${counted(flat, 'molecule has', 'molecules have')} no positions in space: OpenChemLib makes up to ${conformers} conformers of each (data.conformers)`);
    return { records, notes: [...tree.notes, ...notes, ...said], fingerprint: JSON.stringify([await fingerprintOf(tree, names), maxAtoms, conformers, split ?? null, records.length]) };
  } finally {
    await tree.close();
  }
}
