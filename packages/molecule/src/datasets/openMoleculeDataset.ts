import { uniformValues, UnreadableExampleError, type Address, type Dataset, type Example } from '@inrflow/core';
import { makeConformers, useConformerTables } from '../chemistry/index.js';
import type { Conformer, Molecule } from '../molecules/index.js';
import { openMoleculeRecords, type FileRecord } from './openMoleculeRecords.js';
import type { MoleculeDatasetOptions } from './options.js';

/** Makes an example from a conformer. */
export type ToExample = (conformer: Conformer, address: Address) => Example;

/** A conformer of a record: its own, or one of those made for it, which the address chooses. @throws Error whose message gives the reason */
function conformerOf({ molecule, positions, problem }: FileRecord, made: (molecule: Molecule) => Float64Array[], address: Address): Conformer {
  if (!molecule) throw new Error(problem);
  if (positions) return { molecule, positions };
  const choices = made(molecule);
  return { molecule, positions: choices[Math.min(choices.length - 1, Math.floor(choices.length * uniformValues({ ...address, stream: `${address.stream} conformer` }, 1)[0]))] };
}

/**
 * Opens molecules as a training set: an example for each record, which is a conformer, or a molecule whose conformers OpenChemLib makes on first use.
 *
 * @throws Error as {@link openMoleculeRecords} does
 */
export async function openMoleculeDataset(path: string, { toExample, ...options }: MoleculeDatasetOptions & { toExample: ToExample }): Promise<Dataset> {
  const { records, notes, fingerprint } = await openMoleculeRecords(path, options);
  const made = new Map<string, Float64Array[]>();
  return {
    length: records.length,
    classes: [],
    sizes: records.map(({ molecule }) => molecule?.atoms.length ?? 1),
    notes,
    fingerprint: async () => fingerprint,
    async example(index, address) {
      const record = records[index];
      if (!record) throw new RangeError(`example ${index} of a data set of ${records.length} was asked for`);
      const conformers = (molecule: Molecule) => {
        useConformerTables();
        // Records of one molecule may number its atoms in several ways.
        const key = `${molecule.id} ${molecule.ranks.join()}`;
        if (!made.has(key)) made.set(key, makeConformers(molecule, { count: options.conformers ?? 5, seed: 0 }));
        return made.get(key)!;
      };
      try {
        return toExample(conformerOf(record, conformers, address), address);
      } catch (error) {
        throw new UnreadableExampleError(`cannot read molecule ${record.where}: ${(error as Error).message}`, { cause: error });
      }
    },
  };
}
