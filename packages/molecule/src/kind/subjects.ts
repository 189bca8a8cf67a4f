import { SettingsError, type SettledSettings, type Subject } from '@inrflow/core';
import { createMoleculePairs, type MoleculePairs } from '../features/index.js';
import type { Conformer, Molecule } from '../molecules/index.js';
import type { MoleculeData, MoleculeModel } from './moleculeKind.js';

type Settings = SettledSettings<MoleculeData, MoleculeModel>;

/** A molecule to make conformers of. */
export interface MoleculeSubject extends Subject {
  molecule: Molecule;
  /** The conformer that values describe. */
  conformerOf(values: Float32Array): Conformer;
}

/** The conversions between conformers and pairs that a data section describes. */
export const pairsOf = ({ scale, orientation, eigenvectors }: Pick<MoleculeData, 'scale' | 'orientation' | 'eigenvectors'>): MoleculePairs => createMoleculePairs({ scale, orientation, eigenvectors });

/** Makes subjects of sampling from molecules. */
export function subjectsOfMolecules({ data }: Settings, molecules: readonly Molecule[]): MoleculeSubject[] {
  const pairs = pairsOf(data);
  return molecules.map((molecule) => ({
    name: molecule.name, molecule, places: pairs.coordinatesOf(molecule), conformerOf: (values) => ({ molecule, positions: pairs.positionsOf(molecule, values) }),
  }));
}

/**
 * The molecules in a text: SMILES, one per line, with names after them.
 *
 * @param file the name of the text's file, whose ending determines its format; SMILES by default
 * @throws SettingsError naming the line and what is wrong with it
 */
export async function moleculesOf(text: string, maxAtoms: number, file?: string): Promise<Molecule[]> {
  const { parseMolecules } = await import('../files/index.js');
  const records = parseMolecules(file ?? 'smiles.smi', text);
  const fail = (place: string, reason: string): never => {
    throw new SettingsError(`${file === undefined ? '--smiles' : `--smiles: ${file}`}${records.length > 1 || file !== undefined ? `, ${place}` : ''}: ${reason}`, 'sample', 'smiles');
  };
  if (records.length === 0) fail('', 'it holds no molecules; expected SMILES');
  const [molecules, ids] = [[] as Molecule[], new Set<string>()];
  for (const { name, place, molecule, problem } of records) {
    if (!molecule) return fail(place, problem!);
    if (molecule.atoms.length > maxAtoms) fail(place, `it has ${molecule.atoms.length} atoms besides hydrogens; expected at most ${maxAtoms}, the most that this model has latents for`);
    // Several conformers of one molecule are one subject.
    if (ids.has(molecule.id)) continue;
    ids.add(molecule.id);
    molecules.push({ ...molecule, name: molecules.some((other) => other.name === name) ? `${name} ${molecules.length + 1}` : file === undefined && records.length === 1 && name === 'smiles 1' ? 'molecule' : name });
  }
  return molecules;
}

/** Makes subjects of sampling from SMILES. */
export const subjectsOf = async (settings: Settings, smiles: string): Promise<MoleculeSubject[]> => subjectsOfMolecules(settings, await moleculesOf(smiles, settings.model.latents));
