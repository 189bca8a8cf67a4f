import { Molecule as Library } from 'openchemlib';

/** OpenChemLib's molecule. */
export type LibraryMolecule = Library;
export { Library };

/** A message of OpenChemLib, without the names of its classes. */
export const messageOf = (error: unknown): string => String((error as Partial<Error> | null)?.message ?? error).replace(/^Class\$S\d+:\s*|^java\.lang\.\w+:\s*/, '').replace(/^(?:SmilesParser|MolfileParser|SmilesAtomParser): /, '').trim() || 'it is not understood';
