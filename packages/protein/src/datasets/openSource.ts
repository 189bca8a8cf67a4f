import { open, readFile, stat } from 'node:fs/promises';
import path from 'node:path';
import { byCodePoint, isFolder, isHidden, listFiles, openZip } from '@inrflow/core/node';
import { isStructureName, STRUCTURE_EXTENSIONS } from '../files/readStructure.js';
import type { SourceFile, StructureSource } from './source.js';
import { tarIndex } from './tarIndex.js';

const isWanted = (name: string) => isStructureName(name) && !isHidden(name.replace(/^\.\//, ''));

const noStructures = (where: string) => new Error(`${where} holds no protein structures; looked for ${STRUCTURE_EXTENSIONS.join(', ')}, each also with .gz, in it and its folders`);

/** Formats by preference, where a structure is there in several, as in AlphaFold DB's archives. */
const PREFERENCE = ['.cif', '.mmcif', '.bcif', '.pdb', '.ent'];

/** Files in the order of their names, one of each structure: of names that differ in the format alone, mmCIF before PDB, packed or not. */
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

/** Files on the disk, named relative to a folder. */
async function onDisk(root: string, names: readonly string[]): Promise<StructureSource> {
  const files: SourceFile[] = [];
  for (const name of names) {
    // A link that leads nowhere is kept, so that reading it says what is wrong.
    const { size, mtimeMs } = await stat(path.join(root, name)).catch(() => ({ size: 0, mtimeMs: 0 }));
    files.push({ name, bytes: size, changed: Math.floor(mtimeMs) });
  }
  const locate = ({ name }: SourceFile) => path.join(root, name);
  return { files: sorted(files), locate, read: (file) => readFile(locate(file)), close: async () => {} };
}

/** Files of an archive by the names that they have outside of the folder that may wrap them all. */
function inArchive(file: string, where: string, sizes: ReadonlyMap<string, number>, changed: number, read: (stored: string) => Promise<Uint8Array>, close: () => Promise<void>): StructureSource {
  const stored = [...sizes.keys()].filter(isWanted);
  if (stored.length === 0) throw noStructures(where);
  const plain = stored.map((name) => name.replace(/^(\.?\/)+/, ''));
  const top = plain[0].slice(0, plain[0].indexOf('/') + 1);
  const prefix = plain.every((name) => name.startsWith(top)) ? top : '';
  const storedBy = new Map(plain.map((name, i) => [name.slice(prefix.length), stored[i]]));
  return {
    files: sorted([...storedBy].map(([name, inside]) => ({ name, bytes: sizes.get(inside)!, changed }))),
    locate: ({ name }) => `${file}:${storedBy.get(name)}`,
    read: ({ name }) => read(storedBy.get(name)!),
    close,
  };
}

async function openZipSource(file: string, changed: number): Promise<StructureSource> {
  const zip = await openZip(file);
  try {
    return inArchive(file, `zip archive '${file}'`, new Map(zip.names.map((name) => [name, zip.size(name)])), changed, (name) => zip.read(name), () => zip.close());
  } catch (error) {
    await zip.close();
    throw error;
  }
}

async function openTarSource(file: string, changed: number): Promise<StructureSource> {
  const handle = await open(file);
  try {
    const entries = await tarIndex(handle).catch((error: Error) => {
      throw new Error(`cannot read tar archive '${file}': ${error.message}`, { cause: error });
    });
    const byName = new Map(entries.map((entry) => [entry.name, entry]));
    const read = async (name: string) => {
      const { offset, size } = byName.get(name)!;
      const bytes = new Uint8Array(size);
      const { bytesRead } = await handle.read(bytes, 0, size, offset);
      if (bytesRead < size) throw new Error('the archive is cut short');
      return bytes;
    };
    return inArchive(file, `tar archive '${file}'`, new Map(entries.map(({ name, size }) => [name, size])), changed, read, () => handle.close());
  } catch (error) {
    await handle.close();
    throw error;
  }
}

/**
 * Opens whatever holds structures: a folder tree, one file, a zip archive, or a tar archive (read in place, not unpacked).
 *
 * @throws Error that names the path where nothing is there (with the nearest name), or nothing that is read
 */
export async function openSource(file: string): Promise<StructureSource> {
  if (await isFolder(file)) {
    const names = await listFiles(file, isStructureName);
    if (names.length === 0) throw noStructures(`folder '${file}'`);
    return onDisk(file, names);
  }
  const { mtimeMs } = await stat(file);
  if (/\.zip$/i.test(file)) return openZipSource(file, Math.floor(mtimeMs));
  if (/\.tar$/i.test(file)) return openTarSource(file, Math.floor(mtimeMs));
  if (/\.(tar\.\w+|tgz)$/i.test(file)) throw new Error(`'${file}' is a compressed tar archive, which has to be read from its start each time; unpack it to a .tar first, such as by 'gunzip'`);
  if (isStructureName(file)) return onDisk(path.dirname(file), [path.basename(file)]);
  throw new Error(`'${file}' is no data set of proteins: expected a folder, a .zip or .tar of one, or a file that ends in ${STRUCTURE_EXTENSIONS.join(', ')} (.gz)`);
}
