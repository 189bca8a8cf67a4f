import { writeFileAtomically } from '@inrflow/core/node';
import type { Chain } from '../chains/chain.js';
import type { StructureHeader } from './checkChains.js';
import { mmcifOf } from './mmcif.js';
import { pdbOf } from './pdb.js';

/**
 * Writes chains as a PDB file, whole or not at all.
 *
 * @throws RangeError as {@link pdbOf} does, or Error that names the file and why it was not written
 */
export async function writePdb(file: string, chains: Chain | readonly Chain[], header?: StructureHeader): Promise<void> {
  await writeFileAtomically(file, new TextEncoder().encode(pdbOf(chains, header)));
}

/**
 * Writes chains as an mmCIF file, whole or not at all.
 *
 * @throws RangeError as {@link mmcifOf} does, or Error that names the file and why it was not written
 */
export async function writeMmcif(file: string, chains: Chain | readonly Chain[], header?: StructureHeader): Promise<void> {
  await writeFileAtomically(file, new TextEncoder().encode(mmcifOf(chains, header)));
}
