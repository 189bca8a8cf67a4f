import { readFile, stat } from 'node:fs/promises';
import { SettingsError, type DataSettings, type Part } from '@inrflow/core';
import { gunzip } from '@inrflow/atoms';
import type { MoleculeDatasetOptions } from '../datasets/index.js';
import { isMoleculeName } from '../files/index.js';
import type { MoleculeData } from '../kind/index.js';
import { moleculesOf } from '../kind/subjects.js';
import type { Molecule } from '../molecules/index.js';

/** Options of a data section that select molecules. @param part the part of them; all if training held none out */
export const recordOptions = ({ maxAtoms, conformers, maxFileBytes, heldOut }: DataSettings & MoleculeData, part: Part): MoleculeDatasetOptions => (
  { maxAtoms, conformers, maxFileBytes, ...(part !== 'all' && heldOut > 0 && { split: { heldOut, part } }) });

/**
 * The molecules of `--smiles`: a file of molecules, or SMILES themselves.
 *
 * @throws SettingsError naming file, line and reason
 */
export async function moleculesOfFlag(given: string, maxAtoms: number): Promise<Molecule[]> {
  const found = await stat(given).catch(() => undefined);
  if (!found && !isMoleculeName(given)) return moleculesOf(given, maxAtoms);
  const fail = (reason: string, cause?: unknown): never => {
    throw new SettingsError(`--smiles: ${reason}`, 'sample', 'smiles', { cause });
  };
  if (!found) return fail(`there is no file '${given}'; expected a file of molecules, or SMILES`);
  if (found.isDirectory()) return fail(`${given}: it is a folder`);
  const text = new TextDecoder().decode(await gunzip(await readFile(given)).catch((error: Error) => fail(`${given}: ${error.message}`, error)));
  return moleculesOf(text, maxAtoms, isMoleculeName(given) ? given : `${given}.smi`);
}
