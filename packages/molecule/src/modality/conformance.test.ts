import { normalValues, type Dataset, type Example } from '@inrflow/core';
import { describeModality } from '@inrflow/core/testing';
import { readSmiles } from '../chemistry/index.js';
import { createMoleculePairs } from '../features/index.js';
import { createMoleculeModality } from './moleculeModality.js';

const pairs = createMoleculePairs({ eigenvectors: 4 });
const smiles = ['CCO', 'C[C@H](N)C(=O)O', 'c1ccccc1'];
function example(text: string, sample: number): Example {
  const { molecule } = readSmiles(text, text);
  return pairs.pairsOf({ molecule, positions: Float64Array.from(normalValues({ seed: 1, stream: text }, 3 * molecule.atoms.length)) }, { seed: 3, stream: 'augmentation', sample });
}
const dataset: Dataset = { length: 3, classes: [], example: async (index, { step = 0 }) => example(smiles[index], step) };

describeModality('molecule', { modality: createMoleculeModality({ eigenvectors: 4 }), examples: smiles.map(example), dataset }, { describe, test, expect });

test('faults are named', () => {
  const modality = createMoleculeModality({ eigenvectors: 4 });
  const { points, coordinates, values } = example('CCO', 0);
  expect(() => modality.pseudoCoordinates(3)).toThrow("a molecule's latents are its atoms");
  expect(() => modality.assign({ points, coordinates: coordinates.slice().fill(0), values }, modality.pseudoCoordinatesOf!({ points, coordinates }))).toThrow('pair 1 is of an atom that another pair is of');
  expect(() => modality.pseudoCoordinatesOf!({ points: 1, coordinates: coordinates.slice(0, modality.coordinateChannels).fill(0.5) })).toThrow('pair 0 is of atom 0.5; expected an integer from 0 to 255');
  expect(() => createMoleculeModality({ fourierFrequencies: 0 })).toThrow('fourierFrequencies must be a positive integer, not 0');
});
