import path from 'node:path';
import { byCodePoint, fingerprintOf, openFileTree, selectFiles, wrappingFolder, type FileTree, type FileTreeOptions } from '@inrflow/core/node';
import { isStructureName, STRUCTURE_EXTENSIONS } from '../files/readStructure.js';
import type { SourceFile, StructureSource } from './source.js';

/** Formats in order of preference, for structures that come in several, as in AlphaFold DB's archives. */
const PREFERENCE = ['.cif', '.mmcif', '.bcif', '.pdb', '.ent'];

/** Structures and trajectories that are not read, by the ending of their names. */
const UNREAD: Readonly<Record<string, string>> = {
  '.mmtf': 'MMTF', '.pdbqt': 'PDBQT', '.pqr': 'PQR', '.gro': 'GRO', '.mol2': 'MOL2', '.sdf': 'SDF', '.mae': 'Maestro', '.pse': 'PyMOL', '.dcd': 'DCD', '.xtc': 'XTC', '.trr': 'TRR', '.h5': 'HDF5', '.crd': 'CRD', '.prmtop': 'Amber',
};

/** Files in the order of their names, one for each structure: if names differ only in the format, mmCIF is preferred to PDB, gzipped or not. */
function sorted(files: SourceFile[]): SourceFile[] {
  const rank = ({ name }: SourceFile) => PREFERENCE.findIndex((extension) => name.toLowerCase().replace(/\.gz$/, '').endsWith(extension));
  const best = new Map<string, SourceFile>();
  for (const file of files.sort((a, b) => byCodePoint(a.name, b.name))) {
    const stem = file.name.replace(/\.gz$/i, '').replace(/\.[^./]*$/, '');
    const other = best.get(stem);
    if (!other || rank(file) < rank(other)) best.set(stem, file);
  }
  return [...best.values()].sort((a, b) => byCodePoint(a.name, b.name));
}

/** The folder that wraps a whole archive, including one that holds a single folder of files. */
function prefixOf(names: readonly string[]): string {
  const top = names[0].slice(0, names[0].indexOf('/') + 1);
  return wrappingFolder(names) || (names.every((name) => name.startsWith(top)) ? top : '');
}

async function treeSource(tree: FileTree): Promise<StructureSource> {
  const unread = (name: string) => UNREAD[path.posix.extname(name.replace(/\.gz$/i, '')).toLowerCase()];
  const { names, notes } = await selectFiles(tree, { what: 'protein structures', reads: `${STRUCTURE_EXTENSIONS.join(', ')}, each also with .gz,`, byName: (name) => isStructureName(name) || unread(name) });
  if (names.length === 0) throw new Error(`${tree.where} holds no protein structures; looked for ${STRUCTURE_EXTENSIONS.join(', ')}, each also with .gz, in it and its folders${notes.map((note) => `; ${note}`).join('')}`);
  const prefix = tree.kind === 'zip' || tree.kind === 'tar' ? prefixOf(names) : '';
  const files: SourceFile[] = [];
  for (const name of names) files.push({ name: name.slice(prefix.length), ...(await tree.look(name)) });
  return {
    files: sorted(files),
    notes: [...tree.notes, ...notes],
    locate: ({ name }) => tree.locate(prefix + name),
    read: ({ name }) => tree.read(prefix + name),
    fingerprint: (chosen) => fingerprintOf(tree, chosen.map((name) => prefix + name), (name) => name.slice(prefix.length)),
    close: tree.close,
  };
}

/**
 * Opens whatever holds structures: a folder tree, one file, or a zip, tar or tar.gz archive.
 *
 * @throws Error that names the path if nothing is there (with the nearest name), or if it is not a data set of proteins
 */
export async function openSource(file: string, options: FileTreeOptions): Promise<StructureSource> {
  const tree = await openFileTree(file, options);
  try {
    if (tree.kind === 'file' && !isStructureName(file)) throw new Error(`'${file}' is not a data set of proteins: expected a folder, a .zip, .tar or .tar.gz of one, or a file that ends in ${STRUCTURE_EXTENSIONS.join(', ')} (.gz)`);
    return await treeSource(tree);
  } catch (error) {
    await tree.close();
    throw error;
  }
}
